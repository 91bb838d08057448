/// The distributions of a cross-entropy's input, and what is asked of each: labels, weights,
/// smoothing; checked to fit.
struct ClassTargets<Scalar: LossScalar>: Sendable {
  let slices: Slices
  /// The shape of one value for each distribution.
  let shape: [Int]
  /// The label of each distribution, `nil` where it is ignored; none where targets are distributions.
  let labels: [Int?]
  private let weights: [Scalar]?
  /// The part of the target that is spread evenly over the classes.
  let smoothing: Double

  /// Checks weights and smoothing against an input.
  init(
    of shape: [Int],
    weights: Tensor<Scalar>?,
    smoothing: Scalar,
    loss: String
  ) throws(LossError) {
    guard !shape.isEmpty else { throw .inputWithoutClasses(loss: loss) }
    guard !(smoothing > 1) else { throw .labelSmoothingOutOfRange(smoothing.wide) }
    let dimension = shape.count == 1 ? 0 : 1
    slices = try Slices(of: shape, along: dimension)
    if let weights, weights.shape != [slices.length] {
      throw .weightsShape(classes: slices.length, weights: weights.shape)
    }
    var rest = shape
    rest.remove(at: dimension)
    self.shape = rest
    labels = []
    self.weights = weights?.scalars
    // What is negative or NaN is no smoothing, as in PyTorch.
    self.smoothing = smoothing > 0 ? smoothing.wide : 0
  }

  /// Checks labels, weights and smoothing against an input.
  init(
    of shape: [Int],
    labels: ClassLabels,
    weights: Tensor<Scalar>?,
    ignoring ignoreIndex: Int,
    smoothing: Scalar,
    loss: String
  ) throws(LossError) {
    let checked = try Self(of: shape, weights: weights, smoothing: smoothing, loss: loss)
    // One label for the one distribution of a 1-D input may have a dimension of its own.
    let isSingle = shape.count == 1 && labels.shape == [1] && !(smoothing > 0)
    guard labels.shape == checked.shape || isSingle else {
      throw .labelsShape(input: shape, labels: labels.shape)
    }
    let classes = checked.slices.length
    var kept: [Int?] = []
    kept.reserveCapacity(labels.indices.count)
    for (position, label) in labels.indices.enumerated() {
      guard label == ignoreIndex || (0..<classes).contains(label) else {
        throw .labelOutOfRange(label: label, position: position, classes: classes)
      }
      kept.append(label == ignoreIndex ? nil : label)
    }
    slices = checked.slices
    self.shape = checked.shape
    self.labels = kept
    self.weights = checked.weights
    self.smoothing = checked.smoothing
  }

  var hasWeights: Bool { weights != nil }

  /// Whether each target counts as it is given.
  @inline(__always)
  var isPlain: Bool { weights == nil && smoothing == 0 }

  /// The weight of a class, 1 if there are none.
  @inline(__always)
  func weight(_ index: Int) -> Double {
    weights.map { $0[index].wide } ?? 1
  }

  /// What is left of a target after smoothing, times the weight of its class.
  @inline(__always)
  func weighted(_ target: Double, _ index: Int) -> Double {
    let smoothed =
      smoothing > 0
      ? target * (1 - smoothing) + smoothing / Double(slices.length) : target
    return smoothed * weight(index)
  }

  /// The two parts of a loss in one.
  func smoothed(_ loss: LabelLoss) -> Double {
    guard smoothing > 0 else { return loss.own }
    guard loss.own != 0 || loss.even != 0 else { return 0 }
    let even = smoothing / Double(slices.length) * loss.even
    return Scalar.bounded((1 - smoothing) * loss.own + even)
  }

  /// The number of labels that are not ignored, and the sum of their weights.
  func kept() -> (count: Int, weight: Double) {
    var count = 0
    var sum = 0.0
    for case .some(let label) in labels {
      count += 1
      sum += weight(label)
    }
    return (count, Scalar.bounded(sum))
  }

  /// What a reduction makes of the values of each distribution, labels being the targets.
  func value(_ losses: [LabelLoss], _ reduction: Reduction) -> Tensor<Scalar> {
    reduction == .none
      ? Tensor(checkedShape: shape, wide: losses.map(smoothed))
      : Tensor(scalar: ledger(losses, reduction).value)
  }

  /// The account of the values of each distribution, labels being the targets.
  func ledger(_ losses: [LabelLoss], _ reduction: Reduction) -> LossLedger<Scalar> {
    let (count, weight) = kept()
    let divisor = reduction == .mean ? weight : 1
    let own = Scalar.bounded(orderedSum(count: losses.count) { losses[$0].own })
    let even =
      smoothing > 0 ? Scalar.bounded(orderedSum(count: losses.count) { losses[$0].even }) : 0
    return LossLedger(
      sum: smoothed(LabelLoss(own: own, even: even)),
      divisor: divisor,
      // As PyTorch does: 0 / 0 in one of the parts makes NaN of both.
      value: smoothed(LabelLoss(own: own / divisor, even: even / divisor)),
      origin: reduction == .mean ? hasWeights ? .keptWeights : .keptLabels : .nothing,
      distributions: count
    )
  }
}
