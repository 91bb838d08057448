import Mustache

// The contexts of the cell and value templates. The names are those that a template uses.

struct CellContext: Sendable {
  struct Line: Sendable {
    let code: String
    let hasValues: Bool
    let values: [ValueContext]
    /// How the statement that begins here fails, if it fails as its author says.
    let failure: String?
  }

  /// `figure`, or `div` inside a figure with a caption.
  let tag: String
  let id: String?
  /// The number by which the page's program knows the cell, if what it shows follows a control.
  let unit: String?
  let language: String
  let hasCode: Bool
  let lines: [Line]
  /// The types in the cell's code; `nil` if none are known.
  let types: TypesContext?
  let printed: PrintedContext?
  /// The cell's output on standard error.
  let errors: PrintedContext?
  let compiler: CompilerMessagesContext?
  let trap: String?
  let isClaim: Bool
  let display: String?
  let caption: String?
}

/// The types of the names and expressions in a cell, for keyboard users.
struct TypesContext: Sendable {
  /// The list's identifier on the page.
  let id: String
  /// Entries such as `row: Tensor<Double>` and `row / 2: Tensor<Double>`.
  let entries: [String]
}

struct ValueContext: Sendable {
  let short: String
  /// Whether the value may break across lines of prose.
  let isLong: Bool
  /// Whether the value's numbers have more digits than are shown.
  let isRounded: Bool
  /// Whether the value needs `dir="auto"`.
  let isIsolated: Bool
  let full: String
  let type: String
  let name: String?
  let count: String?
  /// The identifier of the value's tooltip on the page.
  let tip: String
  /// The control that the value comes from, as HTML for beside its line.
  let control: String?
  /// That control, if the value is a number that can be dragged where it is in a sentence.
  let scrub: ControlContext?
}

// MARK: - Mustache

extension CellContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "tag": tag
    case "id": id
    case "unit": unit
    case "language": language
    case "hasCode": hasCode
    case "lines": lines
    case "types": types
    case "printed": printed
    case "errors": errors
    case "compiler": compiler
    case "trap": trap
    case "isClaim": isClaim
    case "display": display
    case "caption": caption
    default: nil
    }
  }
}

extension CellContext.Line: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "code": code
    case "hasValues": hasValues
    case "values": values
    case "failure": failure
    default: nil
    }
  }
}

extension TypesContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "id": id
    case "entries": entries
    default: nil
    }
  }
}

extension ValueContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "short": short
    case "isLong": isLong
    case "isRounded": isRounded
    case "isIsolated": isIsolated
    case "full": full
    case "type": type
    case "name": self.name
    case "count": count
    case "tip": tip
    case "control": control
    case "scrub": scrub
    default: nil
    }
  }
}
