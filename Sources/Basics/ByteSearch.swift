extension StringProtocol {
  /// The first occurrence of a text in this one, in bytes from the start; `nil` if there is none.
  ///
  /// Compares bytes, whereas `firstRange(of:)` compares characters at a tenth of the speed.
  ///
  /// Complexity: O(n·m) at worst, and about O(n) in prose.
  package func byteOffset(of text: some StringProtocol) -> Int? {
    let sought = Array(text.utf8)
    let found = utf8.withContiguousStorageIfAvailable { $0.offset(of: sought) }
    return found ?? Array(utf8).withUnsafeBufferPointer { $0.offset(of: sought) }
  }

  /// Whether this text contains another, byte for byte.
  ///
  /// Complexity: that of `byteOffset(of:)`.
  package func containsBytes(of text: some StringProtocol) -> Bool { byteOffset(of: text) != nil }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func offset(of sought: [UInt8]) -> Int? {
    guard let first = sought.first else { return 0 }
    var start = 0
    while let place = self[start...].firstIndex(of: first), place + sought.count <= count {
      if self[place..<place + sought.count].elementsEqual(sought) { return place }
      start = place + 1
    }
    return nil
  }
}
