public import LessonKit

/// A value that a page can show: it writes itself as Swift's `print` and `debugPrint` do.
///
/// Embedded Swift cannot look into values, so that each type says how it is written.
public protocol PageDescribed {
  /// Writes the value as part of another, if it is nested, or by itself.
  func describe(to text: inout PageText, isNested: Bool)

  /// Whether it is a collection, which does not count as an element of another.
  static var holdsElements: Bool { get }
}

extension PageDescribed {
  /// The value is no collection.
  public static var holdsElements: Bool { false }
}

/// The text of a value, up to limits that are those of `LessonRuntime`.
public struct PageText {
  var bytes: [UInt8] = []
  /// Whether a part of the value does not say how it is written.
  var isUnknown = false
  /// The number of elements of collections that may still be written.
  private var elements: Int
  private static let byteLimit = 10_000

  init(elements: Int = 1000) {
    self.elements = elements
  }

  /// Appends a text.
  public mutating func append(_ text: String) { __pageAppends(text, to: &self) }

  var isSpent: Bool { bytes.count >= Self.byteLimit }

  /// Writes elements between brackets, and the number of those that are left out.
  mutating func append<Element: PageDescribed>(_ collection: some Collection<Element>) {
    append("[")
    var isFirst = true
    for element in collection {
      guard !isSpent else { return }
      if !isFirst { append(", ") }
      isFirst = false
      guard elements > 0 else {
        __pageAppendsCount(collection.count, to: &self)
        break
      }
      if !Element.holdsElements { elements -= 1 }
      element.describe(to: &self, isNested: true)
    }
    append("]")
  }
}

extension PageDescribed {
  /// The value as `print` writes it.
  var pageText: PageText {
    var text = PageText()
    describe(to: &text, isNested: false)
    return text
  }
}

// MARK: Swift's types

extension PageDescribed where Self: CustomStringConvertible {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) { text.append(description) }
}

extension Double: PageDescribed {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) { __pageAppends(self, to: &text) }
}

extension Float: PageDescribed {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) { __pageAppends(self, to: &text) }
}

extension Int: PageDescribed {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) { __pageAppends(self, to: &text) }
}

extension Int8: PageDescribed {}
extension Int16: PageDescribed {}
extension Int32: PageDescribed {}
extension Int64: PageDescribed {}
extension UInt: PageDescribed {}
extension UInt8: PageDescribed {}
extension UInt16: PageDescribed {}
extension UInt32: PageDescribed {}
extension UInt64: PageDescribed {}

extension Bool: PageDescribed {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) {
    text.append(self ? "true" : "false")
  }
}

extension String: PageDescribed {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) {
    guard isNested else { return text.append(self) }
    text.append(quoted)
  }

  /// The text as a literal.
  var quoted: String {
    var bytes = [UInt8(ascii: "\"")]
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\r"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case 0: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "0")]
      case UInt8(ascii: "\\"), UInt8(ascii: "\""): bytes += [UInt8(ascii: "\\"), byte]
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Substring: PageDescribed {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) {
    String(self).describe(to: &text, isNested: isNested)
  }
}

extension Character: PageDescribed {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) {
    String(self).describe(to: &text, isNested: isNested)
  }
}

extension Array: PageDescribed where Element: PageDescribed {
  /// The value is a collection.
  public static var holdsElements: Bool { true }

  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) {
    text.append(self)
  }
}

extension ArraySlice: PageDescribed where Element: PageDescribed {
  /// The value is a collection.
  public static var holdsElements: Bool { true }

  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) {
    text.append(self)
  }
}

extension Optional: PageDescribed where Wrapped: PageDescribed {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) {
    guard let self else { return text.append("nil") }
    text.append("Optional(")
    self.describe(to: &text, isNested: true)
    text.append(")")
  }
}

extension ClosedRange: PageDescribed where Bound: PageDescribed {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) {
    if isNested { text.append("ClosedRange(") }
    lowerBound.describe(to: &text, isNested: isNested)
    text.append("...")
    upperBound.describe(to: &text, isNested: isNested)
    if isNested { text.append(")") }
  }
}

