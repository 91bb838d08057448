/// Returns the cross-entropy with distributions as targets together with its pullback.
///
/// The value is that of ``crossEntropyLoss(_:targets:weight:labelSmoothing:reduction:inParallel:)``. With
/// s = softmax(x), u = w · ((1 − ε) · t + ε/C) and G the gradient with respect to a distribution's
/// value:
///
///     ∂x = (s · Σu − u) · G
///     ∂t = −(1 − ε) · w · logSoftmax(x) · G
///
/// The mean divides G by the number of distributions. Only where Σu = 1 is the first s − t. PyTorch's
/// gradients of `torch.nn.functional.cross_entropy` with class probabilities.
///
/// - Parameters:
///   - input: The logits.
///   - targets: The distributions, of the input's shape; nothing is broadcast.
///   - weight: A weight for each class, of shape `[C]`.
///   - labelSmoothing: The part of each target, 1 at most, that is spread evenly over the classes.
///   - reduction: How the values become one number; ``Reduction/batchMean`` is not among the ways.
/// - Returns: The loss, and the gradients with respect to input and targets.
/// - Throws: What the loss throws.
/// - Complexity: O(count).
public func crossEntropyLossWithPullback<Scalar>(
  _ input: Tensor<Scalar>,
  targets: Tensor<Scalar>,
  weight: Tensor<Scalar>? = nil,
  labelSmoothing: Scalar = 0,
  reduction: Reduction = .mean
) throws(LossError)
  -> WithPullback<Scalar, (input: Tensor<Scalar>, targets: Tensor<Scalar>)>
{
  let value = try crossEntropyLoss(
    input,
    targets: targets,
    weight: weight,
    labelSmoothing: labelSmoothing,
    reduction: reduction
  )
  let classes = try ClassTargets(input, targets, weight, labelSmoothing, loss: "crossEntropyLoss")
  return WithPullback(value: value) { upstream in
    let divisor = Double(classes.slices.meanDivisor)
    let gradient = classes.gradient(upstream, reduction, divisor: divisor)
    var targetGradients = [Double](repeating: 0, count: input.count)
    let inputGradient = classes.logitGradient(input) { row, index, position, logProbability in
      let g = gradient(row)
      targetGradients[position] =
        -(1 - classes.smoothing) * classes.weight(index) * logProbability * g
      return -classes.weighted(targets.scalars[position].wide, index) * g
    }
    return (inputGradient, Tensor(checkedShape: input.shape, wide: targetGradients))
  }
}

/// Returns the cross-entropy with labels together with its pullback.
///
/// The value is that of
/// ``crossEntropyLoss(_:labels:weight:ignoreIndex:labelSmoothing:reduction:inParallel:)``. With s = softmax(x),
/// e the one-hot vector of the label, u = (1 − ε) · w[y] · e + ε/C · w and G the gradient with respect
/// to a distribution's value, ∂x = (s · Σu − u) · G; 0 where the label is ignored, but NaN where the
/// logits have no softmax. The mean divides G by its divisor.
///
/// PyTorch's gradient of `torch.nn.functional.cross_entropy` with class indices.
///
/// - Parameters:
///   - input: The logits.
///   - labels: The class of each distribution.
///   - weight: A weight for each class, of shape `[C]`.
///   - ignoreIndex: The label of distributions that do not count.
///   - labelSmoothing: The part of each target, 1 at most, that is spread evenly over the classes.
///   - reduction: How the values become one number; ``Reduction/batchMean`` is not among the ways.
/// - Returns: The loss, and the gradient with respect to the input.
/// - Throws: What the loss throws.
/// - Complexity: O(count).
public func crossEntropyLossWithPullback<Scalar>(
  _ input: Tensor<Scalar>,
  labels: ClassLabels,
  weight: Tensor<Scalar>? = nil,
  ignoreIndex: Int = -100,
  labelSmoothing: Scalar = 0,
  reduction: Reduction = .mean
) throws(LossError) -> WithPullback<Scalar, Tensor<Scalar>> {
  let value = try crossEntropyLoss(
    input,
    labels: labels,
    weight: weight,
    ignoreIndex: ignoreIndex,
    labelSmoothing: labelSmoothing,
    reduction: reduction
  )
  let targets = try ClassTargets(
    input,
    labels,
    weight,
    ignoreIndex,
    labelSmoothing,
    loss: "crossEntropyLoss"
  )
  return WithPullback(value: value) { upstream in
    let gradient = targets.gradient(upstream, reduction, divisor: targets.kept().weight)
    return targets.logitGradient(input) { row, index, _, _ in
      guard let label = targets.labels[row] else { return 0 }
      let g = gradient(row)
      let own = label == index ? (1 - targets.smoothing) * targets.weight(label) * g : 0
      guard targets.smoothing > 0 else { return -own }
      return -own - targets.smoothing / Double(targets.slices.length) * targets.weight(index) * g
    }
  }
}

extension ClassTargets {
  /// The gradient with respect to the value of each distribution.
  func gradient(
    _ upstream: Tensor<Scalar>,
    _ reduction: Reduction,
    divisor: Double
  ) -> (_ row: Int) -> Double {
    switch reduction {
    case .none: { upstream.scalars[upstream.scalars.count == 1 ? 0 : $0].wide }
    case .sum, .batchMean: { _ in upstream.scalars[0].wide }
    case .mean: { _ in upstream.scalars[0].wide / divisor }
    }
  }

  /// The gradient with respect to logits, from that with respect to their log-probabilities, which
  /// is given for each element: d − softmax · Σd.
  func logitGradient(
    _ input: Tensor<Scalar>,
    _ gradient:
      (_ row: Int, _ index: Int, _ position: Int, _ logProbability: Double) -> Double
  ) -> Tensor<Scalar> {
    slices.map(input) { row, logits, output in
      let normalizer = LogNormalizer(logits)
      var gradients: [Double] = []
      for index in 0..<logits.count {
        let logProbability = Scalar.bounded(normalizer.logProbability(logits[index]))
        gradients.append(gradient(row, index, logits.position(of: index), logProbability))
      }
      let sum = orderedSum(gradients)
      for index in 0..<logits.count {
        let probability = Double.exp(normalizer.logProbability(logits[index]))
        let result = gradients[index] - probability * sum
        output[logits.position(of: index)] = Scalar(wide: result).canonical
      }
    }
  }
}
