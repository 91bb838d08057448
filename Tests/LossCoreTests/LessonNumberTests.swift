import Foundation
import LossCore
import Testing

@Suite("The lessons' numbers, as PyTorch 2.13.0 computes them")
struct LessonNumberTests {
  @Test("lesson 1: one sum, divided by 4 or by 1")
  func factorOfFour() throws {
    try checkFactorOfFour(Double.self)
    try checkFactorOfFour(Float.self)
  }

  private func checkFactorOfFour<Scalar: LossScalar>(_ type: Scalar.Type) throws {
    let expected = try LessonNumbers(lesson: "01", type)
    let (logits, targetLogits) = thread(type)
    let row = try logits.reshaped(to: [-1, 4])
    let targetRow = try targetLogits.reshaped(to: [-1, 4])
    let target = try softmax(targetRow)
    let input = try logSoftmax(logits)

    try expected.check("q", softmax(logits))
    try expected.check("p", softmax(targetLogits))
    try expected.check("log_q", input)
    try expected.check("none", klDivLoss(input, target: target, reduction: .none))
    try expected.check("kl_sum", klDivLoss(input, target: target, reduction: .sum))
    try expected.check("kl_batchmean_1d", klDivLoss(input, target: target, reduction: .batchMean))
    try expected.check(
      "kl_batchmean_2d",
      klDivLoss(logSoftmax(row), target: target, reduction: .batchMean)
    )
    try expected.check(
      "ce_minus_h",
      crossEntropyLoss(row, targets: target) - crossEntropyLoss(targetRow, targets: target)
    )
  }

  @Test("lesson 2: KL is CE minus H, in sum and class by class")
  func divergenceIsDifference() throws {
    try checkDivergenceIsDifference(Double.self)
    try checkDivergenceIsDifference(Float.self)
  }

  private func checkDivergenceIsDifference<Scalar: LossScalar>(_ type: Scalar.Type) throws {
    let expected = try LessonNumbers(lesson: "02", type)
    let (logits, targetLogits) = thread(type)
    let input = try logSoftmax(logits)
    let target = try softmax(targetLogits)
    let divergence = try klDivLoss(input, target: target, reduction: .sum)

    try expected.check("ce", crossEntropyLoss(logits, targets: target))
    try expected.check("h", entropy(target))
    try expected.check("kl", divergence)
    try expected.check("kl_per_class", klDivLoss(input, target: target, reduction: .none))
    try expected.check("ce_per_class", -(target * input))
    try expected.check("h_per_class", entr(target))
    try expected.check("kl_bits", divergence / .log(2))
    try expected.check(
      "kl_self",
      klDivLoss(logSoftmax(targetLogits), target: target, reduction: .sum)
    )
  }

  @Test("lesson 3: four reductions, four divisors")
  func fourReductions() throws {
    try checkFourReductions(Double.self)
    try checkFourReductions(Float.self)
  }

  private func checkFourReductions<Scalar: LossScalar>(_ type: Scalar.Type) throws {
    let expected = try LessonNumbers(lesson: "03", type)
    let logits = try expected.tensor("Z")
    let targets = try expected.tensor("P")
    let input = try logSoftmax(logits)
    let pointwise = try klDivLoss(input, target: targets, reduction: .none)

    try expected.check("none", pointwise)
    try expected.check("rows", pointwise.sum(along: -1))
    try expected.check("sum", klDivLoss(input, target: targets, reduction: .sum))
    try expected.check("mean", klDivLoss(input, target: targets))
    try expected.check("batchmean", klDivLoss(input, target: targets, reduction: .batchMean))
    try expected.check("ce_none", crossEntropyLoss(logits, targets: targets, reduction: .none))
    try expected.check("ce_sum", crossEntropyLoss(logits, targets: targets, reduction: .sum))
    try expected.check("ce_mean", crossEntropyLoss(logits, targets: targets))
  }

  @Test(
    "lesson 4: batchmean divides by the input's first dimension, whatever is broadcast",
    arguments: [
      "[4],[4]", "[4],[1,4]", "[1,4],[1,4]", "[1,4],[4]", "[4,1],[4,1]", "[4],[3,4]",
      "[1,4],[3,4]", "[3,4],[4]", "[4],[4,1]",
    ]
  )
  func broadcastTrap(shapes: String) throws {
    let batch = try LessonNumbers(lesson: "03", Double.self)
    let expected = try LessonNumbers(lesson: "04", Double.self)
    let (logits, targetLogits) = thread(Double.self)
    let input = try logSoftmax(logits)
    let inputs = [
      "[4]": input, "[1,4]": try input.reshaped(to: [1, 4]),
      "[4,1]": try input.reshaped(to: [4, 1]),
      "[3,4]": try logSoftmax(batch.tensor("Z")),
    ]
    let target = try softmax(targetLogits)
    let targets = [
      "[4]": target, "[1,4]": try target.reshaped(to: [1, 4]),
      "[4,1]": try target.reshaped(to: [4, 1]), "[3,4]": try batch.tensor("P"),
    ]
    let names = shapes.replacing("],[", with: "] [").split(separator: " ").map(String.init)
    let x = try #require(inputs[names[0]])
    let t = try #require(targets[names[1]])
    for (name, reduction) in [("sum", .sum), ("mean", .mean), ("batchmean", Reduction.batchMean)] {
      try expected.check(name, of: shapes, klDivLoss(x, target: t, reduction: reduction))
    }
  }

  /// The logits of the case that the lessons begin with: input and target.
  private func thread<Scalar: LossScalar>(
    _ type: Scalar.Type
  ) -> (input: Tensor<Scalar>, target: Tensor<Scalar>) {
    (Tensor([0.1, 0.2, 0.4, 0.3]), Tensor([0.7, 0.1, 0.1, 0.1]))
  }
}

/// The reference numbers of one lesson, in one precision.
private struct LessonNumbers<Scalar: LossScalar> {
  private let numbers: [String: Any]

  init(lesson: String, _ type: Scalar.Type) throws {
    let json = try JSONSerialization.jsonObject(with: Fixture.data("lessons.json"))
    let precision = type == Float.self ? "float32" : "float64"
    let lessons = try #require((json as? [String: Any])?[precision] as? [String: Any])
    numbers = try #require(lessons[lesson] as? [String: Any])
  }

  /// The named numbers, as a tensor of as many dimensions as they are nested.
  func tensor(_ name: String) throws -> Tensor<Scalar> {
    try tensor(#require(numbers[name]))
  }

  private func tensor(_ value: Any) throws -> Tensor<Scalar> {
    if let rows = value as? [[Double]] { return try Tensor(rows.map { $0.map { Scalar($0) } }) }
    if let row = value as? [Double] { return Tensor(row.map { Scalar($0) }) }
    return Tensor(scalar: Scalar(try #require(value as? Double)))
  }

  /// Expects a result to be the named number or numbers; in what shape, the oracle's cases check.
  func check(_ name: String, _ result: Tensor<Scalar>) throws {
    try check(name, result, tensor(name))
  }

  /// Expects a result to be the named number of a group.
  func check(_ name: String, of group: String, _ result: Tensor<Scalar>) throws {
    let group = try #require(numbers[group] as? [String: Any])
    try check("\(group) \(name)", result, tensor(#require(group[name])))
  }

  private func check(_ name: String, _ result: Tensor<Scalar>, _ expected: Tensor<Scalar>) throws {
    let result = try result.reshaped(to: expected.shape)
    #expect(distance(result, expected) <= 4, "\(name): \(result), PyTorch \(expected)")
  }
}
