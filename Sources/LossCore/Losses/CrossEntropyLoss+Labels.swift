/// Returns the cross-entropy of logits relative to class labels, in nats.
///
/// For each distribution, with y its label, x its logits, C the number of classes, w the weights
/// (1 if there are none) and ε the label smoothing:
///
///     (1 − ε) · −w[y] · logSoftmax(x)[y] + ε/C · −Σᵢ wᵢ · logSoftmax(x)ᵢ
///
/// and 0 where y is `ignoreIndex`. The class dimension is the only one of a 1-D input, else the
/// second: labels have the input's shape without it.
///
/// | input | labels |
/// | --- | --- |
/// | `[C]` | `[]`; `[1]` too, if nothing is smoothed |
/// | `[N, C]` | `[N]` |
/// | `[N, C, d1, …]` | `[N, d1, …]` |
///
/// | `reduction` | result |
/// | --- | --- |
/// | ``Reduction/none`` | one value for each distribution, in the labels' shape |
/// | ``Reduction/sum`` | their sum |
/// | ``Reduction/mean`` | the sum divided by Σ w[y] over the labels that are not ignored; without weights, by their number |
///
/// > Important: The mean of a weighted loss is not divided by the number of distributions: a batch
/// > of one has the same loss whatever its weight.
/// > ``crossEntropyLossLedger(_:labels:weight:ignoreIndex:labelSmoothing:reduction:)`` tells what
/// > the divisor was.
///
/// Weights are taken as they are, be they negative, infinite or NaN. Where all labels are ignored,
/// or there are none, the mean is NaN. A smoothing that is negative or NaN does nothing. A slice of
/// logits that has no ``logSoftmax(_:along:inParallel:)`` gives NaN, unless its label is ignored.
///
/// PyTorch's `torch.nn.functional.cross_entropy` (`torch.nn.CrossEntropyLoss`) with class indices.
///
/// - Parameters:
///   - input: The logits.
///   - labels: The class of each distribution.
///   - weight: A weight for each class, of shape `[C]`.
///   - ignoreIndex: The label of distributions that do not count.
///   - labelSmoothing: The part of each target, 1 at most, that is spread evenly over the classes.
///   - reduction: How the values become one number; ``Reduction/batchMean`` is not among the ways.
///   - perform: Who does the distributions' parts, 64 at most; where there is none they are done
///     in order.
/// - Returns: A tensor of shape `[]`, or of one value for each distribution for ``Reduction/none``.
/// - Throws: ``LossError/unsupportedReduction(_:loss:)``, ``LossError/inputWithoutClasses(loss:)``,
///   ``LossError/labelSmoothingOutOfRange(_:)``, ``LossError/weightsShape(classes:weights:)``,
///   ``LossError/labelsShape(input:labels:)`` or
///   ``LossError/labelOutOfRange(label:position:classes:)``.
/// - Complexity: O(count), one exponential for each element and one logarithm for each distribution.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func crossEntropyLoss<Scalar>(
  _ input: Tensor<Scalar>,
  labels: ClassLabels,
  weight: Tensor<Scalar>? = nil,
  ignoreIndex: Int = -100,
  labelSmoothing: Scalar = 0,
  reduction: Reduction = .mean,
  inParallel perform: RowPerformer? = nil
) throws(LossError) -> Tensor<Scalar> {
  try reduction.requireLossMean("crossEntropyLoss")
  let targets = try ClassTargets(
    input,
    labels,
    weight,
    ignoreIndex,
    labelSmoothing,
    loss: "crossEntropyLoss"
  )
  return targets.value(labelLosses(input, targets, perform), reduction)
}

/// Returns the account of a cross-entropy with labels: its sum, what that is divided by, and what
/// this number is.
///
/// The value is that of
/// ``crossEntropyLoss(_:labels:weight:ignoreIndex:labelSmoothing:reduction:inParallel:)``. Distributions whose
/// label is ignored are not counted.
///
/// - Parameters:
///   - input: The logits.
///   - labels: The class of each distribution.
///   - weight: A weight for each class, of shape `[C]`.
///   - ignoreIndex: The label of distributions that do not count.
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
  labels: ClassLabels,
  weight: Tensor<Scalar>? = nil,
  ignoreIndex: Int = -100,
  labelSmoothing: Scalar = 0,
  reduction: Reduction = .mean
) throws(LossError) -> LossLedger<Scalar> {
  try reduction.requireLossLedger("crossEntropyLossLedger")
  let targets = try ClassTargets(
    input,
    labels,
    weight,
    ignoreIndex,
    labelSmoothing,
    loss: "crossEntropyLossLedger"
  )
  return targets.ledger(labelLosses(input, targets, nil), reduction)
}

/// The loss of one distribution, or the sum of some: of its label, and of all labels alike, which
/// smoothing adds a part of.
struct LabelLoss {
  let own: Double
  let even: Double
}

/// The value of each distribution.
private func labelLosses<Scalar>(
  _ input: Tensor<Scalar>,
  _ targets: ClassTargets<Scalar>,
  _ perform: RowPerformer?
) -> [LabelLoss] {
  input.scalars.withUnsafeBufferPointer { elements in
    Parts(of: targets.slices.count, perform).values { index in
      guard let label = targets.labels[index] else { return LabelLoss(own: 0, even: 0) }
      let logits = targets.slices.slice(index, of: elements)
      let normalizer = LogNormalizer(logits)
      let own = 0 - targets.weight(label) * Scalar.bounded(normalizer.logProbability(logits[label]))
      return LabelLoss(
        own: Scalar.bounded(own),
        even: targets.smoothing > 0 ? evenLoss(logits, normalizer, targets) : 0
      )
    }
  }
}

/// −Σ w · log q.
private func evenLoss<Scalar>(
  _ logits: Slice<Scalar>,
  _ normalizer: LogNormalizer<Scalar>,
  _ targets: ClassTargets<Scalar>
) -> Double {
  var sum = 0.0
  for index in 0..<logits.count {
    sum -= targets.weight(index) * Scalar.bounded(normalizer.logProbability(logits[index]))
  }
  return Scalar.bounded(sum)
}
