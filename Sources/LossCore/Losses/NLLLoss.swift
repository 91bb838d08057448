/// Returns the negative log-likelihood of class labels, in nats.
///
/// For each distribution, with y its label, x its log-probabilities and w the weights (1 if there
/// are none), −w[y] · x[y], and 0 where y is `ignoreIndex`. Shapes and reductions are those of
/// ``crossEntropyLoss(_:labels:weight:ignoreIndex:labelSmoothing:reduction:inParallel:)``, which is this loss
/// of ``logSoftmax(_:along:inParallel:)`` of its input.
///
/// The input is taken as it is: probabilities give −w · p. A weight of 0 against -∞ gives NaN.
///
/// PyTorch's `torch.nn.functional.nll_loss` (`torch.nn.NLLLoss`).
///
/// - Parameters:
///   - input: The log-probabilities, of shape `[C]`, `[N, C]` or `[N, C, d1, …]`.
///   - labels: The class of each distribution.
///   - weight: A weight for each class, of shape `[C]`.
///   - ignoreIndex: The label of distributions that do not count.
///   - reduction: How the values become one number; ``Reduction/batchMean`` is not among the ways.
/// - Returns: A tensor of shape `[]`, or of one value for each distribution for ``Reduction/none``.
/// - Throws: ``LossError/unsupportedReduction(_:loss:)``, ``LossError/inputWithoutClasses(loss:)``,
///   ``LossError/weightsShape(classes:weights:)``, ``LossError/labelsShape(input:labels:)`` or
///   ``LossError/labelOutOfRange(label:position:classes:)``.
/// - Complexity: O(number of labels).
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func nllLoss<Scalar>(
  _ input: Tensor<Scalar>,
  labels: ClassLabels,
  weight: Tensor<Scalar>? = nil,
  ignoreIndex: Int = -100,
  reduction: Reduction = .mean
) throws(LossError) -> Tensor<Scalar> {
  try reduction.requireLossMean("nllLoss")
  let targets = try ClassTargets(input, labels, weight, ignoreIndex, 0, loss: "nllLoss")
  return targets.value(likelihoodLosses(input, targets), reduction)
}

/// Returns the account of a negative log-likelihood: its sum, what that is divided by, and what this
/// number is.
///
/// The value is that of ``nllLoss(_:labels:weight:ignoreIndex:reduction:)``. Distributions whose
/// label is ignored are not counted.
///
/// - Parameters:
///   - input: The log-probabilities, of shape `[C]`, `[N, C]` or `[N, C, d1, …]`.
///   - labels: The class of each distribution.
///   - weight: A weight for each class, of shape `[C]`.
///   - ignoreIndex: The label of distributions that do not count.
///   - reduction: ``Reduction/sum`` or ``Reduction/mean``.
/// - Returns: Sum, divisor and value, in nats.
/// - Throws: What the loss throws; ``LossError/unsupportedReduction(_:loss:)`` for
///   ``Reduction/none`` too, which divides nothing.
/// - Complexity: O(number of labels).
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func nllLossLedger<Scalar>(
  _ input: Tensor<Scalar>,
  labels: ClassLabels,
  weight: Tensor<Scalar>? = nil,
  ignoreIndex: Int = -100,
  reduction: Reduction = .mean
) throws(LossError) -> LossLedger<Scalar> {
  try reduction.requireLossLedger("nllLossLedger")
  let targets = try ClassTargets(input, labels, weight, ignoreIndex, 0, loss: "nllLossLedger")
  return targets.ledger(likelihoodLosses(input, targets), reduction)
}

/// Returns the negative log-likelihood together with its pullback.
///
/// The gradient with respect to x[y] is −w[y] · G, with G the gradient with respect to the
/// distribution's value; it is 0 elsewhere, and where the label is ignored. The mean divides G by its
/// divisor. PyTorch's gradient of `torch.nn.functional.nll_loss`.
///
/// - Parameters:
///   - input: The log-probabilities, of shape `[C]`, `[N, C]` or `[N, C, d1, …]`.
///   - labels: The class of each distribution.
///   - weight: A weight for each class, of shape `[C]`.
///   - ignoreIndex: The label of distributions that do not count.
///   - reduction: How the values become one number; ``Reduction/batchMean`` is not among the ways.
/// - Returns: The loss, and the gradient with respect to the input.
/// - Throws: What the loss throws.
/// - Complexity: O(count).
public func nllLossWithPullback<Scalar>(
  _ input: Tensor<Scalar>,
  labels: ClassLabels,
  weight: Tensor<Scalar>? = nil,
  ignoreIndex: Int = -100,
  reduction: Reduction = .mean
) throws(LossError) -> WithPullback<Scalar, Tensor<Scalar>> {
  let value = try nllLoss(
    input,
    labels: labels,
    weight: weight,
    ignoreIndex: ignoreIndex,
    reduction: reduction
  )
  let targets = try ClassTargets(input, labels, weight, ignoreIndex, 0, loss: "nllLoss")
  return WithPullback(value: value) { upstream in
    let gradient = targets.gradient(upstream, reduction, divisor: targets.kept().weight)
    var gradients = [Double](repeating: 0, count: input.count)
    input.scalars.withUnsafeBufferPointer { elements in
      for (row, label) in targets.labels.enumerated() {
        guard let label else { continue }
        let position = targets.slices.slice(row, of: elements).position(of: label)
        gradients[position] = -targets.weight(label) * gradient(row)
      }
    }
    return Tensor(checkedShape: input.shape, wide: gradients)
  }
}

/// The value of each distribution.
@inline(__always)
private func likelihoodLosses<Scalar>(
  _ input: Tensor<Scalar>,
  _ targets: ClassTargets<Scalar>
) -> [LabelLoss] {
  input.scalars.withUnsafeBufferPointer { elements in
    targets.labels.indices.map { row in
      guard let label = targets.labels[row] else { return LabelLoss(own: 0, even: 0) }
      let logProbability = targets.slices.slice(row, of: elements)[label].wide
      return LabelLoss(own: Scalar.bounded(0 - targets.weight(label) * logProbability), even: 0)
    }
  }
}
