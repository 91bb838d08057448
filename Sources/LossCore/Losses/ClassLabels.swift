/// Class indices as targets: for each distribution the index of its class.
///
/// ```swift
/// try crossEntropyLoss(logits, labels: [2, 0, 1])                    // logits of shape [3, C]
/// try crossEntropyLoss(logits, labels: ClassLabels(2))               // logits of shape [C]
/// try crossEntropyLoss(logits, labels: ClassLabels([[2, 0], [1, 1]]))  // logits of shape [2, C, 2]
/// ```
public struct ClassLabels: Sendable, Hashable, ExpressibleByArrayLiteral {
  /// The size of each dimension, outermost first; `[]` for a single label.
  public let shape: [Int]

  /// The labels, in row-major order.
  public let indices: [Int]

  /// Creates a single label, of shape `[]`.
  ///
  /// - Parameter index: The index of the class.
  public init(_ index: Int) {
    shape = []
    indices = [index]
  }

  /// Creates labels of one dimension.
  ///
  /// - Parameter indices: The indices of the classes.
  public init(_ indices: [Int]) {
    shape = [indices.count]
    self.indices = indices
  }

  /// Creates labels of one dimension.
  ///
  /// - Parameter indices: The indices of the classes.
  public init(arrayLiteral indices: Int...) {
    self.init(indices)
  }

  /// Creates labels of two dimensions.
  ///
  /// - Parameter rows: The rows, all of one length.
  /// - Throws: ``LossError/raggedRows(row:length:expected:)`` if a row's length differs from the
  ///   first one's.
  public init(_ rows: [[Int]]) throws(LossError) {
    let length = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != length {
      throw .raggedRows(row: index, length: row.count, expected: length)
    }
    shape = [rows.count, length]
    indices = Array(rows.joined())
  }

  /// Creates labels of any shape.
  ///
  /// - Parameters:
  ///   - shape: The size of each dimension, outermost first; sizes of zero are allowed.
  ///   - indices: The indices in row-major order, as many as the product of the sizes.
  /// - Throws: ``LossError/negativeSize(shape:)``, ``LossError/tooManyElements(shape:)``, or
  ///   ``LossError/wrongCount(shape:count:)`` if the indices do not fill the shape.
  public init(shape: [Int], indices: [Int]) throws(LossError) {
    guard try Shape.count(of: shape) == indices.count else {
      throw .wrongCount(shape: shape, count: indices.count)
    }
    self.shape = shape
    self.indices = indices
  }
}
