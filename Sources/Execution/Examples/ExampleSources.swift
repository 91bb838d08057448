import Basics
import Diagnostics
import Foundation
import Lessons

/// The source files of a program of many candidates: one for each set of imports, which hold for a file.
struct ExampleSources: Sendable {
  private let files: [(name: String, text: String)]
  /// The files that the code is from, by the paths that the program gives them.
  private let pages: [String: SourceFile]

  /// - Parameters:
  ///   - candidates: the candidates; one in a file of its own must be the only one.
  ///   - pages: all pages.
  ///   - reporting: what the code reports; a program that reports results runs the candidate that its
  ///     environment names.
  init(
    _ candidates: [ExampleCandidate],
    of pages: [DocumentationPage],
    _ reporting: ExampleCandidate.Reporting = .nothing
  ) {
    let isProbed = if case .results = reporting { true } else { false }
    func imports(_ own: [String]) -> String {
      ((isProbed ? ["import \(TangledProgram.runtimeModule)"] : []) + own).map { $0 + "\n" }
        .joined()
    }
    self.pages = Dictionary(
      candidates.flatMap { $0.files(pages[$0.page]) }
    ) { $1 }
    func text(_ candidate: ExampleCandidate) -> String {
      candidate.text(of: pages[candidate.page], reporting)
    }
    if let only = candidates.first, only.place == .file {
      let body =
        isProbed
        ? TangledCode.glue("__lessonBegins()") + text(only) + TangledCode.glue("__lessonEnds()")
        : text(only)
      files = [("main.swift", imports(only.imports) + body)]
      return
    }
    let groups = Dictionary(grouping: candidates, by: \.imports)
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    var files = groups.enumerated().map { index, group in
      ("examples\(index + 1).swift", imports(group.key) + group.value.map(text).joined())
    }
    if isProbed { files.append(("main.swift", Self.main(candidates, pages))) }
    self.files = files
  }

  /// Runs one candidate.
  private static func main(
    _ candidates: [ExampleCandidate],
    _ pages: [DocumentationPage]
  ) -> String {
    let cases = candidates.map { candidate in
      let waiting = candidate.waits(pages[candidate.page]) ? "await " : ""
      return "case \(candidate.number): try \(waiting)\(candidate.function)()\n"
    }.joined()
    return """
      import \(TangledProgram.runtimeModule)
      __lessonBegins()
      switch __lessonExample() {
      \(cases)default: break
      }
      __lessonEnds()

      """
  }

  var names: [String] { files.map(\.name) }

  func write(to folder: URL) throws {
    for (name, text) in files {
      try Data(text.utf8).writeUnsynced(to: folder.appending(path: name))
    }
  }

  /// The compiler's messages about the candidates, at their places in the documentation.
  func messages(in output: String) -> [CompilerOutput.Message] {
    CompilerOutput(output, pages, sources: names, elsewhere: { nil }).messages
  }

  /// The number of the candidate whose code has a path.
  func number(ofPath path: String) -> Int { Int(path.prefix { $0 != "/" }) ?? -1 }
}
