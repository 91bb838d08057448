/// Returns the entropy of each distribution: H(p) = −Σ p log p, with 0 · log 0 = 0.
///
/// It is 0 for a distribution that is certain of one class, log C for the uniform one of C classes. What
/// rounding has made of the sum of the probabilities, here and in what follows, is divided out.
///
/// C. E. Shannon, *A Mathematical Theory of Communication*, 1948.
///
/// - Parameters:
///   - distribution: p; logits do not compile.
///   - unit: Nats or bits.
/// - Returns: One entropy for each distribution, in the shape without the last dimension.
/// - Complexity: O(count), one logarithm or exponential for each element.
public func entropy<P: Distribution>(
  of distribution: P,
  in unit: InformationUnit = .nats
) -> Tensor<P.Scalar> {
  distribution.measure(unit) { places in crossEntropy(distribution, distribution, places) }
}

/// Returns the cross-entropy of each distribution relative to another:
/// CE(p, q) = −Σ p log q, with 0 · log 0 = 0.
///
/// What it takes on average to code what p draws with a code made for q: the entropy of p and, on top
/// of that, ``klDivergence(from:to:in:)``. +∞ where q excludes what p allows.
///
/// - Parameters:
///   - distribution: q, whose logarithm is taken: the model; logits do not compile.
///   - reference: p, which is averaged over: the truth.
///   - unit: Nats or bits.
/// - Returns: One cross-entropy for each distribution, in the shape without the last dimension.
/// - Throws: ``LossError/distributionsShape(left:right:)``; nothing is broadcast.
/// - Complexity: O(count), one logarithm or exponential for each element.
public func crossEntropy<P: Distribution, Q: Distribution<P.Scalar>>(
  of distribution: Q,
  relativeTo reference: P,
  in unit: InformationUnit = .nats
) throws(LossError) -> Tensor<P.Scalar> {
  try distribution.requireShape(of: reference)
  return reference.measure(unit) { places in crossEntropy(reference, distribution, places) }
}

/// Returns the perplexity of each distribution: the exponential of its entropy in nats.
///
/// The number of classes that would be as uncertain if they were equally probable.
///
/// - Parameter distribution: p; logits do not compile.
/// - Returns: One perplexity for each distribution, from 1 to C, in the shape without the last
///   dimension.
/// - Complexity: O(count).
public func perplexity<P: Distribution>(of distribution: P) -> Tensor<P.Scalar> {
  distribution.measure(.nats) { places in
    Double.exp(crossEntropy(distribution, distribution, places))
  }
}

/// Returns the perplexity of each distribution relative to another: the exponential of the
/// cross-entropy in nats.
///
/// - Parameters:
///   - distribution: q, whose logarithm is taken: the model; logits do not compile.
///   - reference: p, which is averaged over: the truth.
/// - Returns: One perplexity for each distribution, 1 at least, in the shape without the last
///   dimension.
/// - Throws: ``LossError/distributionsShape(left:right:)``; nothing is broadcast.
/// - Complexity: O(count).
public func perplexity<P: Distribution, Q: Distribution<P.Scalar>>(
  of distribution: Q,
  relativeTo reference: P
) throws(LossError) -> Tensor<P.Scalar> {
  try distribution.requireShape(of: reference)
  return reference.measure(.nats) { places in
    Double.exp(crossEntropy(reference, distribution, places))
  }
}

/// −Σ p log q over the places of a row, in nats, both divided by their sums.
private func crossEntropy<P: Distribution, Q: Distribution<P.Scalar>>(
  _ p: P,
  _ q: Q,
  _ places: Range<Int>
) -> Double {
  var sum = CompensatedSum()
  for place in places {
    let probability = p.probability(place)
    if probability > 0 { sum.add(-probability, times: q.preciseLogProbability(place)) }
  }
  let total = sum.precise
  guard total.head.isFinite else { return total.head }
  let excess = p.excess(places)
  let correction = Double.log1p(q.excess(places)) - total.head * (excess / (1 + excess))
  return total.head + (total.tail + correction)
}
