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
