/// Returns the entropy of each distribution along a dimension, in nats.
///
/// H(p) = −Σᵢ pᵢ log pᵢ with 0 · log 0 = 0. Divide by log 2 to have bits.
///
/// The numbers are taken as they are: nothing checks that they sum to 1. A negative one makes the
/// entropy -∞, NaN makes it NaN; an empty slice gives 0.
///
/// The sum of PyTorch's `torch.special.entr` along `dim`. `torch.distributions.Categorical.entropy`
/// differs where a probability is 0, as it clamps probabilities away from 0 and 1.
///
/// - Parameters:
///   - probabilities: The distributions, of any shape.
///   - dimension: The dimension along which the classes lie; -1 is the last.
/// - Returns: One entropy for each distribution, in the shape without that dimension.
/// - Throws: ``LossError/dimensionOutOfRange(dimension:shape:)``.
/// - Complexity: O(count), one logarithm for each element.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func entropy<Scalar>(
  _ probabilities: Tensor<Scalar>,
  along dimension: Int = -1
) throws(LossError) -> Tensor<Scalar> {
  let slices = try Slices(of: probabilities.shape, along: dimension)
  return slices.reduce(probabilities) { slice in
    slice.sum { Double.entr($0) }
  }
}
