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

  /// Checks distributions as targets, weights and smoothing against an input.
  init(
    _ input: Tensor<Scalar>,
    _ targets: Tensor<Scalar>,
    _ weights: Tensor<Scalar>?,
    _ smoothing: Scalar,
    loss: String
  ) throws(LossError) {
    guard input.shape == targets.shape else {
      throw .targetsShape(input: input.shape, targets: targets.shape)
    }
    try self.init(input.shape, weights, smoothing, loss) { _, _ throws(LossError) in [] }
  }

  /// Checks labels, weights and smoothing against an input.
  init(
    _ input: Tensor<Scalar>,
    _ labels: ClassLabels,
    _ weights: Tensor<Scalar>?,
    _ ignoreIndex: Int,
    _ smoothing: Scalar,
    loss: String
  ) throws(LossError) {
    try self.init(input.shape, weights, smoothing, loss) { classes, shape throws(LossError) in
      // One label for the one distribution of a 1-D input may have a dimension of its own.
      let isSingle = input.shape.count == 1 && labels.shape == [1] && !(smoothing > 0)
      guard labels.shape == shape || isSingle else {
        throw .labelsShape(input: input.shape, labels: labels.shape)
      }
      return try labels.checked(for: classes, ignoring: ignoreIndex)
    }
  }

  /// Checks weights and smoothing, then the labels, which are given the number of classes and the shape
  /// of one value for each distribution.
  private init(
    _ shape: [Int],
    _ weights: Tensor<Scalar>?,
    _ smoothing: Scalar,
    _ loss: String,
    _ labels: (_ classes: Int, _ shape: [Int]) throws(LossError) -> [Int?]
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
    self.labels = try labels(slices.length, rest)
    self.weights = weights?.scalars
    // What is negative or NaN is no smoothing, as in PyTorch.
    self.smoothing = smoothing > 0 ? smoothing.wide : 0
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

  /// How many labels are not ignored, and the sum of their weights.
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

extension ClassLabels {
  /// The labels, `nil` where they are ignored; each of the others must be a class.
  fileprivate func checked(for classes: Int, ignoring ignoreIndex: Int) throws(LossError) -> [Int?]
  {
    var kept: [Int?] = []
    kept.reserveCapacity(indices.count)
    for (position, label) in indices.enumerated() {
      guard label == ignoreIndex || (0..<classes).contains(label) else {
        throw .labelOutOfRange(label: label, position: position, classes: classes)
      }
      kept.append(label == ignoreIndex ? nil : label)
    }
    return kept
  }
}
