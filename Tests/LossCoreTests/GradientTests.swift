import LossCore
import Testing

@Suite("Gradients")
struct GradientTests {
  @Test("agree with central differences", arguments: 0..<20)
  func centralDifferences(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let shape = [3, 5, 2]
    let logits = try generator.logits(shape)
    let targets = try softmax(generator.logits(shape), along: 1)
    let weight = Tensor([0.5, 1, 2, 0.25, 3])
    let labels = try ClassLabels(shape: [3, 2], indices: [0, 4, 2, -100, 1, 1])
    let input = try logSoftmax(logits, along: 1)

    try check(at: input, klDivLossWithPullback(input, target: targets).gradients().input) {
      try klDivLoss($0, target: targets)
    }
    try check(at: targets, klDivLossWithPullback(input, target: targets).gradients().target) {
      try klDivLoss(input, target: $0)
    }
    let soft = try crossEntropyLossWithPullback(
      logits,
      targets: targets,
      weight: weight,
      labelSmoothing: 0.1
    )
    try check(at: logits, soft.gradients().input) {
      try crossEntropyLoss($0, targets: targets, weight: weight, labelSmoothing: 0.1)
    }
    try check(at: targets, soft.gradients().targets) {
      try crossEntropyLoss(logits, targets: $0, weight: weight, labelSmoothing: 0.1)
    }
    let hard = try crossEntropyLossWithPullback(
      logits,
      labels: labels,
      weight: weight,
      labelSmoothing: 0.1
    )
    try check(at: logits, hard.gradients()) {
      try crossEntropyLoss($0, labels: labels, weight: weight, labelSmoothing: 0.1)
    }
    try check(at: input, nllLossWithPullback(input, labels: labels).gradients()) {
      try nllLoss($0, labels: labels)
    }
    try check(at: logits, logSumExpWithPullback(logits, along: 1).gradients()) {
      try logSumExp($0, along: 1)
    }
  }

  @Test("of a loss without reduction take one number for each value")
  func perValue() throws {
    let logits = try Tensor([[0.1, 0.2, 0.4], [1, 2, 3]])
    let loss = try crossEntropyLossWithPullback(logits, labels: [0, 2], reduction: .none)
    let both = try loss.pullback(Tensor([1, 0]))
    #expect(both.rows[1] == [0, 0, 0])
    let single = try crossEntropyLossWithPullback(Tensor([0.1, 0.2, 0.4]), labels: ClassLabels(0))
    #expect(both.rows[0] == single.gradients().scalars)
  }

  @Test("are softmax minus target for one distribution")
  func softmaxMinusTarget() throws {
    let logits = Tensor([0.1, 0.2, 0.4, 0.3])
    let target = try softmax(Tensor([0.7, 0.1, 0.1, 0.1]))
    let gradient = try crossEntropyLossWithPullback(logits, targets: target).gradients().input
    #expect(try distance(gradient, softmax(logits) - target) <= 2)
  }

  /// Expects a gradient of the sum of a function to be that of small differences either way.
  private func check(
    at point: Tensor<Double>,
    _ gradient: Tensor<Double>,
    _ function: (Tensor<Double>) throws -> Tensor<Double>
  ) throws {
    for index in point.scalars.indices {
      let step = 0x1p-14 * min(1, max(abs(point.scalars[index]), 1e-3))
      func value(_ offset: Double) throws -> Double {
        var scalars = point.scalars
        scalars[index] += offset
        return try function(Tensor(shape: point.shape, scalars: scalars)).sum().item()
      }
      let slope = try (value(step) - value(-step)) / (2 * step)
      #expect(abs(gradient.scalars[index] - slope) <= 1e-7 * max(1, abs(slope)))
    }
  }
}
