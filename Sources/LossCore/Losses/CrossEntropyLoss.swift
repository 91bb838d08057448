/// Returns the cross-entropy of logits relative to distributions as targets, in nats.
///
/// For each distribution, with t the target and x the logits along the class dimension, C the number
/// of classes, w the weights (1 if there are none) and ε the label smoothing:
///
///     −Σᵢ wᵢ · ((1 − ε) · tᵢ + ε/C) · logSoftmax(x)ᵢ
///
/// which without weights and smoothing is CE(p, q) = −Σ p log q with p the target and
/// q = softmax(x). The class dimension is the only one of a 1-D input, else the second: an input has
/// the shape `[C]`, `[N, C]` or `[N, C, d1, …]`. The targets are neither normalised nor checked.
///
/// | `reduction` | result |
/// | --- | --- |
/// | ``Reduction/none`` | one value for each distribution, in the shape without the class dimension |
/// | ``Reduction/sum`` | their sum |
/// | ``Reduction/mean`` | the sum divided by the number of distributions, N · d1 · …; neither classes nor weights are counted |
///
/// A target of 0 against a logit of -∞ gives NaN. A slice of logits that has no
/// ``logSoftmax(_:along:inParallel:)`` gives NaN. Without distributions, or without classes, the mean is NaN.
/// A smoothing that is negative or NaN does nothing.
///
/// PyTorch's `torch.nn.functional.cross_entropy` (`torch.nn.CrossEntropyLoss`) with class
/// probabilities as targets. Its `ignore_index`, which is an error there, does not exist here.
///
/// - Parameters:
///   - input: The logits.
///   - targets: The distributions, of the input's shape; nothing is broadcast.
///   - weight: A weight for each class, of shape `[C]`.
///   - labelSmoothing: The part of each target, 1 at most, that is spread evenly over the classes.
///   - reduction: How the values become one number; ``Reduction/batchMean`` is not among the ways.
///   - perform: Who does the distributions' parts, 64 at most; where there is none they are done
///     in order.
/// - Returns: A tensor of shape `[]`, or of one value for each distribution for ``Reduction/none``.
/// - Throws: ``LossError/unsupportedReduction(_:loss:)``, ``LossError/targetsShape(input:targets:)``,
///   ``LossError/inputWithoutClasses(loss:)`` for an input of shape `[]`,
///   ``LossError/labelSmoothingOutOfRange(_:)`` or ``LossError/weightsShape(classes:weights:)``.
/// - Complexity: O(count), one exponential for each element and one logarithm for each distribution.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func crossEntropyLoss<Scalar>(
  _ input: Tensor<Scalar>,
  targets: Tensor<Scalar>,
  weight: Tensor<Scalar>? = nil,
  labelSmoothing: Scalar = 0,
  reduction: Reduction = .mean,
  inParallel perform: RowPerformer? = nil
) throws(LossError) -> Tensor<Scalar> {
  try reduction.requireLossMean("crossEntropyLoss")
  let classes = try ClassTargets(input, targets, weight, labelSmoothing, loss: "crossEntropyLoss")
  let losses = targetLosses(input, targets, classes, perform)
  return reduction == .none
    ? Tensor(checkedShape: classes.shape, wide: losses)
    : Tensor(scalar: targetLedger(losses, classes, reduction).value)
}

/// Returns the account of a cross-entropy with distributions as targets: its sum, what that is
/// divided by, and what this number is.
///
/// The value is that of ``crossEntropyLoss(_:targets:weight:labelSmoothing:reduction:inParallel:)``.
///
/// - Parameters:
///   - input: The logits.
///   - targets: The distributions, of the input's shape; nothing is broadcast.
///   - weight: A weight for each class, of shape `[C]`.
///   - labelSmoothing: The part of each target, 1 at most, that is spread evenly over the classes.
///   - reduction: ``Reduction/sum`` or ``Reduction/mean``.
/// - Returns: Sum, divisor and value, in nats.
/// - Throws: What the loss throws; ``LossError/unsupportedReduction(_:loss:)`` for
///   ``Reduction/none`` too, which divides nothing.
/// - Complexity: O(count).
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func crossEntropyLossLedger<Scalar>(
  _ input: Tensor<Scalar>,
  targets: Tensor<Scalar>,
  weight: Tensor<Scalar>? = nil,
  labelSmoothing: Scalar = 0,
  reduction: Reduction = .mean
) throws(LossError) -> LossLedger<Scalar> {
  try reduction.requireLossLedger("crossEntropyLossLedger")
  let classes = try ClassTargets(
    input,
    targets,
    weight,
    labelSmoothing,
    loss: "crossEntropyLossLedger"
  )
  return targetLedger(targetLosses(input, targets, classes, nil), classes, reduction)
}

