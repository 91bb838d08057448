/// A one-dimensional slice of a tensor's elements, valid while they are being accessed.
struct Slice<Scalar: LossScalar> {
  let elements: UnsafeBufferPointer<Scalar>
  let start: Int
  let stride: Int
  let count: Int

  /// Where in the tensor the slice's element is.
  @inline(__always)
  func position(of index: Int) -> Int {
    start &+ index &* stride
  }

  @inline(__always)
  subscript(index: Int) -> Scalar {
    elements[position(of: index)]
  }

  /// At most eight elements as `Double`; 0 where there are fewer.
  @inline(__always)
  func wide(_ indices: Range<Int>) -> SIMD8<Double> {
    var lanes = SIMD8<Double>(repeating: 0)
    for index in indices {
      lanes[index &- indices.lowerBound] = self[index].wide
    }
    return lanes
  }

  /// Goes through indices whose number is divisible by eight, with the eight elements from each
  /// eighth on.
  ///
  /// What is done with them should be a function that is always inlined: as there are two loops, a
  /// closure would not be, and sums would go through memory.
  @inline(__always)
  func forEachLanes(_ indices: Range<Int>, _ body: (Int, SIMD8<Scalar>) -> Void) {
    var index = indices.lowerBound
    // Asked once, not for each vector.
    if stride == 1 {
      while index < indices.upperBound {
        body(index, elements.lanes(start &+ index))
        index &+= 8
      }
    } else {
      while index < indices.upperBound {
        body(index, gathered(index))
        index &+= 8
      }
    }
  }

  /// Goes through two slices of one stride, as through one.
  @inline(__always)
  func forEachLanes(
    _ indices: Range<Int>,
    with other: Slice,
    _ body: (SIMD8<Scalar>, SIMD8<Scalar>) -> Void
  ) {
    @inline(__always)
    func pair(_ index: Int, _ elements: SIMD8<Scalar>) {
      let others = stride == 1 ? other.elements.lanes(other.start &+ index) : other.gathered(index)
      body(elements, others)
    }
    forEachLanes(indices, pair)
  }

  /// The eight elements from an index on, wherever they are.
  @inline(never)
  private func gathered(_ index: Int) -> SIMD8<Scalar> {
    var lanes = SIMD8<Scalar>()
    for lane in 0..<8 {
      lanes[lane] = self[index &+ lane]
    }
    return lanes
  }

  /// The largest element, -∞ if there is none. NaN is not looked for: the sums show it.
  @inline(never)
  func maximum() -> Scalar {
    // Two halves at once: a comparison has not to wait for the one before it.
    let half = count / 16 &* 8
    var largest = (SIMD8<Scalar>(repeating: -.infinity), SIMD8<Scalar>(repeating: -.infinity))
    @inline(__always)
    func compare(_ left: SIMD8<Scalar>, _ right: SIMD8<Scalar>) {
      for lane in 0..<8 {
        largest.0[lane] = left[lane] > largest.0[lane] ? left[lane] : largest.0[lane]
        largest.1[lane] = right[lane] > largest.1[lane] ? right[lane] : largest.1[lane]
      }
    }
    let second = Slice(elements: elements, start: position(of: half), stride: stride, count: half)
    forEachLanes(0..<half, with: second, compare)
    compare(largest.1, largest.0)
    var maximum = largest.0[0]
    for lane in 1..<8 where largest.0[lane] > maximum {
      maximum = largest.0[lane]
    }
    for index in 2 &* half..<count where self[index] > maximum {
      maximum = self[index]
    }
    return maximum
  }

  /// Whether one of the elements is NaN.
  var hasNaN: Bool {
    (0..<count).contains { self[$0].isNaN }
  }
}

extension Slice {
  /// The ordered sum of what `term` makes of each element, in `Double`.
  @inline(__always)
  func sum(_ term: (Double) -> Double) -> Double {
    orderedSum(count: count) { term(self[$0].wide) }
  }

  /// Writes one number everywhere.
  func fill(with scalar: Scalar, in output: UnsafeMutableBufferPointer<Scalar>) {
    for index in 0..<count {
      output[position(of: index)] = scalar
    }
  }

  /// Writes where the elements are what `lanes` makes of them, or `rest` of those that fill no
  /// lanes.
  @inline(__always)
  func map(
    to output: UnsafeMutableBufferPointer<Scalar>,
    rest: (SIMD8<Double>) -> SIMD8<Double>,
    lanes: (SIMD8<Scalar>) -> SIMD8<Scalar>
  ) {
    var index = count >= shortestVectorSum ? count &- count % 8 : 0
    forEachLanes(0..<index) { index, elements in
      store(lanes(elements), at: index, in: output)
    }
    while index < count {
      let end = min(index + 8, count)
      let results = rest(wide(index..<end))
      for lane in 0..<end - index {
        output[position(of: index + lane)] = Scalar(wide: results[lane])
      }
      index = end
    }
  }

  @inline(__always)
  private func store(
    _ lanes: SIMD8<Scalar>,
    at index: Int,
    in output: UnsafeMutableBufferPointer<Scalar>
  ) {
    if stride == 1 {
      output.store(lanes, at: start &+ index)
    } else {
      scatter(lanes, at: index, in: output)
    }
  }

  /// Writes eight numbers that are not side by side.
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
}
