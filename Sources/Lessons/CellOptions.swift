import Diagnostics

/// What happens to a cell's code.
package enum CellFate: Sendable, Equatable {
  /// It is compiled and run as a part of the lesson's program.
  case runs
  /// It runs, and its last value must be `true`.
  case claims
  /// It must compile with what comes before it; it is not run, and nothing after it sees it.
  case compilesOnly
  /// It must not compile with what comes before it; the compiler's messages are shown.
  case failsToCompile
  /// It must stop the program that runs what comes before it; the reason is shown.
  case traps
  /// It is shown, neither compiled nor run.
  case isShownOnly

  /// Whether the cells after it go on from its end.
  package var belongsToProgram: Bool { self == .runs || self == .claims }

  /// The option that asks for it; `nil` for what needs none.
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

/// What of a cell the reader does not see.
package enum CellHiding: String, CaseIterable, Sendable {
  case code, output, all
}

/// Which of a cell's values are shown beside its lines.
package enum ValueDisplay: String, CaseIterable, Sendable {
  case margin, last, none
}

/// The options of a cell.
package struct CellOptions: Sendable, Equatable {
  package var fate = CellFate.runs
  /// Whether a new program begins with the cell.
  package var startsProgram = false
  package var hides: CellHiding?
  package var values = ValueDisplay.margin
  /// The cell's name, for links.
  package var identifier: String?
  /// How long the lesson's program may run, if this cell needs longer than the site allows.
  package var timeLimit: Duration?
  /// How far the cell's numbers may move before `check` says so; `nil` for a few units in the last
  /// place.
  package var tolerance: Double?
  /// The option that set the fate, for messages.
  private var fateOption = ""

  private static let fates = ["norun", "ignore", "fails", "traps", "claim"]
  private static let names = fates + ["fresh", "hide", "values", "timeout", "tolerance", "#id"]

  /// Reads the options of a cell, collecting faults.
  static func read(_ info: InfoString, in file: SourceFile) -> (CellOptions, [Diagnostic]) {
    var options = CellOptions()
    var diagnostics = info.diagnostics
    if let stray = info.stray {
      diagnostics.append(
        Diagnostic(
          "stray-cell-option",
          "'\(stray.name)' stands outside of the braces; options stand in one pair, as in {ignore}",
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
            "the option '\(option.name)' stands here twice",
            at: place
          )
        )
        continue
      }
      if let fault = options.apply(option) {
        diagnostics.append(Diagnostic(fault.identifier, fault.message, at: place))
      }
    }
    if options.startsProgram, options.fate == .isShownOnly,
      let fresh = info.options.first(where: { $0.name == "fresh" })
    {
      diagnostics.append(
        Diagnostic(
          "contradictory-cell-options",
          "'fresh' starts a program, which 'ignore' keeps the cell out of; drop one of them",
          at: file.location(fresh.range)
        )
      )
    }
    return (options, diagnostics)
  }

  private struct Fault {
    let identifier: String
    let message: String
  }

  private mutating func apply(_ option: InfoString.Option) -> Fault? {
    switch option.name {
    case "norun", "ignore", "fails", "traps", "claim", "fresh":
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
    case "tolerance":
      guard let limit = option.value.flatMap(Double.init), limit >= 0, limit.isFinite else {
        return Fault(
          identifier: "wrong-cell-option",
          message: "expected a number such as tolerance=1e-6"
        )
      }
      tolerance = limit
    case "#":
      guard let value = option.value, !value.isEmpty else {
        return Fault(identifier: "wrong-cell-option", message: "expected a name after '#'")
      }
      identifier = value
    default: return Self.unknown(option)
    }
    return nil
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

  private mutating func applyFlag(_ option: InfoString.Option) -> Fault? {
    guard option.value == nil else {
      return Fault(identifier: "wrong-cell-option", message: "'\(option.name)' takes no value")
    }
    guard let other = CellFate(option: option.name) else {
      startsProgram = true
      return nil
    }
    guard fate == .runs else {
      // Neither fate can be meant; what is only shown cannot go wrong.
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
