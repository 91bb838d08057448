extension Tensor {
  /// Returns the elementwise sum, broadcast as PyTorch does.
  ///
  /// Shapes are aligned at their last dimensions; sizes must be equal, or one of them 1 or missing.
  ///
  /// - Parameters:
  ///   - left: A tensor.
  ///   - right: A tensor whose shape goes with the first one's.
  /// - Returns: left + right, of the broadcast shape.
  /// - Throws: ``LossError/notBroadcastable(left:right:)`` with both shapes.
  public static func + (left: Tensor, right: Tensor) throws(LossError) -> Tensor {
    try left.combined(with: right) { $0 + $1 }
  }

  /// Returns the elementwise difference, broadcast as PyTorch does.
  ///
  /// - Parameters:
  ///   - left: A tensor.
  ///   - right: A tensor whose shape goes with the first one's.
  /// - Returns: left − right, of the broadcast shape.
  /// - Throws: ``LossError/notBroadcastable(left:right:)`` with both shapes.
  public static func - (left: Tensor, right: Tensor) throws(LossError) -> Tensor {
    try left.combined(with: right) { $0 - $1 }
  }

  /// Returns the elementwise product, broadcast as PyTorch does.
  ///
  /// - Parameters:
  ///   - left: A tensor.
  ///   - right: A tensor whose shape goes with the first one's.
  /// - Returns: left · right, of the broadcast shape.
  /// - Throws: ``LossError/notBroadcastable(left:right:)`` with both shapes.
  public static func * (left: Tensor, right: Tensor) throws(LossError) -> Tensor {
    try left.combined(with: right) { $0 * $1 }
  }

  /// Returns the elementwise quotient, broadcast as PyTorch does.
  ///
  /// - Parameters:
  ///   - left: A tensor.
  ///   - right: A tensor whose shape goes with the first one's.
  /// - Returns: left / right, of the broadcast shape; x/0 is ±∞, 0/0 is NaN.
  /// - Throws: ``LossError/notBroadcastable(left:right:)`` with both shapes.
  public static func / (left: Tensor, right: Tensor) throws(LossError) -> Tensor {
    try left.combined(with: right) { $0 / $1 }
  }

  /// Returns the tensor with a number added to each element.
  public static func + (left: Tensor, right: Scalar) -> Tensor {
    left.mapped { $0 + right.wide }
  }

  /// Returns the tensor with each element added to a number.
  public static func + (left: Scalar, right: Tensor) -> Tensor {
    right.mapped { left.wide + $0 }
  }

  /// Returns the tensor with a number subtracted from each element.
  public static func - (left: Tensor, right: Scalar) -> Tensor {
    left.mapped { $0 - right.wide }
  }

  /// Returns the tensor with each element subtracted from a number.
  public static func - (left: Scalar, right: Tensor) -> Tensor {
    right.mapped { left.wide - $0 }
  }

  /// Returns the tensor with each element multiplied by a number.
  public static func * (left: Tensor, right: Scalar) -> Tensor {
    left.mapped { $0 * right.wide }
  }

  /// Returns the tensor with a number multiplied by each element.
  public static func * (left: Scalar, right: Tensor) -> Tensor {
    right.mapped { left.wide * $0 }
  }

  /// Returns the tensor with each element divided by a number; x/0 is ±∞, 0/0 is NaN.
  public static func / (left: Tensor, right: Scalar) -> Tensor {
    left.mapped { $0 / right.wide }
  }

  /// Returns the tensor with a number divided by each element; x/0 is ±∞, 0/0 is NaN.
  public static func / (left: Scalar, right: Tensor) -> Tensor {
    right.mapped { left.wide / $0 }
  }

  /// Returns the tensor with the sign of each element changed.
  public static prefix func - (tensor: Tensor) -> Tensor {
    tensor.mapped { -$0 }
  }

  /// Returns what `operation` makes of each pair of elements, after broadcasting; rounded once.
  ///
  /// One addition, multiplication or division of `Double` that is then rounded to `Float` gives the
  /// bits that one of `Float` gives.
  @inline(__always)
  func combined(
    with other: Tensor,
    _ operation: (Double, Double) -> Double
  ) throws(LossError) -> Tensor {
    let broadcast = try Broadcast(shape, other.shape)
    return Tensor(
      checkedShape: broadcast.shape,
      broadcast.map(scalars, other.scalars, operation)
    )
  }

  /// Returns what `transform` makes of each element, in the same shape.
  @inline(__always)
  func mapped(_ transform: (Double) -> Double) -> Tensor {
    Tensor(checkedShape: shape, scalars.map { Scalar(wide: transform($0.wide)).canonical })
  }
}
