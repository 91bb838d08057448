/// How the elements of two tensors pair up, by PyTorch's broadcasting rules.
///
/// Shapes are aligned at their last dimensions. Two sizes agree if they are equal or one of them is
/// 1; a tensor is repeated along a dimension where its size is 1 or missing. Nothing is copied: a
/// repeated dimension is one that is walked with a stride of 0.
struct Broadcast {
  /// The shape of the result.
  let shape: [Int]
  /// The number of pairs.
  let count: Int
  private let strides: (left: [Int], right: [Int])
  private let isRepeating: Bool

  init(_ left: [Int], _ right: [Int]) throws(LossError) {
    let rank = max(left.count, right.count)
    var shape = [Int](repeating: 1, count: rank)
    for place in 1..<rank + 1 {
      let sizes = (
        place <= left.count ? left[left.count - place] : 1,
        place <= right.count ? right[right.count - place] : 1
      )
      guard sizes.0 == sizes.1 || sizes.0 == 1 || sizes.1 == 1 else {
        throw .notBroadcastable(left: left, right: right)
      }
      shape[rank - place] = sizes.0 == 1 ? sizes.1 : sizes.0
    }
    self.shape = shape
    count = try Shape.count(of: shape)
    strides = (Self.strides(of: left, rank: rank), Self.strides(of: right, rank: rank))
    isRepeating = left != right
  }

  /// The distance between neighbours along each dimension of the result; 0 where repeated.
  private static func strides(of shape: [Int], rank: Int) -> [Int] {
    var strides = [Int](repeating: 0, count: rank)
    var stride = 1
    for place in 1..<shape.count + 1 {
      let size = shape[shape.count - place]
      strides[rank - place] = size == 1 ? 0 : stride
      stride *= size
    }
    return strides
  }

  /// Returns what `operation` makes of each pair, in row-major order.
  @inline(__always)
  func map<Scalar: LossScalar>(
    _ left: [Scalar],
    _ right: [Scalar],
    _ operation: (Double, Double) -> Double
  ) -> [Scalar] {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        [Scalar](unsafeUninitializedCapacity: count) { output, initializedCount in
          var index = 0
          forEach { leftIndex, rightIndex in
            let result = operation(left[leftIndex].wide, right[rightIndex].wide)
            output[index] = Scalar(wide: result).canonical
            index += 1
          }
          initializedCount = count
        }
      }
    }
  }

  /// Returns the sum of what `term`, or `lanes` for eight at a time, makes of each pair.
  @inline(__always)
  func sum<Scalar: LossScalar>(
    _ left: [Scalar],
    _ right: [Scalar],
    term: (Double, Double) -> Double,
    lanes: (SIMD8<Scalar>, SIMD8<Scalar>) -> SIMD8<Scalar>
  ) -> Double {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        var walk = Walk(self)
        return orderedSum(count: count) { indices in
          var terms = SIMD8<Double>(repeating: 0)
          for index in indices {
            let places = isRepeating ? walk.next() : (index, index)
            terms[index - indices.lowerBound] = term(left[places.0].wide, right[places.1].wide)
          }
          return terms
        } block: { indices in
          isRepeating
            ? walk.block(indices, left, right, lanes) : Self.block(indices, left, right, lanes)
        }
      }
    }
  }

  /// The sums, lane by lane, of what `lanes` makes of a block of pairs that stand at the same places.
  @inline(never)
  private static func block<Scalar: LossScalar>(
    _ indices: Range<Int>,
    _ left: UnsafeBufferPointer<Scalar>,
    _ right: UnsafeBufferPointer<Scalar>,
    _ lanes: (SIMD8<Scalar>, SIMD8<Scalar>) -> SIMD8<Scalar>
  ) -> SIMD8<Scalar> {
    var sums = SIMD8<Scalar>(repeating: 0)
    var index = indices.lowerBound
    while index < indices.upperBound {
      sums += lanes(left.lanes(index), right.lanes(index))
      index &+= 8
    }
    return sums
  }

  /// Goes through the pairs in row-major order, with the places of both elements.
  @inline(__always)
  func forEach(_ body: (_ left: Int, _ right: Int) -> Void) {
    guard isRepeating else {
      for index in 0..<count {
        body(index, index)
      }
      return
    }
    var walk = Walk(self)
    for _ in 0..<count {
      let (left, right) = walk.next()
      body(left, right)
    }
  }
}

extension Broadcast {
  /// A walk over the pairs in row-major order, as an odometer counts.
  private struct Walk {
    private let broadcast: Broadcast
    private var position: [Int]
    private var left = 0
    private var right = 0

    init(_ broadcast: Broadcast) {
      self.broadcast = broadcast
      let isRepeating = broadcast.isRepeating
      position = isRepeating ? [Int](repeating: 0, count: broadcast.shape.count) : []
    }

    /// The sums, lane by lane, of what `lanes` makes of the next pairs, one for each index.
    @inline(never)
    mutating func block<Scalar: LossScalar>(
      _ indices: Range<Int>,
      _ left: UnsafeBufferPointer<Scalar>,
      _ right: UnsafeBufferPointer<Scalar>,
      _ lanes: (SIMD8<Scalar>, SIMD8<Scalar>) -> SIMD8<Scalar>
    ) -> SIMD8<Scalar> {
      var sums = SIMD8<Scalar>(repeating: 0)
      for _ in 0..<indices.count / 8 {
        var pairs = (SIMD8<Scalar>(), SIMD8<Scalar>())
        for lane in 0..<8 {
          let (leftIndex, rightIndex) = next()
          pairs.0[lane] = left[leftIndex]
          pairs.1[lane] = right[rightIndex]
        }
        sums += lanes(pairs.0, pairs.1)
      }
      return sums
    }

    /// Returns where the two elements of the current pair are, and goes on to the next pair.
    mutating func next() -> (left: Int, right: Int) {
      let current = (left, right)
      for dimension in stride(from: position.count - 1, through: 0, by: -1) {
        position[dimension] += 1
        left += broadcast.strides.left[dimension]
        right += broadcast.strides.right[dimension]
        if position[dimension] < broadcast.shape[dimension] { break }
        left -= broadcast.strides.left[dimension] * position[dimension]
        right -= broadcast.strides.right[dimension] * position[dimension]
        position[dimension] = 0
      }
      return current
    }
  }
}
