import Execution
import Foundation
import TestSupport
import Testing

/// Faults in the loss core, each told by the lesson that is about it.
@Suite struct PlantedFaultTests {
  /// A piece of the loss core, and what stands in its place while the fault is in.
  private struct PlantedFault {
    let name: String
    let lesson: String
    let file: String
    let right: String
    let wrong: String
  }

  private static let faults = [
    PlantedFault(
      name: "batchmean divides by the first size of the result",
      lesson: "01-factor-of-four",
      file: "Losses/KLDivLoss",
      right: "case .batchMean: divisor = input.shape.first ?? 1",
      wrong: "case .batchMean: divisor = pairs.shape.first ?? 1"
    ),
    PlantedFault(
      name: "a missing logarithm",
      lesson: "02-kl-is-ce-minus-h",
      file: "Functions/Entropy",
      right: "slice.sum { Double.entr($0) }",
      wrong: "slice.sum { -$0 * $0 }"
    ),
    PlantedFault(
      name: "mean divides by the rows",
      lesson: "03-four-reductions",
      file: "Losses/KLDivLoss",
      right: "case .mean: divisor = pairs.count",
      wrong: "case .mean: divisor = pairs.shape.first ?? 1"
    ),
    PlantedFault(
      name: "batchmean divides by the first size of the target",
      lesson: "04-broadcast-trap",
      file: "Losses/KLDivLoss",
      right: "pairs.shape.isEmpty ? 1 : pairs.shape.dropLast().reduce(1, *)",
      wrong: "target.shape.first ?? 1"
    ),
    PlantedFault(
      name: "swapped arguments",
      lesson: "05-order-and-space",
      file: "Distributions/Divergence",
      right: "divergence(reference, distribution, places) }",
      wrong: "divergence(distribution, reference, places) }"
    ),
    PlantedFault(
      name: "a target of zero against minus infinity is zero",
      lesson: "06-zeros-and-infinities",
      file: "Losses/KLDivLoss",
      right: "bounded(Double.xlogy(t, t) - t * x)",
      wrong: "t == 0 ? 0 : bounded(Double.xlogy(t, t) - t * x)"
    ),
    PlantedFault(
      name: "the largest logit is not taken away first",
      lesson: "07-log-sum-exp",
      file: "Functions/LogNormalizer",
      right: "let maximum = logits.maximum()",
      wrong: "let maximum: Scalar = 0"
    ),
    PlantedFault(
      name: "a sum that cancels near zero",
      lesson: "08-cancellation",
      file: "Distributions/Divergence",
      right: "total.head > 0.125 * size else",
      wrong: "total.head > -1 else"
    ),
    PlantedFault(
      name: "no smoothing",
      lesson: "09-hard-soft-smoothed",
      file: "Losses/ClassTargets",
      right: "self.smoothing = smoothing > 0 ? smoothing.wide : 0",
      wrong: "self.smoothing = 0"
    ),
    PlantedFault(
      name: "weights are missing in the denominator",
      lesson: "10-weights-and-ignore-index",
      file: "Losses/ClassTargets",
      right: "return (count, Scalar.bounded(sum))",
      wrong: "return (count, Double(count))"
    ),
    PlantedFault(
      name: "a gradient that is not divided",
      lesson: "11-reduction-is-a-learning-rate",
      file: "Losses/KLDivLoss+Pullback",
      right: "let divisor = Double(klDivLossDivisor(input, target, pairs, reduction))",
      wrong: "let divisor = 1.0"
    ),
    PlantedFault(
      name: "ignored labels are counted",
      lesson: "12-tokens-padding-accumulation",
      file: "Losses/ClassTargets",
      right: "let divisor = reduction == .mean ? weight : 1",
      wrong: "let divisor = reduction == .mean ? Double(losses.count) : 1"
    ),
    PlantedFault(
      name: "Jensen–Shannon without its half",
      lesson: "13-forward-reverse-js",
      file: "Distributions/Divergence",
      right: "return 0.5 * sum.value",
      wrong: "return sum.value"
    ),
  ]

  /// All faults are in one core, so that it is built once; each lesson switches its own on.
  @Test func `each lesson tells the fault of the loss core that it is about`() async throws {
    let site = try ProjectSite()
    defer { site.remove() }
    try site.scratch.write(
      "public nonisolated(unsafe) var plantedFault = 0\n",
      to: "Sources/LossCore/PlantedFault.swift"
    )
    for (index, fault) in Self.faults.enumerated() {
      try plant(fault, number: index + 1, in: site)
    }
    // The temperature is the lesson's own.
    try site.replace(
      "T * T * klDivergence(",
      with: "T * klDivergence(",
      in: "Content/14-distillation.md"
    )

    let check = try await ToolRun.literate(["check"], in: site.scratch.url)
    #expect(check.ending == .exited(1))
    let told = Set(
      check.errors.matches(of: #/(?m)^Content/(\S+)\.md:\d+:\d+: error: /#).map {
        String($0.output.1)
      }
    )
    for fault in Self.faults { #expect(told.contains(fault.lesson), "\(fault.name)") }
    #expect(told == Set(Self.faults.map(\.lesson) + ["14-distillation"]))
  }

  private func plant(_ fault: PlantedFault, number: Int, in site: ProjectSite) throws {
    let start = fault.right.prefix { $0 != "{" && $0 != "=" }
    _ = start
    try site.replace(
      fault.right,
      with: fault.wrong,
      in: "Sources/LossCore/\(fault.file).swift"
    )
  }
}
