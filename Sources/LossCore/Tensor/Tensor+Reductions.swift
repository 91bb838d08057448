extension Tensor {
  /// Returns the sum of all elements, as a tensor of shape `[]`.
  ///
  /// The order of the additions depends on ``count`` alone: numbers in the same row-major order
  /// have the same sum to the last bit, whatever their shape. PyTorch's `Tensor.sum()`.
  ///
  /// - Returns: Σ x; 0 if there are no elements.
  /// - Complexity: O(``count``).
  public func sum() -> Tensor {
    Tensor(wide: orderedSum(scalars))
  }

  /// Returns the sums along a dimension.
  ///
  /// PyTorch's `Tensor.sum(dim, keepdim)`.
  ///
  /// - Parameters:
  ///   - dimension: The dimension to sum along; -1 is the last.
  ///   - keepingDimension: Whether the dimension stays, with size 1, or is gone.
  /// - Returns: A tensor of one dimension fewer, or of the same number if it is kept; 0 where there
  ///   is nothing to add.
  /// - Throws: ``LossError/dimensionOutOfRange(dimension:shape:)``.
  /// - Complexity: O(``count``).
  public func sum(
    along dimension: Int,
    keepingDimension: Bool = false
  ) throws(LossError) -> Tensor {
    let slices = try Slices(of: shape, along: dimension)
    return slices.reduce(self, keepingDimension: keepingDimension) { slice in
      slice.sum { $0 }
    }
  }

  /// Returns the arithmetic mean of all elements, as a tensor of shape `[]`.
  ///
  /// PyTorch's `Tensor.mean()`.
  ///
  /// - Returns: Σ x / ``count``; NaN if there are no elements.
  /// - Complexity: O(``count``).
  public func mean() -> Tensor {
    Tensor(wide: orderedSum(scalars) / Double(count))
  }
}
