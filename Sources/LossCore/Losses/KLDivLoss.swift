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
/// > ``klDivLossLedger(_:target:reduction:logTarget:)`` tells what the divisor was.
///
/// A target of 0 gives 0 against a finite input and NaN against an infinite one; a negative target
/// gives NaN; a positive one gives +∞ against -∞. With `logTarget`, a target of -∞ gives NaN.
/// Without elements the sum is 0, and a mean is 0 divided by its divisor: NaN, unless that is not 0.
/// ``klDivergence(from:to:in:)`` has none of these traps.
///
/// PyTorch's `torch.nn.functional.kl_div` (`torch.nn.KLDivLoss`), whose default is ``Reduction/mean``
/// too.
///
/// - Parameters:
///   - input: Log-probabilities: the logarithm of q, the distribution that is judged.
///   - target: Probabilities, or their logarithms if `logTarget` is true: p, the reference.
///   - reduction: How the pointwise values become one number.
///   - logTarget: Whether the target holds logarithms.
///   - perform: Who does the parts of the pairs, 64 at most; where there is none they are done
///     in order.
/// - Returns: A tensor of shape `[]`, or of the broadcast shape for ``Reduction/none``.
/// - Throws: ``LossError/notBroadcastable(left:right:)`` with the input's and the target's shape.
/// - Complexity: O(count), one logarithm or exponential for each value; one pass, and one `Double` for
///   each 512 values.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func klDivLoss<Scalar>(
  _ input: Tensor<Scalar>,
  target: Tensor<Scalar>,
  reduction: Reduction = .mean,
  logTarget: Bool = false,
  inParallel perform: RowPerformer? = nil
) throws(LossError) -> Tensor<Scalar> {
  let pairs = try Broadcast(input.shape, target.shape)
  guard reduction == .none else {
    let ledger = klDivLossLedger(input, target, pairs, reduction, logTarget, perform)
    return Tensor(scalar: ledger.value)
  }
  let scalars =
    logTarget
    ? pairs.map(input.scalars, target.scalars, inParallel: perform, LogTargetTerm<Scalar>.one)
    : pairs.map(input.scalars, target.scalars, inParallel: perform, TargetTerm<Scalar>.one)
  return Tensor(checkedShape: pairs.shape, scalars)
}

/// Returns the account of a KL loss: its sum, what that is divided by, and what this number is.
///
/// The value is that of ``klDivLoss(_:target:reduction:logTarget:inParallel:)``. The number of distributions
/// takes the last dimension for that of the classes.
///
/// - Parameters:
///   - input: Log-probabilities: the logarithm of q, the distribution that is judged.
///   - target: Probabilities, or their logarithms if `logTarget` is true: p, the reference.
///   - reduction: How the pointwise values become one number.
///   - logTarget: Whether the target holds logarithms.
/// - Returns: Sum, divisor and value, in nats.
/// - Throws: ``LossError/notBroadcastable(left:right:)``, or
///   ``LossError/unsupportedReduction(_:loss:)`` for ``Reduction/none``, which divides nothing.
/// - Complexity: O(count).
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func klDivLossLedger<Scalar>(
  _ input: Tensor<Scalar>,
  target: Tensor<Scalar>,
  reduction: Reduction = .mean,
  logTarget: Bool = false
) throws(LossError) -> LossLedger<Scalar> {
  guard reduction != .none else {
    throw .unsupportedReduction(reduction, loss: "klDivLossLedger")
  }
  let pairs = try Broadcast(input.shape, target.shape)
  return klDivLossLedger(input, target, pairs, reduction, logTarget, nil)
}

/// The account of the loss of pairs that fit, for a reduction other than none.
@inline(never)
private func klDivLossLedger<Scalar>(
  _ input: Tensor<Scalar>,
  _ target: Tensor<Scalar>,
  _ pairs: Broadcast,
  _ reduction: Reduction,
  _ logTarget: Bool,
  _ perform: RowPerformer?
) -> LossLedger<Scalar> {
  let sum =
    logTarget
    ? pairs.sum(input.scalars, target.scalars, of: LogTargetTerm.self, perform)
    : pairs.sum(input.scalars, target.scalars, of: TargetTerm.self, perform)
  return LossLedger(
    sum: Scalar.bounded(sum),
    divisor: Double(klDivLossDivisor(input, target, pairs, reduction)),
    origin: reduction == .mean ? .elements : reduction == .batchMean ? .batch : .nothing,
    distributions: pairs.shape.isEmpty ? 1 : pairs.shape.dropLast().reduce(1, *)
  )
}

/// What the sum of a KL loss is divided by.
func klDivLossDivisor<Scalar>(
  _ input: Tensor<Scalar>,
  _ target: Tensor<Scalar>,
  _ pairs: Broadcast,
  _ reduction: Reduction
) -> Int {
  let divisor: Int
  switch reduction {
  case .none, .sum: divisor = 1
  case .mean: divisor = pairs.count
  case .batchMean: divisor = input.shape.first ?? 1
  }
  return divisor
}

/// t · log t − t · x, with 0 · log 0 = 0.
private enum TargetTerm<Scalar: LossScalar>: PairTerm {
  @inline(__always)
  static func one(_ x: Double, _ t: Double) -> Double {
    Scalar.bounded(Double.xlogy(t, t) - t * x)
  }

  @inline(__always)
  static func lanes(_ x: SIMD8<Scalar>, _ t: SIMD8<Scalar>) -> SIMD8<Scalar> {
    Scalar.xlogx(t) - t * x
  }
}

/// exp(t) · (t − x).
private enum LogTargetTerm<Scalar: LossScalar>: PairTerm {
  @inline(__always)
  static func one(_ x: Double, _ t: Double) -> Double {
    Scalar.bounded(Scalar.bounded(Double.exp(t)) * (t - x))
  }

  @inline(__always)
  static func lanes(_ x: SIMD8<Scalar>, _ t: SIMD8<Scalar>) -> SIMD8<Scalar> {
    Scalar.exp(t) * (t - x)
  }
}
