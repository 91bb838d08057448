import Execution
import Foundation
import TestSupport
import Testing

/// Faults in the loss core, each reported by the lesson that is about it.
@Suite struct PlantedFaultTests {
  /// An expression of the loss core, and what is in its place while the fault is on.
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
      right: "input.shape.first ?? 1",
      wrong: "pairs.shape.first ?? 1"
    ),
    PlantedFault(
      name: "a missing logarithm",
      lesson: "02-kl-is-ce-minus-h",
      file: "Functions/Entropy",
      right: "Double.entr($0)",
      wrong: "-$0 * $0"
    ),
    PlantedFault(
      name: "mean divides by the rows",
      lesson: "03-four-reductions",
      file: "Losses/KLDivLoss",
      right: "pairs.count",
      wrong: "pairs.shape.first ?? 1"
    ),
    PlantedFault(
      name: "batchmean divides by the first size of the target",
      lesson: "04-broadcast-trap",
      file: "Losses/KLDivLoss",
      right: "input.shape.first ?? 1",
      wrong: "target.shape.first ?? 1"
    ),
    PlantedFault(
      name: "swapped arguments",
      lesson: "05-order-and-space",
      file: "Distributions/Divergence",
      right: "divergence(reference, distribution, places)",
      wrong: "divergence(distribution, reference, places)"
    ),
    PlantedFault(
      name: "zero times infinity is zero",
      lesson: "06-zeros-and-infinities",
      file: "Losses/KLDivLoss",
      right: "Double.xlogy(t, t) - t * x",
      wrong: "t == 0 ? 0 : Double.xlogy(t, t) - t * x"
    ),
    PlantedFault(
      name: "the largest logit is not taken away first",
      lesson: "07-log-sum-exp",
      file: "Functions/LogNormalizer",
      right: "logits.maximum()",
      wrong: "0"
    ),
    PlantedFault(
      name: "a sum that cancels near zero",
      lesson: "08-cancellation",
      file: "Distributions/Divergence",
      right: "total.head > 0.125 * size",
      wrong: "true"
    ),
    PlantedFault(
      name: "no smoothing",
      lesson: "09-hard-soft-smoothed",
      file: "Losses/ClassTargets",
      right: "smoothing > 0 ? smoothing.wide : 0",
      wrong: "0"
    ),
    PlantedFault(
      name: "no weights in the denominator",
      lesson: "10-weights-and-ignore-index",
      file: "Losses/ClassTargets",
      right: "Scalar.bounded(sum)",
      wrong: "Double(count)"
    ),
    PlantedFault(
      name: "a gradient that is not divided",
      lesson: "11-reduction-is-a-learning-rate",
      file: "Losses/KLDivLoss+Pullback",
      right: "Double(klDivLossDivisor(input, target, pairs, reduction))",
      wrong: "1"
    ),
    PlantedFault(
      name: "ignored labels are counted",
      lesson: "12-tokens-padding-accumulation",
      file: "Losses/ClassTargets",
      right: "reduction == .mean ? weight : 1",
      wrong: "reduction == .mean ? Double(losses.count) : 1"
    ),
    PlantedFault(
      name: "Jensen–Shannon without its half",
      lesson: "13-forward-reverse-js",
      file: "Distributions/Divergence",
      right: "0.5 * sum.value",
      wrong: "sum.value"
    ),
  ]

  /// The lesson with a fault in its own code.
  private static let ownFault = "14-distillation"

  /// All faults are in one core, so that it is built once; each lesson switches its own on, and those
  /// that have none stay as they are.
  @Test func `each lesson reports the fault of the loss core that it is about`() async throws {
    let site = try ProjectSite()
    defer { site.remove() }
    try site.keepLessons(Self.faults.map(\.lesson) + [Self.ownFault])
    try site.scratch.write(
      """
      nonisolated(unsafe) var plantedFault = 0

      public func plant(fault: Int) { plantedFault = fault }
      """,
      to: "Sources/LossCore/PlantedFault.swift"
    )
    for (index, fault) in Self.faults.enumerated() {
      try plant(fault, number: index + 1, in: site)
    }
    try site.replace(
      ".number(kl * T * T)",
      with: ".number(kl * T)",
      in: "Content/\(Self.ownFault).md"
    )

    let check = try await ToolRun.literate(["check"], in: site.scratch.url)
    #expect(check.ending == .exited(1))
    let reporting = Set(
      check.errors.matches(
        of: #/(?m)^Content/(\S+)\.md:\d+:\d+: error: (?:.* has moved: |this claim is false)/#
      ).map { String($0.output.1) }
    )
    for fault in Self.faults {
      #expect(reporting.contains(fault.lesson), "\(fault.name)")
    }
    #expect(reporting == Set(Self.faults.map(\.lesson) + [Self.ownFault]), "\(check.errors)")
  }

  private func plant(_ fault: PlantedFault, number: Int, in site: ProjectSite) throws {
    try site.replace(
      fault.right,
      with: "(plantedFault == \(number) ? \(fault.wrong) : \(fault.right))",
      in: "Sources/LossCore/\(fault.file).swift"
    )
    let path = "Content/\(fault.lesson).md"
    let text = try site.scratch.text(of: path)
    let head = try #require(text.firstRange(of: "\n---\n"))
    let cell = "\n```swift {hide=all}\nplant(fault: \(number))\n```\n"
    try site.scratch.write(text[..<head.upperBound] + cell + text[head.upperBound...], to: path)
  }
}
