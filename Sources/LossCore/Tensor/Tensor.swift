/// An array of numbers with a shape.
///
/// The numbers are stored in row-major order: the last dimension varies fastest. A tensor without
/// dimensions, of shape `[]`, holds one number.
///
/// ```swift
/// let i = Tensor([0.1, 0.2, 0.4, 0.3])              // shape [4]
/// let batch = try i.reshaped(to: [-1, 4])           // shape [1, 4]
/// let single = Tensor<Float>([0.1, 0.2, 0.4, 0.3])  // shape [4], Float
/// ```
///
/// Two tensors are equal if their shapes are the same and their numbers are equal one by one; as
/// NaN equals nothing, a tensor that holds one does not equal itself.
public struct Tensor<Scalar: LossScalar>: Sendable, Equatable {
  /// The size of each dimension, outermost first; `[]` for a single number.
  public let shape: [Int]

  /// The numbers, in row-major order.
  public let scalars: [Scalar]

  /// Creates a tensor of one dimension.
  ///
  /// - Parameter scalars: The numbers; the shape is `[scalars.count]`.
  public init(_ scalars: [Scalar]) {
    self.init(checkedShape: [scalars.count], scalars)
  }

  /// Creates a tensor of two dimensions.
  ///
  /// - Parameter rows: The rows, all of one length; the shape is `[rows.count, length]`, and
  ///   `[0, 0]` if there are no rows.
  /// - Throws: ``LossError/raggedRows(row:length:expected:)`` if a row's length differs from the
  ///   first one's.
  public init(_ rows: [[Scalar]]) throws(LossError) {
    let length = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != length {
      throw .raggedRows(row: index, length: row.count, expected: length)
    }
    try self.init(shape: [rows.count, length], scalars: Array(rows.joined()))
  }

  /// Creates a tensor of no dimensions, which holds one number.
  ///
  /// - Parameter scalar: The number; the shape is `[]`.
  public init(scalar: Scalar) {
    self.init(checkedShape: [], [scalar])
  }

  /// Creates a tensor of any shape.
  ///
  /// - Parameters:
  ///   - shape: The size of each dimension, outermost first; sizes of zero are allowed.
  ///   - scalars: The numbers in row-major order, as many as the product of the sizes.
  /// - Throws: ``LossError/negativeSize(shape:)``, ``LossError/tooManyElements(shape:)``, or
  ///   ``LossError/wrongCount(shape:count:)`` if the numbers do not fill the shape.
  public init(shape: [Int], scalars: [Scalar]) throws(LossError) {
    guard try Shape.count(of: shape) == scalars.count else {
      throw .wrongCount(shape: shape, count: scalars.count)
    }
    self.init(checkedShape: shape, scalars)
  }

  /// Creates a tensor from parts that are known to fit together.
  init(checkedShape shape: [Int], _ scalars: [Scalar]) {
    self.shape = shape
    self.scalars = scalars
  }

  /// Creates a tensor from numbers that fit its shape and are rounded.
  init(checkedShape shape: [Int], wide: [Double]) {
    self.init(checkedShape: shape, wide.map { Scalar(wide: $0).canonical })
  }

  /// Creates a tensor of no dimensions from a number that is rounded.
  init(wide: Double) {
    self.init(scalar: Scalar(wide: wide).canonical)
  }

  /// The number of elements: the product of the sizes, 1 for the shape `[]`.
  ///
  /// PyTorch's `Tensor.numel()`.
  public var count: Int { scalars.count }

  /// The slices along the last dimension, in order: one array for each row of a matrix.
  ///
  /// A tensor of one dimension is a single row, and so is a single number.
  ///
  /// - Complexity: O(``count``).
  public var rows: [[Scalar]] {
    let length = shape.last ?? 1
    return (0..<shape.dropLast().reduce(1, *)).map { row in
      Array(scalars[row * length..<(row + 1) * length])
    }
  }

  /// Returns the same numbers, in the same order, in another shape.
  ///
  /// PyTorch's `Tensor.view`.
  ///
  /// - Parameter shape: The new shape. One size may be -1: it becomes what the others leave over.
  /// - Returns: The tensor of the new shape; the numbers are shared, not copied.
  /// - Throws: ``LossError/cannotReshape(from:to:)`` if the new shape has not as many elements, has
  ///   a negative size other than one -1, or leaves the size that is -1 undetermined.
  public func reshaped(to shape: [Int]) throws(LossError) -> Tensor {
    guard let resolved = Shape.resolve(shape, count: count) else {
      throw .cannotReshape(from: self.shape, to: shape)
    }
    return Tensor(checkedShape: resolved, scalars)
  }

  /// Returns the only number of a tensor that holds one, whatever its dimensions.
  ///
  /// PyTorch's `Tensor.item()`.
  ///
  /// - Returns: The number.
  /// - Throws: ``LossError/notASingleElement(shape:)`` if there are more numbers, or none.
  public func item() throws(LossError) -> Scalar {
    guard count == 1 else { throw .notASingleElement(shape: shape) }
    return scalars[0]
  }
}
