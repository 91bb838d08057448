private import CXXHash
package import Foundation

/// A 128-bit fingerprint of bytes (XXH3): equal inputs have equal fingerprints, on every platform.
/// It names cache entries; it is no defence against someone who forges them.
package struct Digest: Hashable, Sendable, CustomStringConvertible {
  private let high: UInt64
  private let low: UInt64

  /// Complexity: O(n) in the number of bytes.
  package init(bytes: [UInt8]) {
    let hash = bytes.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count) }
    self.high = hash.high64
    self.low = hash.low64
  }

  /// Complexity: O(n) in the number of bytes.
  package init(_ data: Data) {
    let hash = data.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count) }
    self.high = hash.high64
    self.low = hash.low64
  }

  /// Of a sequence of fields; their borders count, so that `["a", "b"]` and `["ab"]` differ.
  ///
  /// Complexity: O(n) in the number of bytes.
  package init(_ fields: [String]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(fields.reduce(0) { $0 + $1.utf8.count + 8 })
    for field in fields {
      withUnsafeBytes(of: UInt64(field.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: field.utf8)
    }
    self.init(bytes: bytes)
  }

  /// The digest of such a description; `nil` where it is none.
  package init?(_ description: String) {
    guard description.utf8.count == 32, let high = UInt64(description.prefix(16), radix: 16),
      let low = UInt64(description.suffix(16), radix: 16)
    else { return nil }
    self.high = high
    self.low = low
  }

  /// 32 hexadecimal digits.
  package var description: String {
    hexadecimal(high) + hexadecimal(low)
  }
}

private func hexadecimal(_ word: UInt64) -> String {
  let digits = String(word, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
