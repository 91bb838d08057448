import Basics
import Diagnostics

/// What happens to a cell's code.
package enum CellFate: Sendable, Equatable {
  /// It is compiled and run as part of the lesson's program.
  case runs
  /// It runs, and its last value must be `true`.
  case claims
  /// It must compile with the code before it; it is not run, and later cells do not see it.
  case compilesOnly
  /// It must not compile with the code before it; the compiler's messages are shown.
  case failsToCompile
  /// It must stop the program that runs the code before it; the reason is shown.
  case traps
  /// It is shown, but neither compiled nor run.
  case isShownOnly
  /// A declaration from the package's code is shown in its place.
  case showsSource(SourceReference)

  /// Whether later cells continue from its end.
  package var belongsToProgram: Bool { self == .runs || self == .claims }

  /// Whether it is code that the compiler must accept.
  package var mustCompile: Bool { belongsToProgram || self == .compilesOnly }

  /// Whether it is in none of the lesson's programs.
  package var isOutsideOfPrograms: Bool {
    switch self {
    case .isShownOnly, .showsSource: true
    case .runs, .claims, .compilesOnly, .failsToCompile, .traps: false
    }
  }

  /// The fate that an option asks for; `nil` if the option does not set one.
  fileprivate init?(option: String) {
    switch option {
    case "claim": self = .claims
    case "norun": self = .compilesOnly
    case "fails": self = .failsToCompile
    case "traps": self = .traps
    case "ignore": self = .isShownOnly
    default: return nil
    }
  }
}

/// A declaration in a file of the package.
package struct SourceReference: Sendable, Hashable {
  /// The file's path, relative to the package's root.
  package let path: String
  /// The declaration's name: `klDivLoss`, `Tensor.reshaped(to:)`.
  package let symbol: String
}

/// Which part of a cell is hidden.
package enum CellHiding: String, CaseIterable, Sendable {
  case code, output, all
}

/// The values of a cell that are shown beside its lines.
package enum ValueDisplay: String, CaseIterable, Sendable {
  case margin, last, none
}

