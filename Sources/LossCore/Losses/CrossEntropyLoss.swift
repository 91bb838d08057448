/// Returns the cross-entropy of logits relative to distributions as targets, in nats.
///
/// For each distribution, with t the target and x the logits along the class dimension:
///
///     −Σᵢ tᵢ · logSoftmax(x)ᵢ
///
/// which is CE(p, q) = −Σ p log q with p the target and q = softmax(x). The class dimension is the
/// only one of a 1-D input, else the second: an input has the shape `[C]`, `[N, C]` or
/// `[N, C, d1, …]`. The targets are neither normalised nor checked.
///
/// | `reduction` | result |
/// | --- | --- |
/// | ``Reduction/none`` | one value for each distribution, in the shape without the class dimension |
/// | ``Reduction/sum`` | their sum |
/// | ``Reduction/mean`` | the sum divided by the number of distributions, N · d1 · …; classes are not counted |
///
/// A target of 0 against a logit of -∞ gives NaN. A slice of logits that has no
/// ``logSoftmax(_:along:)`` gives NaN. Without distributions, or without classes, the mean is NaN.
///
/// PyTorch's `torch.nn.functional.cross_entropy` (`torch.nn.CrossEntropyLoss`) with class
/// probabilities as targets.
///
/// - Parameters:
///   - input: The logits.
///   - targets: The distributions, of the input's shape; nothing is broadcast.
///   - reduction: How the values become one number; ``Reduction/batchMean`` is not among the ways.
/// - Returns: A tensor of shape `[]`, or of one value for each distribution for ``Reduction/none``.
/// - Throws: ``LossError/unsupportedReduction(_:loss:)``,
///   ``LossError/targetsShape(input:targets:)``, or
///   ``LossError/dimensionOutOfRange(dimension:shape:)`` for an input of shape `[]`, which has no
///   classes.
/// - Complexity: O(count), one exponential for each element and one logarithm for each distribution.
public func crossEntropyLoss<Scalar>(
  _ input: Tensor<Scalar>,
  targets: Tensor<Scalar>,
  reduction: Reduction = .mean
) throws(LossError) -> Tensor<Scalar> {
  guard reduction != .batchMean else {
    throw .unsupportedReduction(reduction, loss: "crossEntropyLoss")
  }
  guard input.shape == targets.shape else {
    throw .targetsShape(input: input.shape, targets: targets.shape)
  }
  let slices = try Slices(of: input.shape, along: input.shape.count == 1 ? 0 : 1)
  let losses = targets.scalars.withUnsafeBufferPointer { targets in
    slices.reduce(input) { logits in
      let normalizer = LogNormalizer(logits)
      let sum = orderedSum(count: logits.count) { index in
        targets[logits.position(of: index)] * normalizer.logProbability(logits[index])
      }
      return 0 - sum  // Where -sum would be -0, this is 0.
    }
  }
  switch reduction {
  case .none: return losses
  case .sum, .batchMean: return losses.sum()
  case .mean: return losses.sum() / Scalar(slices.length == 0 ? 0 : slices.count)
  }
}
