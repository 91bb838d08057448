import Execution
import Foundation
import TestSupport
import Testing

/// The project's own lessons, and what is recorded of them.
@Suite struct DriftTests {
  /// The difference between the recorded content and what is there now, as `git diff` shows it.
  private func difference(in site: ProjectSite) async throws -> [String] {
    let run = try await ToolRun.program(
      "git",
      [
        "diff", "--no-index", "--unified=0", projectRoot.appending(path: "Content").path, "Content",
      ],
      in: site.scratch.url
    )
    return run.output.split(separator: "\n").map(String.init).filter {
      ($0.hasPrefix("+") || $0.hasPrefix("-")) && !$0.hasPrefix("+++") && !$0.hasPrefix("---")
    }
  }

  @Test func `the lessons show what is recorded of them`() async throws {
    let site = try await ProjectSite.shared()
    let run = try await site.literate("check")
    #expect(run.ending == .exited(0), "\(run.errors)")
    #expect(run.output.contains(/^\d+ values in \d+ lessons are as recorded\b/))
  }

  @Test func `a constant that changes is reported by the numbers that move, and is not taken`()
    async throws
  {
    let site = try ProjectSite(optimizes: false)
    defer { site.remove() }
    try site.keepLessons(["01-factor-of-four", "02-kl-is-ce-minus-h", "03-four-reductions"])
    // The coefficient of r² in the exponential.
    try site.replace(
      "return q * r + 0.5\n",
      with: "return q * r + 0.6\n",
      in: "Sources/LossCore/Elementary/Exponential.swift"
    )
    let check = try await site.literate("check")
    #expect(check.ending == .exited(1))
    for reported in [
      #/01-factor-of-four\.md:[0-9]+:69: error: 'boxBefore' has moved: recorded 0\.0179[0-9]*, /#,
      #/01-factor-of-four\.md:[0-9]+:5: error: 'p' has moved: 4 of 4 numbers\n/#,
      #/02-kl-is-ce-minus-h\.md:[0-9]+:5: error: 'ce' has moved: recorded 1\.418[0-9]*, computed 1\.422/#,
      #/, computed 1\.422[0-9]*, by 0\.004 \(1\.8e\+13 ulp\)\n/#,
      #/03-four-reductions\.md:[0-9]+:[0-9]+: error: 'sum' has moved: /#,
      #/02-kl-is-ce-minus-h\.md:[0-9]+:[0-9]+: error: this claim is false\n/#,
    ] {
      #expect(check.errors.contains(reported))
    }

    // What a lesson claims cannot be regenerated: one whose claim is false keeps all that is recorded of it.
    #expect(try await site.literate("regenerate").ending == .exited(1))
    for path in ["Content/02-kl-is-ce-minus-h.md", "Content/results/kl-is-ce-minus-h.json"] {
      let before = try String(contentsOf: projectRoot.appending(path: path), encoding: .utf8)
      #expect(try site.scratch.text(of: path) == before, "\(path)")
    }
  }

  @Test func `what an author changes is rewritten number for number`() async throws {
    let package = try await ProjectSite.shared().scratch.url.path
    let site = try ProjectSite()
    defer { site.remove() }
    func literate(_ command: String) async throws -> ToolRun {
      try await site.literate(command, "--package", package)
    }
    try site.replace(
      "[[0.0], [0.25], [0.5], [0.75], [1.0]]",
      with: "[[0.0], [0.2], [0.4], [0.6], [1.0]]",
      in: "Content/02-kl-is-ce-minus-h.md"
    )
    let check = try await literate("check")
    #expect(check.ending == .exited(1))
    let regenerate = try await literate("regenerate")
    #expect(regenerate.ending == .exited(0), "\(regenerate.errors)")
    #expect(try await literate("check").ending == .exited(0))

    // As many lines were rewritten as were reported, and each differs in its numbers alone.
    let lines = try await difference(in: site).filter { $0.contains("expression") }
    let old = lines.filter { $0.hasPrefix("-") }.map { $0.dropFirst() }
    let new = lines.filter { $0.hasPrefix("+") }.map { $0.dropFirst() }
    let reports = check.errors.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(old.count == reports.count)
    #expect(old.count >= 9)
    #expect(old.map(\.withoutValue) == new.map(\.withoutValue))
    #expect(zip(old, new).allSatisfy { $0 != $1 })
  }

  @Test func `a change of one unit in the last place is none`() async throws {
    let site = try ProjectSite(optimizes: false)
    defer { site.remove() }
    let lesson = """
      ```swift
      try klDivLoss(Tensor([-0.5, -1.5]), target: Tensor([0.25, 0.75]), reduction: .sum)
      ```

      """
    try site.replaceLessons(with: ["01-one": lesson])
    #expect(try await site.literate("regenerate").ending == .exited(0))
    try await site.build()
    let before = try site.page("one").fullValues
    try site.replace(
      "Scalar(wide: wideValue).canonical }",
      with: "Scalar(wide: wideValue).canonical.nextUp }",
      in: "Sources/LossCore/Losses/LossLedger.swift"
    )
    try await site.build()
    #expect(try site.page("one").fullValues != before)
    let check = try await site.literate("check")
    #expect(check.ending == .exited(0), "\(check.errors)")
    #expect(try await site.literate("regenerate").output.contains("nothing to rewrite"))
  }
}

extension Substring {
  /// A line of a results file without its value.
  fileprivate var withoutValue: String {
    String(self).replacing(/"numbers":\[[^\]]*\]/, with: "").replacing(/"value":.*/, with: "")
  }
}
