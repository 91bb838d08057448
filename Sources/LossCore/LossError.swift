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
  /// ``klDivLoss(_:target:reduction:logTarget:inParallel:)``, `left` is the input and `right` the target.
  case notBroadcastable(left: [Int], right: [Int])

  /// The targets of ``crossEntropyLoss(_:targets:weight:labelSmoothing:reduction:inParallel:)`` are not of the
  /// input's shape.
  case targetsShape(input: [Int], targets: [Int])

  /// The labels of a loss are not of the input's shape without its class dimension.
  case labelsShape(input: [Int], labels: [Int])

  /// A label is no class, and not the index that is ignored; `position` counts in row-major order.
  case labelOutOfRange(label: Int, position: Int, classes: Int)

  /// There is not exactly one weight for each class.
  case weightsShape(classes: Int, weights: [Int])

  /// Label smoothing takes away more than the whole target: `labelSmoothing: 1.5`.
  case labelSmoothingOutOfRange(Double)

  /// A loss needs a dimension for the classes, and its input, of shape `[]`, has none.
  case inputWithoutClasses(loss: String)

  /// The gradient handed to a pullback is not of the value's shape.
  case gradientShape(value: [Int], gradient: [Int])

  /// A loss has no such reduction: `crossEntropyLoss(x, targets: t, reduction: .batchMean)`.
  case unsupportedReduction(Reduction, loss: String)

  /// A row of logits has no distribution: it holds NaN or +∞, or nothing but -∞.
  case notLogits(row: Int)

  /// A row is no distribution: it holds what is negative or NaN, or its sum is not 1.
  case notProbabilities(row: Int, sum: Double)

  /// A row does not hold the logarithms of a distribution: the sum of their exponentials is not 1.
  case notLogProbabilities(row: Int, sum: Double)

  /// Two collections of distributions differ in shape.
  case distributionsShape(left: [Int], right: [Int])
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
    case .labelsShape(let input, let labels):
      "labels have shape \(Shape.text(labels)), but the input has \(Shape.text(input)); labels need "
        + "the input's shape without the class dimension, which is the second, or the only one"
    case .labelOutOfRange(let label, let position, let classes):
      "label \(label) at position \(position) is none of \(classes) classes; use one from 0 to "
        + "\(classes - 1), or pass it as ignoreIndex"
    case .weightsShape(let classes, let weights):
      "weights have shape \(Shape.text(weights)), but there are \(classes) classes; give shape "
        + "[\(classes)]"
    case .labelSmoothingOutOfRange(let smoothing):
      "labelSmoothing is \(smoothing.description), but cannot be more than 1; it is the part of each "
        + "target that is spread over the classes"
    case .inputWithoutClasses(let loss):
      "\(loss) needs a dimension for the classes, but the input's shape is []; reshape it"
    case .gradientShape(let value, let gradient):
      "the gradient has shape \(Shape.text(gradient)), but the value has \(Shape.text(value)); they "
        + "must be the same"
    case .notLogits(let row):
      "row \(row) has no distribution: logits are finite or -∞, and at least one is finite"
    case .notProbabilities(let row, let sum) where sum.isNaN:
      "row \(row) is no distribution: it holds a number below 0, or no number; make them of Logits"
    case .notProbabilities(let row, let sum):
      "row \(row) is no distribution: probabilities are at least 0 and their sum is 1, but here it is "
        + "\(sum.description); divide by it, or make them of Logits"
    case .notLogProbabilities(let row, let sum):
      "row \(row) holds no log-probabilities: the sum of their exponentials is 1, but here it is "
        + "\(sum.description); make them of Logits"
    case .distributionsShape(let left, let right):
      "distributions of shapes \(Shape.text(left)) and \(Shape.text(right)) cannot be compared; the "
        + "shapes must be the same"
    case .unsupportedReduction(let reduction, let loss):
      "\(loss) has no reduction \(reduction); use \(Self.reductions(of: loss))"
    }
  }

  /// The reductions that a loss does have.
  private static func reductions(of loss: String) -> String {
    switch loss {
    case "klDivLossLedger": "sum, mean or batchMean"
    case "crossEntropyLossLedger", "nllLossLedger": "sum or mean"
    default: "none, sum or mean, which divides by the number of distributions"
    }
  }

  /// The same as ``description``, so that an error nobody caught says it too.
  public var debugDescription: String { description }
}
