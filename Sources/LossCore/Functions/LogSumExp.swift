/// Returns the logarithm of the sum of exponentials of each slice along a dimension.
///
/// logSumExp(x) = m + log Σⱼ exp(xⱼ − m) with m the largest of the slice, so that nothing
/// overflows; in nats. Where m is infinite, it is the result.
///
/// A slice with NaN gives NaN, otherwise one with +∞ gives +∞; one with nothing but -∞ gives -∞,
/// and so does an empty one.
///
/// PyTorch's `torch.logsumexp(input, dim, keepdim)`.
///
/// - Parameters:
///   - input: A tensor of any shape.
///   - dimension: The dimension to reduce; -1 is the last.
///   - keepingDimension: Whether the dimension stays, with size 1, or is gone.
/// - Returns: A tensor of one dimension fewer, or of the same number if it is kept.
/// - Throws: ``LossError/dimensionOutOfRange(dimension:shape:)``.
/// - Complexity: O(count), one exponential for each element and one logarithm for each slice.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func logSumExp<Scalar>(
  _ input: Tensor<Scalar>,
  along dimension: Int = -1,
  keepingDimension: Bool = false
) throws(LossError) -> Tensor<Scalar> {
  let slices = try Slices(of: input.shape, along: dimension)
  return slices.reduce(input, keepingDimension: keepingDimension) { slice in
    let normalizer = LogNormalizer(slice)
    guard normalizer.maximum.isFinite || slice.hasNaN else { return normalizer.maximum.wide }
    return normalizer.maximum.wide + normalizer.logTotal
  }
}
