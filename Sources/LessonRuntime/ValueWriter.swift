/// Writes a value as Swift prints it, within a budget: only the beginning of a large or deep value,
/// in a time that does not depend on the rest.
struct ValueWriter {
  private(set) var text = ""
  /// The number of collection elements that may still be written.
  private var elements: Int
  /// The number of bytes that may still be written.
  private var bytes: Int
  /// How many more levels values may nest; deeper ones are left out.
  private var depth: Int
  /// Set when a value without a description is found, such as one of the compiler's own pointers.
  private var isOpaque = false

  private static let ellipsis = "…"

  init(elements: Int, bytes: Int, depth: Int = 64) {
    self.depth = depth
    self.elements = elements
    self.bytes = bytes
  }

  /// Whether the byte budget is used up.
  private var isSpent: Bool { bytes <= 0 }

  /// Writes a value as `print` does.
  mutating func write(_ value: Any) {
    describe(value, isDebug: false)
    if isSpent { text += Self.ellipsis }
  }

  private mutating func append(_ part: String) {
    guard !isSpent else { return }
    let count = part.utf8.count
    guard count > bytes else {
      text += part
      bytes -= count
      return
    }
    // At most as many characters as bytes are left.
    text += part.unicodeScalars.prefix(bytes).reduce(into: "") { $0.unicodeScalars.append($1) }
    bytes = 0
  }

  /// Writes a value as `print` or `debugPrint` does; nested values are written as with `debugPrint`.
  private mutating func describe(_ value: Any, isDebug: Bool) {
    guard !isSpent else { return }
    guard depth > 0 else { return append(Self.ellipsis) }
    depth -= 1
    defer { depth += 1 }
    // Other casts would unwrap it and match its content.
    if type(of: value) == AnyHashable.self, let hashable = value as? AnyHashable {
      return describe(hashable: hashable.base, isDebug: isDebug)
    }
    switch value {
    case let value as any DescribedInParts: value.describe(to: &self, isDebug: isDebug)
    case let value as String:
      append(isDebug ? Self.start(of: value, bytes).debugDescription : value)
    case _ where Self.describesItself(value):
      if isDebug {
        append(String(reflecting: value))
      } else {
        append(String(describing: value))
      }
    default: dump(value, isDebug: isDebug)
    }
  }

  private mutating func describe(hashable value: Any, isDebug: Bool) {
    guard isDebug else { return describe(value, isDebug: false) }
    append("AnyHashable(")
    describe(value, isDebug: true)
    append(")")
  }

  private static func start(of text: String, _ bytes: Int) -> String {
    text.utf8.count <= bytes ? text : String(text.unicodeScalars.prefix(bytes + 1))
  }

  private static func describesItself(_ value: Any) -> Bool {
    value is any CustomStringConvertible || value is any CustomDebugStringConvertible
      || value is any TextOutputStreamable
  }

  // MARK: Collections

  /// Writes elements as `description` does, and their number if not all are written.
  mutating func write(
    _ collection: some Collection,
    opening: String = "[",
    closing: String = "]",
    element: (inout ValueWriter, Any) -> Void = { $0.describe($1, isDebug: true) }
  ) {
    append(opening)
    var isFirst = true
    for part in collection {
      guard !isSpent else { return }
      if !isFirst { append(", ") }
      isFirst = false
      guard elements > 0 else {
        append("… (\(collection.count) elements)")
        break
      }
      if (part as? any DescribedInParts)?.holdsElements != true { elements -= 1 }
      element(&self, part)
    }
    append(closing)
  }

  mutating func write(pairs: some Collection<(key: some Any, value: some Any)>) {
    guard !pairs.isEmpty else { return append("[:]") }
    append("[")
    var isFirst = true
    for (key, value) in pairs {
      guard !isSpent else { return }
      if !isFirst { append(", ") }
      isFirst = false
      guard elements > 0 else {
        append("… (\(pairs.count) elements)")
        break
      }
      elements -= 1
      describe(key, isDebug: true)
      append(": ")
      describe(value, isDebug: true)
    }
    append("]")
  }

  mutating func write(wrapped value: Any) {
    append("Optional(")
    describe(value, isDebug: true)
    append(")")
  }

  mutating func writeNil() { append("nil") }

  // MARK: Values that do not describe themselves

