extension UnsafeBufferPointer where Element: LossScalar {
  /// The eight elements from an index on.
  @inline(__always)
  func lanes(_ index: Int) -> SIMD8<Element> {
    UnsafeRawBufferPointer(self).loadUnaligned(
      fromByteOffset: index &* MemoryLayout<Element>.stride,
      as: SIMD8<Element>.self
    )
  }
}

extension UnsafeMutableBufferPointer where Element: LossScalar {
  /// Writes eight elements from an index on.
  @inline(__always)
  func store(_ lanes: SIMD8<Element>, at index: Int) {
    UnsafeMutableRawBufferPointer(self).storeBytes(
      of: lanes,
      toByteOffset: index &* MemoryLayout<Element>.stride,
      as: SIMD8<Element>.self
    )
  }
}

extension LossScalar {
  /// Eight numbers as `Double`.
  @inline(__always)
  static func widened(_ lanes: SIMD8<Self>) -> SIMD8<Double> {
    var wide = SIMD8<Double>()
    for lane in 0..<8 {
      wide[lane] = lanes[lane].wide
    }
    return wide
  }
}
