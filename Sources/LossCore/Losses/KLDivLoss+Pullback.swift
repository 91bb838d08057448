/// Returns the KL loss together with its pullback.
///
/// The value is that of ``klDivLoss(_:target:reduction:logTarget:inParallel:)``. With x the input, t the
/// target and G the gradient with respect to a pointwise value:
///
///     ∂x = −t · G             ∂t = (log t + 1 − x) · G               (logTarget: false)
///     ∂x = −exp(t) · G        ∂t = (exp(t) + (t − x) · exp(t)) · G   (logTarget: true)
///
/// A reduction divides G by its divisor; what was broadcast is summed over. At a target of 0 the
/// gradient with respect to it is NaN, as in PyTorch.
///
/// PyTorch's gradients of `torch.nn.functional.kl_div`.
///
/// - Parameters:
///   - input: Log-probabilities: the logarithm of q, the distribution that is judged.
///   - target: Probabilities, or their logarithms if `logTarget` is true: p, the reference.
///   - reduction: How the pointwise values become one number.
///   - logTarget: Whether the target holds logarithms.
/// - Returns: The loss, and the gradients with respect to input and target.
/// - Throws: ``LossError/notBroadcastable(left:right:)`` with the input's and the target's shape.
/// - Complexity: O(count).
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func klDivLossWithPullback<Scalar>(
  _ input: Tensor<Scalar>,
  target: Tensor<Scalar>,
  reduction: Reduction = .mean,
  logTarget: Bool = false
) throws(LossError)
  -> WithPullback<Scalar, (input: Tensor<Scalar>, target: Tensor<Scalar>)>
{
  let pairs = try Broadcast(input.shape, target.shape)
  let value = try klDivLoss(input, target: target, reduction: reduction, logTarget: logTarget)
  let divisor = Double(klDivLossDivisor(input, target, pairs, reduction))
  return WithPullback(value: value) { upstream in
    func gradient(_ index: Int) -> Double {
      reduction == .none ? upstream.scalars[index].wide : upstream.scalars[0].wide / divisor
    }
    if logTarget {
      return pairs.pullback(input, target) { index, x, t in
        let power = Scalar.bounded(Double.exp(t))
        let g = gradient(index)
        return (-power * g, (power + (t - x) * power) * g)
      }
    }
    return pairs.pullback(input, target) { index, x, t in
      // The two factors of t · log t, one after the other: log t · 1 + t / t.
      let g = gradient(index)
      let logarithm = Double.xlogy(t == 0 ? 0 : g, t)
      return (-t * g, logarithm + g * t / t - g * x)
    }
  }
}

extension Broadcast {
  /// Returns the gradients with respect to two broadcast tensors: the sums, over the places where an
  /// element was used, of what `gradients` gives for it.
  @inline(__always)
  func pullback<Scalar: LossScalar>(
    _ left: Tensor<Scalar>,
    _ right: Tensor<Scalar>,
    _ gradients: (_ index: Int, _ left: Double, _ right: Double) -> (Double, Double)
  ) -> (Tensor<Scalar>, Tensor<Scalar>) {
    var leftSums = [Double](repeating: 0, count: left.count)
    var rightSums = [Double](repeating: 0, count: right.count)
    forEach(0..<count) { index, leftIndex, rightIndex in
      let (leftGradient, rightGradient) = gradients(
        index,
        left.scalars[leftIndex].wide,
        right.scalars[rightIndex].wide
      )
      leftSums[leftIndex] += Scalar.bounded(leftGradient)
      rightSums[rightIndex] += Scalar.bounded(rightGradient)
    }
    return (
      Tensor(checkedShape: left.shape, wide: leftSums),
      Tensor(checkedShape: right.shape, wide: rightSums)
    )
  }
}
