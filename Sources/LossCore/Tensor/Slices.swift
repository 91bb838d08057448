/// The one-dimensional slices of a tensor along one of its dimensions, in row-major order.
///
/// A tensor without dimensions counts as a single slice of one element, as in PyTorch.
struct Slices: Sendable {
  /// The number of slices.
  let count: Int
  /// The number of elements in each.
  let length: Int
  /// The distance between neighbours in a slice; 1 along the last dimension.
  private let stride: Int
  private let shape: [Int]
  private let dimension: Int

  init(of shape: [Int], along dimension: Int) throws(LossError) {
    let index = try Shape.index(ofDimension: dimension, in: shape)
    length = shape.isEmpty ? 1 : shape[index]
    stride = shape.dropFirst(index + 1).reduce(1, *)
    count = shape.prefix(index).reduce(stride, *)
    self.shape = shape
    self.dimension = index
  }

  /// The slices along the last dimension.
  init(rowsOf shape: [Int]) {
    length = shape.last ?? 1
    stride = 1
    count = shape.dropLast().reduce(1, *)
    self.shape = shape
    dimension = max(shape.count - 1, 0)
  }

  /// Returns one slice of these elements.
  @inline(__always)
  func slice<Scalar>(_ index: Int, of elements: UnsafeBufferPointer<Scalar>) -> Slice<Scalar> {
    let start = index / stride * (length * stride) + index % stride
    return Slice(elements: elements, start: start, stride: stride, count: length)
  }

  /// Returns the tensor of one number for each slice.
  @inline(__always)
  func reduce<Scalar>(
    _ tensor: Tensor<Scalar>,
    keepingDimension: Bool = false,
    _ reduction: (Slice<Scalar>) -> Double
  ) -> Tensor<Scalar> {
    let scalars = tensor.scalars.withUnsafeBufferPointer { elements in
      [Scalar](unsafeUninitializedCapacity: count) { output, initializedCount in
        for index in 0..<count {
          output[index] = Scalar(wide: reduction(slice(index, of: elements))).canonical
        }
        initializedCount = count
      }
    }
    return Tensor(checkedShape: reducedShape(keepingDimension: keepingDimension), scalars)
  }

  /// Returns a tensor of the same shape; `transform`, which receives the slice's number,
  /// writes each slice of it, at the same indices.
  @inline(__always)
  func map<Scalar>(
    _ tensor: Tensor<Scalar>,
    inParallel perform: RowPerformer? = nil,
    _ transform: (Int, Slice<Scalar>, UnsafeMutableBufferPointer<Scalar>) -> Void
  ) -> Tensor<Scalar> {
    guard tensor.count > 0 else { return tensor }
    let scalars = tensor.scalars.withUnsafeBufferPointer { elements in
      [Scalar](unsafeUninitializedCapacity: tensor.count) { output, initializedCount in
        let output = output
        Parts(of: count, perform).forEach { index in
          transform(index, slice(index, of: elements), output)
        }
        initializedCount = tensor.count
      }
    }
    return Tensor(checkedShape: tensor.shape, scalars)
  }

  private func reducedShape(keepingDimension: Bool) -> [Int] {
    guard !shape.isEmpty else { return [] }
    var reduced = shape
    reduced.replaceSubrange(dimension...dimension, with: keepingDimension ? [1] : [])
    return reduced
  }
}