extension Range: PageDescribed where Bound: PageDescribed {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) {
    if isNested { text.append("Range(") }
    lowerBound.describe(to: &text, isNested: isNested)
    text.append("..<")
    upperBound.describe(to: &text, isNested: isNested)
    if isNested { text.append(")") }
  }
}

// MARK: Functions that are compiled once

// A page's program would compile again what it calls of another module: Embedded Swift compiles a whole program.
// A function that exports its interface alone is compiled with its own module.

/// Appends a text or a number, as `print` writes it.
@export(interface) @inline(never) public func __pageAppends(
  _ text: String,
  to result: inout PageText
) {
  var text = text
  text.withUTF8 { result.bytes.append(contentsOf: $0) }
}

/// Appends a text or a number, as `print` writes it.
@export(interface) @inline(never) public func __pageAppends(
  _ number: Double,
  to text: inout PageText
) {
  __pageAppends(number.description, to: &text)
}

/// Appends a text or a number, as `print` writes it.
@export(interface) @inline(never) public func __pageAppends(
  _ number: Float,
  to text: inout PageText
) {
  __pageAppends(number.description, to: &text)
}

/// Appends the number of elements of a collection that is not written whole.
@export(interface) @inline(never) public func __pageAppendsCount(
  _ count: Int,
  to text: inout PageText
) {
  __pageAppends("… (\(count) elements)", to: &text)
}

/// Appends a number as `print` writes it.
@export(interface) @inline(never) public func __pageAppends(
  _ number: Int,
  to text: inout PageText
) {
  __pageAppends(number.description, to: &text)
}

extension DefaultStringInterpolation {
  /// Writes a value in a text as `print` does.
  public mutating func appendInterpolation<Value: PageDescribed>(_ value: Value) {
    appendLiteral(__pageText(value.pageText))
  }

  /// Writes a value in a text as `print` does.
  public mutating func appendInterpolation<Value>(_ value: Value)
  where Value: PageDescribed & CustomStringConvertible {
    appendLiteral(__pageText(value.pageText))
  }

  /// Writes a value in a text as `print` does.
  public mutating func appendInterpolation<Value>(_ value: Value)
  where Value: PageDescribed & CustomStringConvertible & TextOutputStreamable {
    appendLiteral(__pageText(value.pageText))
  }

  /// Writes a number in a text as `print` does.
  public mutating func appendInterpolation(_ number: Double) {
    appendLiteral(__pageText(number))
  }
}

/// What was written of a value, as a text.
@export(interface) @inline(never) public func __pageText(_ text: PageText) -> String {
  String(decoding: text.bytes, as: UTF8.self)
}

/// The text of a number as `print` writes it.
@export(interface) @inline(never) public func __pageText(_ number: Double) -> String {
  number.description
}

// MARK: Parts of values

/// Writes a part of a value.
public func __pageDescribes<Value: PageDescribed>(_ value: Value, to text: inout PageText) {
  value.describe(to: &text, isNested: true)
}

/// Writes a part of a value.
@_disfavoredOverload
public func __pageDescribes<Value: CustomStringConvertible>(
  _ value: Value,
  to text: inout PageText
) {
  text.append(value.description)
}

/// Notes that a part of a value cannot be written.
@_disfavoredOverload
public func __pageDescribes<Value>(_ value: Value, to text: inout PageText) {
  text.isUnknown = true
}

// MARK: The types of LessonKit

extension Table.Entry: PageDescribed {
  /// Writes the value.
  public func describe(to text: inout PageText, isNested: Bool) {
    if isNested { text.append("LessonKit.Table.Entry.") }
    let (name, content) =
      switch self {
      case .text(let content): ("text", content)
      case .decimal(let digits): ("decimal", digits)
      }
    text.append(name)
    text.append("(")
    content.describe(to: &text, isNested: true)
    text.append(")")
  }
}
