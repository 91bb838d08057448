package import Caching
package import Diagnostics
package import Foundation
package import Markdown

/// Sets formulas and colours code, each once: what a page's memo knows is not made again, and then
/// none of the libraries is loaded.
package struct Typesetter: Sendable {
  private let highlighter: SwiftHighlighter
  private let scripts = ScriptTypesetter()
  /// Changes with the libraries, so that a memo made with others is of no use.
  private let identity: String

  /// - Parameter sourceKit: the library of the toolchain that colours Swift.
  package init(sourceKit: URL) {
    highlighter = SwiftHighlighter(library: sourceKit)
    let files = [sourceKit, ScriptLibrary.katex.file, ScriptLibrary.highlight.file]
    identity = files.map { file in
      let values = try? file?.resourceValues(forKeys: [
        .fileSizeKey, .contentModificationDateKey,
      ])
      let date = values?.contentModificationDate?.timeIntervalSince1970 ?? 0
      return "\(file?.path ?? "") \(values?.fileSize ?? 0) \(date)"
    }.joined(separator: "\n")
  }

  /// The lines of some Swift, coloured; in plain text, with a warning, where the toolchain cannot.
  func swift(
    _ lines: [String],
    _ memo: inout Memo,
    _ diagnostics: inout [Diagnostic]
  ) async -> [String] {
    let code = lines.joined(separator: "\n")
    do {
      let html = try await memo.value(for: ["swift", identity, code]) { () async throws in
        try await highlighter.colored(code).joined(separator: "\n")
      }
      return html.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    } catch {
      let reason = (error as? SwiftHighlighter.Failure)?.message ?? "\(error)"
      warn("Swift is not coloured: \(reason)", "no-swift-colors", &diagnostics)
      return lines.map(\.escapedHTML)
    }
  }

  /// Code in another language, coloured; `nil` where the language is not known.
  func code(
    _ code: String,
    language: String,
    _ memo: inout Memo,
    _ diagnostics: inout [Diagnostic]
  ) async -> String? {
    do {
      let html = try await memo.value(for: ["code", identity, language, code]) {
        () async throws in
        try await scripts.colored(code, language: language) ?? ""
      }
      return html.isEmpty ? nil : html
    } catch {
      warn("code is not coloured: \(reason(error))", "no-code-colors", &diagnostics)
      return nil
    }
  }

  /// A formula as HTML; `nil`, with an error at its place, where KaTeX does not understand it.
  package func formula(
    _ tex: TeX,
    in file: SourceFile,
    _ memo: inout Memo,
    _ diagnostics: inout [Diagnostic]
  ) async -> String? {
    do {
      return try await memo.value(for: ["tex", identity, "\(tex.isDisplay)", tex.source]) {
        () async throws in
        try await scripts.formula(tex.source, isDisplay: tex.isDisplay)
      }
    } catch let fault as ScriptTypesetter.FormulaFault {
      let place = SourceRange(at: tex.position(ofOffset: fault.offset))
      diagnostics.append(
        Diagnostic("invalid-tex", "KaTeX: \(fault.message)", at: file.location(place))
      )
    } catch {
      diagnostics.append(Diagnostic("no-katex", "formulas cannot be set: \(reason(error))"))
    }
    return nil
  }

  private func reason(_ error: any Error) -> String {
    (error as? ScriptTypesetter.Failure)?.message ?? "\(error)"
  }

  private func warn(_ message: String, _ identifier: String, _ diagnostics: inout [Diagnostic]) {
    diagnostics.append(Diagnostic(.warning, identifier, message))
  }
}
