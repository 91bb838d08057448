import LossCore

/// Returns how far two numbers are apart, in units of eps · max(1, |expected|).
///
/// NaN is at distance 0 from NaN and an infinity from itself; otherwise what is not finite is
/// infinitely far away.
func distance<Scalar: LossScalar>(_ actual: Scalar, _ expected: Scalar) -> Double {
  if actual.isNaN && expected.isNaN || actual == expected { return 0 }
  guard actual.isFinite, expected.isFinite else { return .infinity }
  return Double(abs(actual - expected) / (Scalar.ulpOfOne * max(1, abs(expected))))
}

/// Returns the greatest distance between the elements of two tensors of one shape.
func distance<Scalar>(_ actual: Tensor<Scalar>, _ expected: Tensor<Scalar>) -> Double {
  guard actual.shape == expected.shape else { return .infinity }
  return zip(actual.scalars, expected.scalars).map { distance($0, $1) }.max() ?? 0
}

/// Returns the greatest distance between the elements of two tensors of one shape, in units of
/// eps · scale.
func distance<Scalar>(
  _ actual: Tensor<Scalar>,
  _ expected: Tensor<Scalar>,
  scale: Scalar
) -> Double {
  guard actual.shape == expected.shape else { return .infinity }
  return zip(actual.scalars, expected.scalars).map { actual, expected in
    guard actual.isFinite, expected.isFinite else { return distance(actual, expected) }
    return Double(abs(actual - expected) / (Scalar.ulpOfOne * scale))
  }.max() ?? 0
}
