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
    inParallel perform: RowPerformer? = nil,
    _ operation: (Double, Double) -> Double
  ) -> [Scalar] {
    let blocks = Blocks(of: count)
    return left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        [Scalar](unsafeUninitializedCapacity: count) { output, initializedCount in
          let output = output
          Parts(of: blocks.count, perform).forEach { number in
            forEach(blocks[number]) { index, leftIndex, rightIndex in
              let result = operation(left[leftIndex].wide, right[rightIndex].wide)
              output.initializeElement(at: index, to: Scalar(wide: result).canonical)
            }
          }
          initializedCount = count
        }
      }
    }
  }

  /// Returns the sum of what a term makes of each pair.
  @inline(__always)
  func sum<Scalar, Term: PairTerm<Scalar>>(
    _ left: [Scalar],
    _ right: [Scalar],
    of term: Term.Type,
    _ perform: RowPerformer?
  ) -> Double {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        orderedSum(count: count, perform) { indices in
          var terms = SIMD8<Double>(repeating: 0)
          forEach(indices) { index, leftIndex, rightIndex in
            let result = Term.one(left[leftIndex].wide, right[rightIndex].wide)
            terms[index - indices.lowerBound] = result
          }
          return terms
        } block: { indices in
          isRepeating
            ? repeatingBlock(indices, left, right, of: term)
            : Self.block(indices, left, right, of: term)
        }
      }
    }
  }

  /// The sums, lane by lane, of what a term makes of a block of pairs that are at the same places.
  @inline(never)
  private static func block<Scalar, Term: PairTerm<Scalar>>(
    _ indices: Range<Int>,
    _ left: UnsafeBufferPointer<Scalar>,
    _ right: UnsafeBufferPointer<Scalar>,
    of term: Term.Type
  ) -> SIMD8<Scalar> {
    var sums = SIMD8<Scalar>(repeating: 0)
    var index = indices.lowerBound
    while index < indices.upperBound {
      sums += Term.lanes(left.lanes(index), right.lanes(index))
      index &+= 8
    }
    return sums
  }

  /// The same of a block of any pairs.
  @inline(never)
  private func repeatingBlock<Scalar, Term: PairTerm<Scalar>>(
    _ indices: Range<Int>,
    _ left: UnsafeBufferPointer<Scalar>,
    _ right: UnsafeBufferPointer<Scalar>,
    of term: Term.Type
  ) -> SIMD8<Scalar> {
    var sums = SIMD8<Scalar>(repeating: 0)
    var pairs = (SIMD8<Scalar>(), SIMD8<Scalar>())
    forEach(indices) { index, leftIndex, rightIndex in
      let lane = (index - indices.lowerBound) % 8
      pairs.0[lane] = left[leftIndex]
      pairs.1[lane] = right[rightIndex]
      if lane == 7 { sums += Term.lanes(pairs.0, pairs.1) }
    }
    return sums
  }

  /// Goes through some pairs in row-major order, with the places of both elements.
  @inline(__always)
  func forEach(_ indices: Range<Int>, _ body: (_ index: Int, _ left: Int, _ right: Int) -> Void) {
    guard isRepeating else {
      for index in indices {
        body(index, index, index)
      }
      return
    }
    var walk = Walk(self, from: indices.lowerBound)
    for index in indices {
      let (left, right) = walk.next()
      body(index, left, right)
    }
  }
}

/// What a sum over pairs is made of.
protocol PairTerm<Scalar> {
  associatedtype Scalar: LossScalar

  /// What is added for one pair.
  static func one(_ left: Double, _ right: Double) -> Double

  /// What is added for eight, in the scalar's own arithmetic.
  static func lanes(_ left: SIMD8<Scalar>, _ right: SIMD8<Scalar>) -> SIMD8<Scalar>
}

extension Broadcast {
  /// A walk over the pairs in row-major order, as an odometer counts.
  private struct Walk {
    private let broadcast: Broadcast
    private var position: [Int]
    private var left = 0
    private var right = 0

    init(_ broadcast: Broadcast, from index: Int) {
      self.broadcast = broadcast
      position = broadcast.shape
      var rest = index
      for dimension in position.indices.reversed() {
        let size = position[dimension]
        position[dimension] = rest % size
        rest /= size
        left += broadcast.strides.left[dimension] * position[dimension]
        right += broadcast.strides.right[dimension] * position[dimension]
      }
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
