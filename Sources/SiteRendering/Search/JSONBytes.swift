// Writes JSON byte by byte, since a site's search index has megabytes of it.

extension [UInt8] {
  /// Appends a text as a JSON string.
  ///
  /// Complexity: O(n) in the length of the text.
  mutating func append(json text: String) {
    append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        append(UInt8(ascii: "\\"))
        append(byte)
      case ..<0x20:
        self += Array("\\u00".utf8)
        append(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
        append(Self.digits[Int(byte & 0xF)])
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends a nonnegative number.
  mutating func append(json number: Int) {
    if number >= 10 { append(json: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
