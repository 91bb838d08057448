/// What can be wrong with the arguments of this module's functions.
///
/// Each case holds the shapes at fault; its description names them and says what to do.
public enum LossError: Error, Equatable, Sendable {
  /// The rows of a matrix differ in length: `Tensor([[1.0, 2.0], [3.0]])`.
  case raggedRows(row: Int, length: Int, expected: Int)

  /// A shape has a negative size: `Tensor(shape: [2, -3], scalars: [])`.
  case negativeSize(shape: [Int])

  /// A shape has more elements than can be counted, sizes of zero left aside.
  case tooManyElements(shape: [Int])

  /// The numbers do not fill the shape: `Tensor(shape: [2, 2], scalars: [1.0])`.
  case wrongCount(shape: [Int], count: Int)

  /// A tensor cannot take on the shape: `Tensor([1.0, 2.0, 3.0]).reshaped(to: [-1, 2])`.
  case cannotReshape(from: [Int], to: [Int])

  /// The only element was asked for where there is not exactly one: `Tensor([1.0, 2.0]).item()`.
  case notASingleElement(shape: [Int])

  /// A dimension does not exist: `softmax(Tensor([1.0, 2.0]), along: 1)`.
  case dimensionOutOfRange(dimension: Int, shape: [Int])

  /// Two shapes cannot be broadcast: `Tensor([1.0, 2.0]) + Tensor([1.0, 2.0, 3.0])`. For
  /// ``klDivLoss(_:target:reduction:logTarget:)``, `left` is the input and `right` the target.
  case notBroadcastable(left: [Int], right: [Int])

  /// The targets of ``crossEntropyLoss(_:targets:reduction:)`` are not of the input's shape.
  case targetsShape(input: [Int], targets: [Int])

  /// A loss has no such reduction: `crossEntropyLoss(x, targets: t, reduction: .batchMean)`.
  case unsupportedReduction(Reduction, loss: String)
}

extension LossError: CustomStringConvertible, CustomDebugStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .raggedRows(let row, let length, let expected):
      "row \(row) has \(length) elements, but row 0 has \(expected); make all rows the same length"
    case .negativeSize(let shape):
      "shape \(Shape.text(shape)) has a negative size; only reshaped(to:) takes one, a single -1"
    case .tooManyElements(let shape):
      "shape \(Shape.text(shape)) has more elements than memory can hold; use smaller sizes"
    case .wrongCount(let shape, let count):
      "shape \(Shape.text(shape)) is not filled by \(count) scalars; give as many as the product "
        + "of its sizes"
    case .cannotReshape(let from, let to):
      "shape \(Shape.text(from)) cannot become \(Shape.text(to)); the products of the sizes must "
        + "be equal, and at most one size may be -1"
    case .notASingleElement(let shape):
      "item() needs exactly one element, but the shape is \(Shape.text(shape)); reduce it first, "
        + "for example with sum() or mean()"
    case .dimensionOutOfRange(let dimension, let shape):
      "dimension \(dimension) does not exist in shape \(Shape.text(shape)); use one from "
        + "\(-max(shape.count, 1)) to \(max(shape.count, 1) - 1)"
    case .notBroadcastable(let left, let right):
      "shapes \(Shape.text(left)) and \(Shape.text(right)) cannot be broadcast; counted from the "
        + "last dimension, sizes must be equal or one of them 1"
    case .targetsShape(let input, let targets):
      "targets have shape \(Shape.text(targets)), but the input has \(Shape.text(input)); "
        + "distributions as targets need the input's shape"
    case .unsupportedReduction(let reduction, let loss):
      "\(loss) has no reduction \(reduction); use none, sum or mean, which divides by the number "
        + "of distributions"
    }
  }

  /// The same as ``description``, so that an error nobody caught says it too.
  public var debugDescription: String { description }
}
