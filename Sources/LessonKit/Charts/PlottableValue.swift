/// A value that a chart can place on an axis or use to distinguish series.
public protocol Plottable {
  /// The value, as a number or as a category.
  var plotted: PlottedValue { get }
}

/// A plotted value: a number, or the name of a category.
public enum PlottedValue: Sendable, Equatable {
  /// A number, with the digits that its own type writes.
  case number(Double, digits: String)
  /// One of a set of names, which keep the order in which they first appear.
  case category(String)
}

/// A value and the name of the quantity it measures: `.value("loss", 0.07)`.
public struct PlottableValue: Sendable, Equatable {
  /// The name of the measured quantity.
  public let label: String
  let plotted: PlottedValue

  /// - Parameters:
  ///   - label: the name of the measured quantity, shown on the axis and above the column of the table.
  ///   - value: a number (`Double`, `Float`, `Int`) or a category (`String`). NaN makes a gap in a line;
  ///     infinite values are left out, and the description says so.
  /// - Returns: the named value.
  public static func value(_ label: String, _ value: some Plottable) -> PlottableValue {
    PlottableValue(label: label, plotted: value.plotted)
  }
}

extension Double: Plottable {
  /// The number.
  public var plotted: PlottedValue { .number(self, digits: description) }
}

extension Float: Plottable {
  /// The number, with a `Float`'s digits.
  public var plotted: PlottedValue { .number(Double(self), digits: description) }
}

extension Int: Plottable {
  /// The number; beyond 2⁵³, it is placed on an axis as the nearest `Double`.
  public var plotted: PlottedValue { .number(Double(self), digits: description) }
}

extension String: Plottable {
  /// The category with this name.
  public var plotted: PlottedValue { .category(self) }
}

extension PlottedValue {
  /// The number, if it is one.
  var number: Double? {
    if case .number(let number, _) = self { return number }
    return nil
  }

  /// The full text: all digits, or the category.
  var text: String {
    switch self {
    case .number(_, let digits): digits
    case .category(let name): name
    }
  }

  /// The text for readers: with six significant digits, a true minus sign and no empty fraction.
  var shown: String { shown(significantDigits: 6) }

  func shown(significantDigits: Int) -> String {
    guard case .number(let number, let digits) = self else { return text }
    guard number.isFinite else { return number.isNaN ? "NaN" : number > 0 ? "∞" : "−∞" }
    let short = shorteningNumbers(in: digits, significantDigits: significantDigits)
    var shown: [UInt8] = []
    for byte in short.utf8 {
      if byte == UInt8(ascii: "-") { shown += Array("−".utf8) } else { shown.append(byte) }
    }
    if shown.suffix(2).elementsEqual(".0".utf8) { shown.removeLast(2) }
    return String(decoding: shown, as: UTF8.self)
  }
}
