/// What makes log-probabilities of a slice of logits: its maximum, and the logarithm of the sum of
/// the exponentials of what is left when that is taken away.
///
/// The sum is NaN where a logit is NaN or +∞ or where all are -∞, and so is every log-probability.
struct LogNormalizer<Scalar: LossScalar> {
  let maximum: Scalar
  let logTotal: Double
  private let roundedLogTotal: Scalar

  @inline(__always)
  init(_ logits: Slice<Scalar>) {
    let maximum = logits.maximum()
    self.maximum = maximum
    let total = orderedSum(count: logits.count) { indices in
      Double.exp(logits.wide(indices) - maximum.wide)
    } block: { indices in
      logits.powers(indices, below: maximum)
    }
    logTotal = Double.log(total)
    roundedLogTotal = Scalar(wide: logTotal)
  }

  /// The log-probability that belongs to a logit.
  @inline(__always)
  func logProbability(_ logit: Scalar) -> Double {
    (logit.wide - maximum.wide) - logTotal
  }

  /// The log-probabilities that belong to eight logits, in the scalar's own arithmetic.
  @inline(__always)
  func logProbabilities(_ logits: SIMD8<Scalar>) -> SIMD8<Scalar> {
    (logits - maximum) - roundedLogTotal
  }
}

extension Slice {
  /// The sums, lane by lane, of the exponentials of a block of logits less the largest. It is a
  /// function of its own, so that the registers are this loop's alone.
  @inline(never)
  func powers(_ indices: Range<Int>, below maximum: Scalar) -> SIMD8<Scalar> {
    var sums = SIMD8<Scalar>(repeating: 0)
    @inline(__always)
    func add(_ index: Int, _ logits: SIMD8<Scalar>) {
      sums += Scalar.decay(logits - maximum)
    }
    forEachLanes(indices, add)
    return sums
  }
}
