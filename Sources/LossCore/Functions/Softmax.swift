/// Returns the softmax of each slice along a dimension: distributions in proportion to eˣ.
///
/// softmax(x)ᵢ = exp(xᵢ − m) / Σⱼ exp(xⱼ − m) with m the largest of the slice, so that nothing
/// overflows. The results are non-negative and sum to 1 up to rounding.
///
/// A slice with NaN, with +∞ or with nothing but -∞ becomes all NaN; a -∞ among finite numbers
/// becomes 0. A single number (shape `[]`) becomes 1; what is empty stays empty.
///
/// PyTorch's `torch.nn.functional.softmax(input, dim)`. Here an omitted dimension is the last. In
/// PyTorch it is the first for tensors of 0, 1 or 3 dimensions and the second for others; that
/// choice is deprecated there.
///
/// - Parameters:
///   - input: The logits, of any shape.
///   - dimension: The dimension along which the classes lie; -1 is the last.
///   - perform: Who does the slices' parts, 64 at most; where there is none they are done in
///     order.
/// - Returns: The probabilities, in the input's shape.
/// - Throws: ``LossError/dimensionOutOfRange(dimension:shape:)``.
/// - Complexity: O(count), two exponentials for each element.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func softmax<Scalar>(
  _ input: Tensor<Scalar>,
  along dimension: Int = -1,
  inParallel perform: RowPerformer? = nil
) throws(LossError) -> Tensor<Scalar> {
  try input.softmax(Slices(of: input.shape, along: dimension), perform)
}

/// Returns the logarithm of the softmax of each slice along a dimension.
///
/// logSoftmax(x)ᵢ = (xᵢ − m) − log Σⱼ exp(xⱼ − m) with m the largest of the slice, in nats and in
/// this order: m is taken away first, since x − (m + log Σ) loses digits where m is large.
/// The logarithm of ``softmax(_:along:inParallel:)`` would be -∞ wherever a probability is too small to be
/// held; this stays exact.
///
/// A slice with NaN, with +∞ or with nothing but -∞ becomes all NaN; a -∞ among finite numbers
/// stays -∞. A single number (shape `[]`) becomes 0; what is empty stays empty.
///
/// PyTorch's `torch.nn.functional.log_softmax(input, dim)`. Here an omitted dimension is the last;
/// PyTorch's own, deprecated choice is another, see ``softmax(_:along:inParallel:)``.
///
/// - Parameters:
///   - input: The logits, of any shape.
///   - dimension: The dimension along which the classes lie; -1 is the last.
///   - perform: Who does the slices' parts, 64 at most; where there is none they are done in
///     order.
/// - Returns: The log-probabilities, in the input's shape.
/// - Throws: ``LossError/dimensionOutOfRange(dimension:shape:)``.
/// - Complexity: O(count), one exponential for each element and one logarithm for each slice.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
public func logSoftmax<Scalar>(
  _ input: Tensor<Scalar>,
  along dimension: Int = -1,
  inParallel perform: RowPerformer? = nil
) throws(LossError) -> Tensor<Scalar> {
  try input.logSoftmax(Slices(of: input.shape, along: dimension), perform)
}

extension Tensor {
  /// The softmax of these slices.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func softmax(_ slices: Slices, _ perform: RowPerformer?) -> Tensor {
    slices.map(self, inParallel: perform) { _, slice, output in
      let maximum = slice.maximum()
      let total = orderedSum(count: slice.count) { indices in
        Double.exp(slice.wide(indices) - maximum.wide)
      } block: { indices in
        var sums = SIMD8<Scalar>(repeating: 0)
        slice.forEachLanes(indices) { _, logits in
          sums += Scalar.exp(logits - maximum)
        }
        return sums
      }
      guard !total.isNaN else { return slice.fill(with: .nan, in: output) }
      slice.map(to: output) { logits in
        Double.exp(logits - maximum.wide) / total
      } lanes: { logits in
        Scalar.exp(logits - maximum) / Scalar(wide: total)
      }
    }
  }

  /// The log-softmax of these slices.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func logSoftmax(_ slices: Slices, _ perform: RowPerformer?) -> Tensor {
    slices.map(self, inParallel: perform) { _, slice, output in
      let normalizer = LogNormalizer(slice)
      guard !normalizer.logTotal.isNaN else { return slice.fill(with: .nan, in: output) }
      slice.map(to: output) { logits in
        (logits - normalizer.maximum.wide) - normalizer.logTotal
      } lanes: { logits in
        normalizer.logProbabilities(logits)
      }
    }
  }
}