  private mutating func dump(_ value: Any, isDebug: Bool) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .tuple:
      write(children: mirror, hasLabels: true)
    case .struct:
      let start = text.endIndex
      let outer = isOpaque
      isOpaque = false
      let left = bytes
      append(_typeName(mirror.subjectType, qualified: isDebug))
      let named = text.endIndex
      write(children: mirror, hasLabels: true)
      // The internals of a standard library value are of no use to a reader.
      if isOpaque {
        text = String(text[..<named])
        bytes = left - text.utf8.distance(from: start, to: named)
      }
      isOpaque = outer
    case .enum: writeCase(value, mirror, isDebug: isDebug)
    default:
      let description = isDebug ? String(reflecting: value) : String(describing: value)
      if description == "(Opaque Value)" { isOpaque = true }
      append(description)
    }
  }

  private mutating func write(children mirror: Mirror, hasLabels: Bool) {
    append("(")
    var isFirst = true
    for (label, child) in mirror.children {
      guard !isSpent else { return }
      if !isFirst { append(", ") }
      isFirst = false
      // The unlabelled parts of a tuple are called `.0`, `.1` and so on.
      if let label, !label.isEmpty, !label.hasPrefix(".") { append("\(label): ") }
      describe(child, isDebug: true)
    }
    append(")")
  }

  private mutating func writeCase(_ value: Any, _ mirror: Mirror, isDebug: Bool) {
    guard let (label, payload) = mirror.children.first, let label else {
      append(isDebug ? String(reflecting: value) : String(describing: value))
      return
    }
    append(isDebug ? "\(_typeName(mirror.subjectType, qualified: true)).\(label)" : label)
    let inner = Mirror(reflecting: payload)
    if inner.displayStyle == .tuple {
      describe(payload, isDebug: true)
    } else {
      append("(")
      describe(payload, isDebug: true)
      append(")")
    }
  }
}

/// A standard library type whose values are described in parts, within a budget.
protocol DescribedInParts {
  /// Whether it is a collection, whose elements count instead of itself.
  var holdsElements: Bool { get }
  func describe(to writer: inout ValueWriter, isDebug: Bool)
}

extension DescribedInParts {
  var holdsElements: Bool { true }
}

extension Array: DescribedInParts {
  func describe(to writer: inout ValueWriter, isDebug: Bool) { writer.write(self) }
}

extension ArraySlice: DescribedInParts {
  func describe(to writer: inout ValueWriter, isDebug: Bool) {
    let (opening, closing) = isDebug ? ("ArraySlice([", "])") : ("[", "]")
    writer.write(self, opening: opening, closing: closing)
  }
}

extension ContiguousArray: DescribedInParts {
  func describe(to writer: inout ValueWriter, isDebug: Bool) {
    let (opening, closing) = isDebug ? ("ContiguousArray([", "])") : ("[", "]")
    writer.write(self, opening: opening, closing: closing)
  }
}

extension Set: DescribedInParts {
  func describe(to writer: inout ValueWriter, isDebug: Bool) {
    let (opening, closing) = isDebug ? ("Set([", "])") : ("[", "]")
    writer.write(self, opening: opening, closing: closing)
  }
}

extension Dictionary: DescribedInParts {
  func describe(to writer: inout ValueWriter, isDebug: Bool) { writer.write(pairs: self) }
}

extension KeyValuePairs: DescribedInParts {
  func describe(to writer: inout ValueWriter, isDebug: Bool) { writer.write(pairs: self) }
}

extension Dictionary.Keys: DescribedInParts {
  func describe(to writer: inout ValueWriter, isDebug: Bool) {
    let (opening, closing) = isDebug ? ("Dictionary.Keys([", "])") : ("[", "]")
    writer.write(self, opening: opening, closing: closing)
  }
}

extension Dictionary.Values: DescribedInParts {
  func describe(to writer: inout ValueWriter, isDebug: Bool) {
    let (opening, closing) = isDebug ? ("Dictionary.Values([", "])") : ("[", "]")
    writer.write(self, opening: opening, closing: closing)
  }
}

extension Optional: DescribedInParts {
  var holdsElements: Bool { false }

  func describe(to writer: inout ValueWriter, isDebug: Bool) {
    if let value = self {
      writer.write(wrapped: value)
    } else {
      writer.writeNil()
    }
  }
}