/// The value of each distribution.
private func targetLosses<Scalar>(
  _ input: Tensor<Scalar>,
  _ targets: Tensor<Scalar>,
  _ classes: ClassTargets<Scalar>,
  _ perform: RowPerformer?
) -> [Double] {
  input.scalars.withUnsafeBufferPointer { inputs in
    targets.scalars.withUnsafeBufferPointer { targets in
      Parts(of: classes.slices.count, perform).values { row in
        let logits = classes.slices.slice(row, of: inputs)
        let target = classes.slices.slice(row, of: targets)
        let sum =
          classes.isPlain
          ? plainSum(logits, target, classes) : weightedSum(logits, target, classes)
        return Scalar.bounded(0 - sum)  // Where -sum would be -0, this is 0.
      }
    }
  }
}

/// Σ t · log q, in one pass over both: with m the largest logit it is
/// Σ t · (x − m) − Σ t · log Σ exp(x − m), whose parts have one sign and do not cancel.
@inline(__always)
private func plainSum<Scalar>(
  _ logits: Slice<Scalar>,
  _ target: Slice<Scalar>,
  _ classes: ClassTargets<Scalar>
) -> Double {
  guard logits.count > 0 else { return 0 }
  let maximum = logits.maximum()
  var products = CompensatedSum()
  var weights = CompensatedSum()
  let total = orderedSum(count: logits.count) { indices in
    let differences = logits.wide(indices) - maximum.wide
    for index in indices {
      let weight = target[index].wide
      products.add(weight * Scalar.bounded(differences[index - indices.lowerBound]))
      weights.add(weight)
    }
    return Double.exp(differences)
  } block: { indices in
    let sums = TargetLanes(indices, logits, target, maximum)
    products.add(sumOfLanes(Scalar.widened(sums.products)))
    weights.add(sumOfLanes(Scalar.widened(sums.weights)))
    return logits.powers(indices, below: maximum)
  }
  // An infinite target multiplies each logarithm by itself.
  guard weights.value.isFinite else { return weightedSum(logits, target, classes) }
  return products.value - weights.value * Double.log(total)
}

/// The sums of a block of targets, and of their products with the logits.
private struct TargetLanes<Scalar: LossScalar> {
  private(set) var products = SIMD8<Scalar>(repeating: 0)
  private(set) var weights = SIMD8<Scalar>(repeating: 0)

  /// Adds up a block. Its logits are still in the cache when their exponentials are added up after it:
  /// for both sums in one loop a processor has too few registers.
  @inline(never)
  init(
    _ indices: Range<Int>,
    _ logits: Slice<Scalar>,
    _ targets: Slice<Scalar>,
    _ maximum: Scalar
  ) {
    @inline(__always)
    func add(_ logits: SIMD8<Scalar>, _ targets: SIMD8<Scalar>) {
      products += targets * (logits - maximum)
      weights += targets
    }
    logits.forEachLanes(indices, with: targets, add)
  }
}

/// Σ w · t · log q, t being smoothed.
private func weightedSum<Scalar>(
  _ logits: Slice<Scalar>,
  _ target: Slice<Scalar>,
  _ classes: ClassTargets<Scalar>
) -> Double {
  let normalizer = LogNormalizer(logits)
  var sum = 0.0
  for index in 0..<logits.count {
    let logProbability = Scalar.bounded(normalizer.logProbability(logits[index]))
    sum += classes.weighted(target[index].wide, index) * logProbability
  }
  return sum
}

/// The account of the values of each distribution.
private func targetLedger<Scalar>(
  _ losses: [Double],
  _ classes: ClassTargets<Scalar>,
  _ reduction: Reduction
) -> LossLedger<Scalar> {
  LossLedger(
    sum: Scalar.bounded(orderedSum(losses)),
    divisor: reduction == .mean ? Double(classes.slices.meanDivisor) : 1,
    origin: reduction == .mean ? .distributions : .nothing,
    distributions: classes.slices.count
  )
}

extension Slices {
  /// The number of elements divided by that of classes, which is 0 where there are no classes.
  var meanDivisor: Int { length == 0 ? 0 : count }
}

extension Reduction {
  /// Throws where a loss has no such reduction.
  func requireLossMean(_ loss: String) throws(LossError) {
    guard self != .batchMean else { throw .unsupportedReduction(self, loss: loss) }
  }

  /// Throws where there is no sum and divisor, or the loss has no such reduction.
  func requireLossLedger(_ loss: String) throws(LossError) {
    try requireLossMean(loss)
    guard self != .none else { throw .unsupportedReduction(self, loss: loss) }
  }
}
