/// Returns the Kullback–Leibler divergence from each distribution to another:
/// KL(p‖q) = Σ p (log p − log q), with 0 · log 0 = 0.
///
/// The average is taken over p, the distribution that the divergence goes *from*: `from: p, to: q` is
/// the forward divergence of a model q, `from: q, to: p` the reverse. It is never negative, 0 where
/// the two are equal, and +∞ where q excludes what p allows.
///
/// With d = log q − log p, the divergence is also Σ p (eᵈ − 1 − d), as p and q sum to 1; no term of
/// that is negative, so that nothing cancels. Where two distributions are close, this is what is
/// computed, with d as log1p((q − p)/p): the result has a small *relative* error at any closeness,
/// where the sum of p · d is left with nothing but its rounding errors. The first sum is taken where
/// less than three bits of it cancel, with twice the digits: within 2 ulp of the larger it is
/// ``crossEntropy(of:relativeTo:in:)`` less ``entropy(of:in:)``.
///
/// S. Kullback and R. A. Leibler, *On Information and Sufficiency*, 1951.
///
/// - Parameters:
///   - reference: p, which is averaged over; logits do not compile.
///   - distribution: q, which p is compared with.
///   - unit: Nats or bits.
/// - Returns: One divergence for each distribution, in the shape without the last dimension.
/// - Throws: ``LossError/distributionsShape(left:right:)``; nothing is broadcast.
/// - Complexity: O(count), two logarithms or exponentials for each element.
public func klDivergence<P: Distribution, Q: Distribution<P.Scalar>>(
  from reference: P,
  to distribution: Q,
  in unit: InformationUnit = .nats
) throws(LossError) -> Tensor<P.Scalar> {
  try reference.requireShape(of: distribution)
  return reference.measure(unit) { places in divergence(reference, distribution, places) }
}

/// Returns the Jensen–Shannon divergence of each distribution and another:
/// JS(p, q) = ½ KL(p‖m) + ½ KL(q‖m) with m = ½ (p + q).
///
/// It is symmetric, 0 where the two are equal and log 2 (1 bit) where no class is possible in both,
/// and never infinite; its square root is a metric. As with ``klDivergence(from:to:in:)``, nothing
/// cancels where the two are close.
///
/// J. Lin, *Divergence Measures Based on the Shannon Entropy*, 1991.
///
/// - Parameters:
///   - first: p; logits do not compile.
///   - second: q.
///   - unit: Nats or bits.
/// - Returns: One divergence for each distribution, in the shape without the last dimension.
/// - Throws: ``LossError/distributionsShape(left:right:)``; nothing is broadcast.
/// - Complexity: O(count), up to four logarithms or exponentials for each element.
public func jensenShannonDivergence<P: Distribution, Q: Distribution<P.Scalar>>(
  _ first: P,
  _ second: Q,
  in unit: InformationUnit = .nats
) throws(LossError) -> Tensor<P.Scalar> {
  try first.requireShape(of: second)
  return first.measure(unit) { places in
    var sum = CompensatedSum()
    for place in places {
      let p = first.probability(place)
      let q = second.probability(place)
      // Twice m − p, without losing digits where the two are close.
      let difference =
        P.holdsLogarithms && Q.holdsLogarithms && p > 0 && q > 0
        ? p * Double.expm1(second.logProbability(place) - first.logProbability(place)) : q - p
      sum.add(middleTerm(p, difference))
      sum.add(middleTerm(q, -difference))
    }
    return 0.5 * sum.value
  }
}

/// KL(p‖q) over the places of a row, in nats, both divided by their sums.
private func divergence<P: Distribution, Q: Distribution<P.Scalar>>(
  _ reference: P,
  _ distribution: Q,
  _ places: Range<Int>
) -> Double {
  let (excess, otherExcess) = (reference.excess(places), distribution.excess(places))
  // What the sums add to log q − log p.
  let shift = Double.log1p(excess) - Double.log1p(otherExcess)
  var direct = CompensatedSum()
  var close = CompensatedSum()
  var size = 0.0
  for place in places {
    let p = reference.probability(place)
    guard p > 0 else {
      close.add(distribution.probability(place) * ((1 + excess) / (1 + otherExcess)))
      continue
    }
    let ratio = logRatio(reference, distribution, place, p)
    guard ratio.head.isFinite else { return .infinity }
    let difference = ratio + shift
    let d = difference.head
    direct.add(-p, times: difference)
    size += p * abs(d)
    close.add(p * (abs(d) < 0.34 ? Double.expm2(d) : Double.expm1(d) - d))
  }
  let total = direct.precise
  guard total.head > 0.125 * size else { return close.value / (1 + excess) }
  return total.head + (total.tail - total.head * (excess / (1 + excess)))
}

/// log q − log p for p > 0, without losing digits where the two are close.
private func logRatio<P: Distribution, Q: Distribution<P.Scalar>>(
  _ reference: P,
  _ distribution: Q,
  _ place: Int,
  _ p: Double
) -> PreciseNumber {
  let q = distribution.probability(place)
  guard !P.holdsLogarithms, !Q.holdsLogarithms, abs(q - p) < 0.125 * p else {
    let logarithm = distribution.preciseLogProbability(place)
    return logarithm.head.isFinite
      ? logarithm - reference.preciseLogProbability(place) : logarithm
  }
  return PreciseNumber(Double.log1p((q - p) / p))
}

/// p (eᵈ − 1 − d) with d = log m − log p and m = p + ½ · difference: a term of KL(p‖m).
private func middleTerm(_ p: Double, _ difference: Double) -> Double {
  let half = 0.5 * difference
  guard p > 0 else { return half }
  let ratio = half / p
  // The ratio of a subnormal number may be too large.
  let d = ratio.isFinite ? Double.log1p(ratio) : Double.log(p + half) - Double.log(p)
  return abs(d) < 0.34 ? p * Double.expm2(d) : half - p * d
}
