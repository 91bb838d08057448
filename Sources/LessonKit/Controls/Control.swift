/// What a reader can change about a value, and what the value is when the site is built.
package struct Control: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// A number between two others, in steps from the lower one.
    case slider(lower: Double, upper: Double, step: Double)
    /// A whole number between two others.
    case stepper(lower: Int, upper: Int, step: Int)
    case toggle
    /// One of some texts.
    case picker([String])
  }

  package let label: String
  package let kind: Kind
  package let initial: ControlValue
}

/// The value of a control.
package enum ControlValue: Sendable, Equatable {
  case number(Double)
  case whole(Int)
  case truth(Bool)
  /// The position of the chosen text.
  case choice(Int)
}

/// The place at which a program asks for the values of its controls.
package enum ControlExchange {
  /// Answers with the value of a control; without it, each control has its initial value. It is set once,
  /// before the lesson's code runs.
  package nonisolated(unsafe) static var answer: ((Control) -> ControlValue)?

  static func value(of control: Control) -> ControlValue {
    answer?(control) ?? control.initial
  }
}