/// The options of a cell.
package struct CellOptions: Sendable, Equatable {
  package var fate = CellFate.runs
  /// Whether a new program begins with the cell.
  package var startsProgram = false
  /// Whether its output may differ in every run, and is never recorded.
  package var isVolatile = false
  /// Whether the compiler must warn about it; the warnings are shown.
  package var announcesWarnings = false
  package var hides: CellHiding?
  package var showsCode: Bool { hides == nil || hides == .output }
  package var values = ValueDisplay.margin
  /// The cell's name, for links.
  package var identifier: String?
  /// The time limit of the lesson's program, if this cell needs more than the site allows.
  package var timeLimit: Duration?
  /// How far the cell's numbers may change before `check` reports it; `nil` for a few units in the last
  /// place.
  package var tolerance: Double?
  /// The number of digits the cell's numbers are shown with; `nil` for the lesson's setting.
  package var digits: NumberDigits?
  /// The option that set the fate, for messages.
  private var fateOption = ""

  private static let fates = ["norun", "ignore", "fails", "traps", "claim"]
  private static let names =
    fates
    + [
      "fresh", "volatile", "warns", "hide", "values", "timeout", "tolerance", "digits", "source",
      "symbol",
      "caption",
      "#id",
    ]

  /// Reads the options of a cell and collects faults.
  static func read(_ info: InfoString, in file: SourceFile) -> (CellOptions, [Diagnostic]) {
    var options = CellOptions()
    var diagnostics = info.diagnostics
    if let stray = info.stray {
      diagnostics.append(
        Diagnostic(
          "stray-cell-option",
          "'\(stray.name)' is outside the braces; options go in one pair, as in {ignore}",
          at: file.location(stray.range)
        )
      )
    }
    var seen: Set<String> = []
    for option in info.options {
      let place = file.location(option.range)
      guard seen.insert(option.name).inserted else {
        diagnostics.append(
          Diagnostic(
            "repeated-cell-option",
            "the option '\(option.name)' is here twice",
            at: place
          )
        )
        continue
      }
      if let fault = options.apply(option) {
        diagnostics.append(Diagnostic(fault.identifier, fault.message, at: place))
      }
    }
    if let fault = options.applySource(info) {
      diagnostics.append(
        Diagnostic(fault.identifier, fault.message, at: file.location(info.range))
      )
    }
    for (name, reason) in options.contradictions {
      guard let option = info.options.first(where: { $0.name == name }) else { continue }
      diagnostics.append(
        Diagnostic("contradictory-cell-options", reason, at: file.location(option.range))
      )
    }
    return (options, diagnostics)
  }

  /// The options that the cell's fate leaves without effect, and why.
  private var contradictions: [(option: String, reason: String)] {
    var found: [(String, String)] = []
    if startsProgram, fate.isOutsideOfPrograms {
      found.append(("fresh", "'fresh' starts a program, but this cell is in none; drop it"))
    }
    if announcesWarnings, !fate.mustCompile {
      found.append(("warns", "'warns' is about code that compiles; drop it"))
    }
    return found
  }

  private struct Fault {
    let identifier: String
    let message: String
  }

  private mutating func apply(_ option: InfoString.Option) -> Fault? {
    switch option.name {
    case "norun", "ignore", "fails", "traps", "claim", "fresh", "volatile", "warns":
      return applyFlag(option)
    case "hide":
      guard let hiding: CellHiding = Self.choice(option) else {
        return Self.notOne(of: CellHiding.self, option)
      }
      hides = hiding
    case "values":
      guard let display: ValueDisplay = Self.choice(option) else {
        return Self.notOne(of: ValueDisplay.self, option)
      }
      values = display
    case "timeout":
      guard let limit = option.value.flatMap(Duration.init(seconds:)) else {
        return Fault(
          identifier: "wrong-cell-option",
          message: "expected a time such as timeout=30s"
        )
      }
      timeLimit = limit
    case "source", "symbol":
      guard option.value?.isEmpty == false else {
        return Fault(
          identifier: "wrong-cell-option",
          message: "expected a text, as in source=\"Sources/Core/Loss.swift\" symbol=\"loss\""
        )
      }
    case "caption":
      // Its value is a caption of the document.
      guard option.value?.isEmpty == false else {
        return Fault(
          identifier: "wrong-cell-option",
          message: "expected a text, as in caption=\"The losses.\""
        )
      }
    case "tolerance":
      guard let limit = option.value.flatMap(Double.init), limit >= 0, limit.isFinite else {
        return Fault(
          identifier: "wrong-cell-option",
          message: "expected a number such as tolerance=1e-6"
        )
      }
      tolerance = limit
    case "digits": return applyDigits(option)
    case "#":
      guard let value = option.value, !value.isEmpty else {
        return Fault(identifier: "wrong-cell-option", message: "expected a name after '#'")
      }
      identifier = value
    default: return Self.unknown(option)
    }
    return nil
  }

  private mutating func applyDigits(_ option: InfoString.Option) -> Fault? {
    digits = option.value.flatMap(NumberDigits.init)
    guard digits == nil else { return nil }
    return Fault(
      identifier: "wrong-cell-option",
      message: "expected how many digits, such as digits=4 or digits=all"
    )
  }

  private typealias Choice = CaseIterable & RawRepresentable<String>

  private static func choice<Value: Choice>(_ option: InfoString.Option) -> Value? {
    option.value.flatMap(Value.init(rawValue:))
  }

  private static func notOne<Value: Choice>(
    of choices: Value.Type,
    _ option: InfoString.Option
  ) -> Fault {
    let names = choices.allCases.map { "\(option.name)=\($0.rawValue)" }.joined(separator: ", ")
    return Fault(identifier: "wrong-cell-option", message: "expected one of: \(names)")
  }

  /// `source` and `symbol` must be used together, and in place of code that would run.
  private mutating func applySource(_ info: InfoString) -> Fault? {
    func value(_ name: String) -> String? { info.options.first { $0.name == name }?.value }
    switch (value("source"), value("symbol")) {
    case (nil, nil): return nil
    case (let path?, let symbol?):
      guard fate == .runs else {
        return Fault(
          identifier: "contradictory-cell-options",
          message: "a cell that shows a source has no code of its own; drop '\(fateOption)'"
        )
      }
      fate = .showsSource(SourceReference(path: path, symbol: symbol))
      return nil
    case (nil, _):
      return Fault(identifier: "wrong-cell-option", message: "'symbol' wants 'source', its file")
    case (_, nil):
      return Fault(
        identifier: "wrong-cell-option",
        message: "'source' wants 'symbol', the declaration to show"
      )
    }
  }

  private mutating func applyFlag(_ option: InfoString.Option) -> Fault? {
    guard option.value == nil else {
      return Fault(identifier: "wrong-cell-option", message: "'\(option.name)' takes no value")
    }
    guard let other = CellFate(option: option.name) else {
      switch option.name {
      case "fresh": startsProgram = true
      case "warns": announcesWarnings = true
      default: isVolatile = true
      }
      return nil
    }
    guard fate == .runs else {
      // The two fates contradict each other; a cell that is only shown is safe.
      defer { fate = .isShownOnly }
      return Fault(
        identifier: "contradictory-cell-options",
        message:
          "'\(option.name)' contradicts '\(fateOption)': a cell has one fate; keep one of them"
      )
    }
    fate = other
    fateOption = option.name
    return nil
  }

  private static func unknown(_ option: InfoString.Option) -> Fault {
    let hint =
      nearestName(to: option.name, among: names).map { "did you mean '\($0)'?" }
      ?? "known are: \(names.joined(separator: ", "))"
    return Fault(
      identifier: "unknown-cell-option",
      message: "unknown cell option '\(option.name)'; \(hint)"
    )
  }
}
