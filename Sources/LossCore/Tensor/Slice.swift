/// A one-dimensional slice of a tensor's elements, valid while they are being accessed.
struct Slice<Scalar: LossScalar> {
  let elements: UnsafeBufferPointer<Scalar>
  let start: Int
  let stride: Int
  let count: Int

  /// Where in the tensor the slice's element stands.
  @inline(__always)
  func position(of index: Int) -> Int {
    start &+ index &* stride
  }

  @inline(__always)
  subscript(index: Int) -> Scalar {
    elements[position(of: index)]
  }

  /// The eight elements from an index on.
  @inline(__always)
  func lanes(_ index: Int) -> SIMD8<Scalar> {
    _fastPath(stride == 1) ? elements.lanes(start &+ index) : gathered(index)
  }

  /// The eight elements from an index on where they do not stand side by side.
  @inline(never)
  private func gathered(_ index: Int) -> SIMD8<Scalar> {
    var lanes = SIMD8<Scalar>()
    for lane in 0..<8 {
      lanes[lane] = self[index &+ lane]
    }
    return lanes
  }

  /// Goes through the indices: eight at a time if there are enough for a sum in vectors, those
  /// left over one by one.
  @inline(__always)
  func forEach(_ single: (Int) -> Void, lanes: (Int) -> Void) {
    var index = 0
    if count >= shortestVectorSum {
      while index &+ 8 <= count {
        lanes(index)
        index &+= 8
      }
    }
    while index < count {
      single(index)
      index += 1
    }
  }

  /// Writes eight numbers where the eight elements from an index on stand.
  @inline(__always)
  func store(
    _ lanes: SIMD8<Scalar>,
    at index: Int,
    in output: UnsafeMutableBufferPointer<Scalar>
  ) {
    if _fastPath(stride == 1) {
      output.store(lanes, at: start &+ index)
    } else {
      scatter(lanes, at: index, in: output)
    }
  }

  /// Writes eight numbers that do not stand side by side.
  @inline(never)
  private func scatter(
    _ lanes: SIMD8<Scalar>,
    at index: Int,
    in output: UnsafeMutableBufferPointer<Scalar>
  ) {
    for lane in 0..<8 {
      output[position(of: index &+ lane)] = lanes[lane]
    }
  }

  /// Writes one number everywhere.
  func fill(with scalar: Scalar, in output: UnsafeMutableBufferPointer<Scalar>) {
    for index in 0..<count {
      output[position(of: index)] = scalar
    }
  }

  /// The largest element, -∞ if there is none. NaN is not looked for: the sums show it.
  @inline(__always)
  func maximum() -> Scalar {
    var maximum = -Scalar.infinity
    var index = 0
    if count >= shortestVectorSum {
      var largest = SIMD8<Scalar>(repeating: maximum)
      while index &+ 8 <= count {
        let next = lanes(index)
        for lane in 0..<8 {
          largest[lane] = next[lane] > largest[lane] ? next[lane] : largest[lane]
        }
        index &+= 8
      }
      for lane in 0..<8 where largest[lane] > maximum {
        maximum = largest[lane]
      }
    }
    while index < count {
      if self[index] > maximum { maximum = self[index] }
      index += 1
    }
    return maximum
  }

  /// Whether one of the elements is NaN.
  var hasNaN: Bool {
    (0..<count).contains { self[$0].isNaN }
  }

  /// The ordered sum of what `term` makes of each element, in `Double`.
  @inline(__always)
  func sum(_ term: (Double) -> Double) -> Double {
    orderedSum(count: count) { index in
      term(self[index].wide)
    } lanes: { index in
      var lanes = SIMD8<Double>()
      for lane in 0..<8 {
        lanes[lane] = term(self[index &+ lane].wide)
      }
      return lanes
    }
  }
}
