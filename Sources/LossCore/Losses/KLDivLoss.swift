/// Returns the Kullback–Leibler divergence loss of log-probabilities against a target, in nats.
///
/// Pointwise, with x the input and t the target:
///
///     t · log t − t · x          (logTarget: false; 0 · log 0 = 0)
///     exp(t) · (t − x)           (logTarget: true)
///
/// Summed over the classes of one distribution this is KL(p‖q) = Σ p (log p − log q), with p the
/// target and x = log q. The two tensors are broadcast. Neither is normalised or checked: logits
/// or probabilities as input give a number too, but not a divergence.
///
/// | `reduction` | result |
/// | --- | --- |
/// | ``Reduction/none`` | the pointwise values, of the broadcast shape |
/// | ``Reduction/sum`` | their sum |
/// | ``Reduction/mean`` | the sum divided by the number of values, classes included |
/// | ``Reduction/batchMean`` | the sum divided by the size of the *input's* first dimension |
///
/// > Important: ``Reduction/batchMean`` asks the input alone, and takes its first dimension for
/// > the batch. An input of shape `[4]` is divided by 4, though it is one distribution of four
/// > classes; give it the shape `[1, 4]`. Where the input is broadcast, the divisor is still its
/// > own first size and not the result's. An input of shape `[]` is divided by nothing.
///
/// A target of 0 gives 0 against a finite input and NaN against an infinite one; a negative target
/// gives NaN; a positive one gives +∞ against -∞. With `logTarget`, a target of -∞ gives NaN.
/// Without elements the sum is 0, and a mean is 0 divided by its divisor: NaN, unless that is not 0.
///
/// PyTorch's `torch.nn.functional.kl_div` (`torch.nn.KLDivLoss`), whose default is ``Reduction/mean``
/// too.
///
/// - Parameters:
///   - input: Log-probabilities: the logarithm of q, the distribution that is judged.
///   - target: Probabilities, or their logarithms if `logTarget` is true: p, the reference.
///   - reduction: How the pointwise values become one number.
///   - logTarget: Whether the target holds logarithms.
/// - Returns: A tensor of shape `[]`, or of the broadcast shape for ``Reduction/none``.
/// - Throws: ``LossError/notBroadcastable(left:right:)`` with the input's and the target's shape.
/// - Complexity: O(count), one logarithm or exponential for each value; one pass, no temporaries.
public func klDivLoss<Scalar>(
  _ input: Tensor<Scalar>,
  target: Tensor<Scalar>,
  reduction: Reduction = .mean,
  logTarget: Bool = false
) throws(LossError) -> Tensor<Scalar> {
  let pairs = try Broadcast(input.shape, target.shape)
  if logTarget {
    return klDivLoss(input, target, pairs, reduction) { x, t in Scalar.exp(t) * (t - x) }
  }
  return klDivLoss(input, target, pairs, reduction) { x, t in Scalar.xlogy(t, t) - t * x }
}

/// The loss made of a pointwise function of input and target.
@inline(__always)
private func klDivLoss<Scalar>(
  _ input: Tensor<Scalar>,
  _ target: Tensor<Scalar>,
  _ pairs: Broadcast,
  _ reduction: Reduction,
  _ pointwise: (Scalar, Scalar) -> Scalar
) -> Tensor<Scalar> {
  let divisor: Int
  switch reduction {
  case .none:
    return Tensor(
      checkedShape: pairs.shape,
      pairs.map(input.scalars, target.scalars, pointwise)
    )
  case .sum: divisor = 1
  case .mean: divisor = pairs.count
  case .batchMean: divisor = input.shape.first ?? 1
  }
  let sum = pairs.sum(input.scalars, target.scalars, pointwise)
  return Tensor(scalar: (sum / Scalar(divisor)).canonical)
}
