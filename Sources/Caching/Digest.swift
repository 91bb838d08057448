private import CXXHash
package import Foundation

/// A 128-bit fingerprint of bytes (XXH3): equal inputs have equal fingerprints, on every platform.
/// It names cache entries; it does not protect against deliberate forgery.
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

  /// The digest of a sequence of fields; their boundaries count, so that `["a", "b"]` and `["ab"]` differ.
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

  /// 32 hexadecimal digits.
  package var description: String {
    hexadecimal(high) + hexadecimal(low)
  }
}

extension Digest: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(Int(truncatingIfNeeded: high), Int(truncatingIfNeeded: low))
  }

  package init(from unpacker: inout Unpacker) throws {
    high = UInt64(truncatingIfNeeded: try unpacker.next(Int.self))
    low = UInt64(truncatingIfNeeded: try unpacker.next(Int.self))
  }
}

private func hexadecimal(_ word: UInt64) -> String {
  let digits = String(word, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
