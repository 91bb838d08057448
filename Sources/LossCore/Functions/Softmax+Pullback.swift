/// Returns the softmax together with its pullback.
///
/// With y the softmax and G the gradient with respect to it, the gradient with respect to the input
/// is y · (G − Σ G · y), summed along the dimension. PyTorch's gradient of `softmax`.
///
/// - Parameters:
///   - input: The logits, of any shape.
///   - dimension: The dimension along which the classes lie; -1 is the last.
/// - Returns: The probabilities, and the gradient with respect to the input.
/// - Throws: ``LossError/dimensionOutOfRange(dimension:shape:)``.
/// - Complexity: O(count).
public func softmaxWithPullback<Scalar>(
  _ input: Tensor<Scalar>,
  along dimension: Int = -1
) throws(LossError) -> WithPullback<Scalar, Tensor<Scalar>> {
  let slices = try Slices(of: input.shape, along: dimension)
  let value = try softmax(input, along: dimension)
  return WithPullback(value: value) { upstream in
    slices.pullback(value, upstream) { probabilities, gradients in
      var sum = 0.0
      for index in 0..<probabilities.count {
        sum += probabilities[index].wide * gradients[index].wide
      }
      let total = sum
      return { index in probabilities[index].wide * (gradients[index].wide - total) }
    }
  }
}

/// Returns the log-softmax together with its pullback.
///
/// With y the log-softmax and G the gradient with respect to it, the gradient with respect to the
/// input is G − exp(y) · Σ G, summed along the dimension. PyTorch's gradient of `log_softmax`.
///
/// - Parameters:
///   - input: The logits, of any shape.
///   - dimension: The dimension along which the classes lie; -1 is the last.
/// - Returns: The log-probabilities, and the gradient with respect to the input.
/// - Throws: ``LossError/dimensionOutOfRange(dimension:shape:)``.
/// - Complexity: O(count).
public func logSoftmaxWithPullback<Scalar>(
  _ input: Tensor<Scalar>,
  along dimension: Int = -1
) throws(LossError) -> WithPullback<Scalar, Tensor<Scalar>> {
  let slices = try Slices(of: input.shape, along: dimension)
  let value = try logSoftmax(input, along: dimension)
  return WithPullback(value: value) { upstream in
    slices.pullback(value, upstream) { logProbabilities, gradients in
      let sum = gradients.sum { $0 }
      return { index in
        gradients[index].wide - Double.exp(logProbabilities[index].wide) * sum
      }
    }
  }
}

/// Returns the log-sum-exp together with its pullback.
///
/// With y the result and G the gradient with respect to it, the gradient with respect to the input is
/// G · exp(x − y), the softmax times G; NaN for a slice with nothing but -∞. As y is rounded, this is
/// inaccurate where y is large. PyTorch's gradient of `logsumexp`.
///
/// - Parameters:
///   - input: A tensor of any shape.
///   - dimension: The dimension to reduce; -1 is the last.
///   - keepingDimension: Whether the dimension stays, with size 1, or is gone.
/// - Returns: The result, and the gradient with respect to the input.
/// - Throws: ``LossError/dimensionOutOfRange(dimension:shape:)``.
/// - Complexity: O(count).
public func logSumExpWithPullback<Scalar>(
  _ input: Tensor<Scalar>,
  along dimension: Int = -1,
  keepingDimension: Bool = false
) throws(LossError) -> WithPullback<Scalar, Tensor<Scalar>> {
  let slices = try Slices(of: input.shape, along: dimension)
  let value = try logSumExp(input, along: dimension, keepingDimension: keepingDimension)
  return WithPullback(value: value) { upstream in
    slices.map(input) { row, slice, output in
      for index in 0..<slice.count {
        let logProbability = slice[index].wide - value.scalars[row].wide
        let gradient = upstream.scalars[row].wide * Double.exp(logProbability)
        output[slice.position(of: index)] = Scalar(wide: gradient).canonical
      }
    }
  }
}

extension Slices {
  /// Returns the gradient with respect to a function's input, slice by slice: `gradients` looks at a
  /// slice of the value and of the gradient with respect to it, and returns what to make of an index.
  fileprivate func pullback<Scalar>(
    _ value: Tensor<Scalar>,
    _ upstream: Tensor<Scalar>,
    _ gradients: (Slice<Scalar>, Slice<Scalar>) -> (Int) -> Double
  ) -> Tensor<Scalar> {
    upstream.scalars.withUnsafeBufferPointer { upstream in
      map(value) { row, values, output in
        let gradient = gradients(values, slice(row, of: upstream))
        for index in 0..<values.count {
          output[values.position(of: index)] = Scalar(wide: gradient(index)).canonical
        }
      }
    }
  }
}
