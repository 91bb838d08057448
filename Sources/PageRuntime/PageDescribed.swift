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
