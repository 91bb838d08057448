/// A size in bytes, as written in settings and messages: `1 MiB`, `512 KiB`, `2 GiB`.
package struct ByteCount: Sendable, Equatable {
  package let bytes: Int

  private static let units = [("GiB", 30), ("MiB", 20), ("KiB", 10)]

  /// Reads a whole number with a unit; a size is at least one byte and less than 2⁵⁰.
  package init?(_ text: String) {
    for (unit, shift) in Self.units where text.hasSuffix(unit) {
      let digits = text.dropLast(unit.count).trimmingPrefix { $0 == " " }
        .prefix { $0 != " " }
      guard let number = Int(digits), number > 0, number < 1 << 20 else { return nil }
      bytes = number << shift
      return
    }
    return nil
  }

  /// The size in the largest unit that is not greater than it, with one decimal: `3.2 MiB`.
  package static func rounded(_ bytes: Int) -> String {
    for (unit, shift) in units where bytes >= 1 << shift {
      let tenths = (bytes * 10 + (1 << (shift - 1))) >> shift
      return "\(tenths / 10).\(tenths % 10) \(unit)"
    }
    return "\(bytes) B"
  }

  /// The size in the largest unit that divides it evenly.
  package static func text(_ bytes: Int) -> String {
    for (unit, shift) in units where bytes >= 1 << shift && bytes % (1 << shift) == 0 {
      return "\(bytes >> shift) \(unit)"
    }
    return "\(bytes) bytes"
  }
}
