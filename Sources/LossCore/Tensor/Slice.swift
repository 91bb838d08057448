/// A one-dimensional slice of a tensor's elements, valid while they are being accessed.
struct Slice<Scalar: LossScalar> {
  let elements: UnsafeBufferPointer<Scalar>
  let start: Int
  let stride: Int
  let count: Int

  /// Where in the tensor the slice's element stands.
  @inline(__always)
  func position(of index: Int) -> Int {
    start + index * stride
  }

  @inline(__always)
  subscript(index: Int) -> Scalar {
    elements[position(of: index)]
  }

  /// The largest element, -∞ if there is none. NaN is not looked for: the sums show it.
  @inline(__always)
  func maximum() -> Scalar {
    var maximum = -Scalar.infinity
    for index in 0..<count where self[index] > maximum {
      maximum = self[index]
    }
    return maximum
  }

  /// The ordered sum of what `term` makes of each element.
  @inline(__always)
  func sum(_ term: (Scalar) -> Scalar) -> Scalar {
    orderedSum(count: count) { term(self[$0]) }
  }
}
