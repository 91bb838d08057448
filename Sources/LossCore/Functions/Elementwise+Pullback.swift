/// Returns x · log y together with its pullback.
///
/// With G the gradient with respect to the result, ∂x = G · log y, 0 where x is 0 and y is not positive,
/// and ∂y = G · x / y; what was broadcast is summed over. PyTorch's gradients of `xlogy`.
///
/// - Parameters:
///   - x: The factors.
///   - y: The numbers whose logarithm is taken; broadcast with `x`.
/// - Returns: The products, and the gradients with respect to both.
/// - Throws: ``LossError/notBroadcastable(left:right:)`` with both shapes.
/// - Complexity: O(count of the result).
public func xlogyWithPullback<Scalar>(
  _ x: Tensor<Scalar>,
  _ y: Tensor<Scalar>
) throws(LossError) -> WithPullback<Scalar, (x: Tensor<Scalar>, y: Tensor<Scalar>)> {
  let pairs = try Broadcast(x.shape, y.shape)
  return WithPullback(value: try xlogy(x, y)) { upstream in
    pairs.pullback(x, y) { index, x, y in
      let gradient = upstream.scalars[index].wide
      return (x == 0 && y <= 0 ? 0 : Double.xlogy(gradient, y), gradient * x / y)
    }
  }
}

/// Returns the entropies −x · log x together with their pullback.
///
/// With G the gradient with respect to the result, the gradient with respect to the input is
/// (−log x − 1) · G: ±∞ at 0, NaN for what is negative. PyTorch's gradient of `special.entr`.
///
/// - Parameter input: A tensor of any shape, usually probabilities.
/// - Returns: The entropies, in nats, and the gradient with respect to the input.
/// - Complexity: O(count).
public func entrWithPullback<Scalar>(
  _ input: Tensor<Scalar>
) -> WithPullback<Scalar, Tensor<Scalar>> {
  WithPullback(value: entr(input)) { upstream in
    let gradients = zip(input.scalars, upstream.scalars).map { x, gradient in
      (-Double.log(x.wide) - 1) * gradient.wide
    }
    return Tensor(checkedShape: input.shape, wide: gradients)
  }
}
