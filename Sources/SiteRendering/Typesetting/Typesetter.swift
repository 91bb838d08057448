import Basics
import Caching
import Diagnostics
import Foundation
package import LanguageServices
import Markdown

/// Typesets formulas and colours code, each once: results in a page's memo are reused, without loading
/// any of the libraries.
package struct Typesetter: Sendable {
  private let highlighter: SwiftHighlighter
  private let scripts = ScriptTypesetter()
  /// Changes with the tool and the libraries, so that memos made with others are not reused.
  package let identity: String

  /// - Parameters:
  ///   - services: the services that colour Swift.
  ///   - tool: a text that changes with the tool.
  package init(_ services: SourceKit, tool: String) {
    highlighter = SwiftHighlighter(services: services)
    let files = [services.library, ScriptLibrary.katex.file, ScriptLibrary.highlight.file]
    let stamps = files.map { file in
      let path = file?.path ?? ""
      return "\(path) \(FileStatus(path)?.stamp ?? "")"
    }
    identity = ([tool] + stamps).joined(separator: "\n")
  }

  /// The lines of some pieces of Swift as coloured HTML; uncoloured, with a warning, if the toolchain
  /// cannot colour them.
  func swift(
    _ pieces: [TypedCode],
    _ memo: inout Memo,
    _ diagnostics: inout [Diagnostic]
  ) async -> [[String]] {
    do {
      let keys = pieces.map { ["swift", identity] + $0.identity }
      let html = try await memo.values(for: keys) { (unknown) async throws in
        let pieces = unknown.map { pieces[$0] }
        let tokens = try await highlighter.tokens(of: pieces.map(\.text))
        return zip(pieces, tokens).map { $0.html($1).joined(separator: "\n") }
      }
      return html.map {
        $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      }
    } catch {
      let reason = (error as? SourceKit.Failure)?.message ?? "\(error)"
      warn("Swift is not coloured: \(reason)", "no-swift-colors", &diagnostics)
      return pieces.map { $0.html([]) }
    }
  }

  /// The lines of a file's declaration, with its documentation, moved to the left edge.
  ///
  /// - Throws: `DiagnosticError` if the file has no such declaration.
  func source(
    of symbol: String,
    in file: SourceFile,
    at place: Diagnostic.Location
  ) async throws -> [String] {
    let declarations = try await highlighter.declarations(in: file.text)
    guard let found = SwiftDeclaration.find(symbol[...], in: declarations) else {
      let names = SwiftDeclaration.names(in: declarations)
      // An unknown name may be a member's, without its type.
      let member = names.first { $0.hasSuffix(".\(symbol.prefix { $0 != "(" })") }
      let hint =
        member.map { "did you mean '\($0)'?" }
        ?? nearestName(to: symbol, among: names).map { "did you mean '\($0)'?" }
        ?? "it declares \(Set(names).sorted().prefix(12).joined(separator: ", "))"
      throw DiagnosticError(
        Diagnostic("no-symbol", "\(file.path) declares no '\(symbol)'; \(hint)", at: place)
      )
    }
    let bytes = Array(file.text.utf8)
    let lineStart = bytes[..<found.range.lowerBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let text = String(
      decoding: bytes[lineStart..<min(found.range.upperBound, bytes.count)],
      as: UTF8.self
    )
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let indentation =
      lines.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { String($0.dropFirst(indentation)) }
  }

  /// Code in another language, coloured; `nil` if the language is unknown.
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

  /// A formula as HTML; `nil`, with an error at its place, if KaTeX does not understand it.
  func formula(
    _ tex: TeX,
    in file: SourceFile,
    _ marks: QuantityMarks,
    _ memo: inout Memo,
    _ diagnostics: inout [Diagnostic]
  ) async -> String? {
    await formula(tex.source, isDisplay: tex.isDisplay, marks, &memo, &diagnostics) { offset in
      file.location(SourceRange(at: tex.position(ofOffset: offset)))
    }
  }

  /// The formula of a value, which may be enclosed in dollar signs, as in notebooks.
  func formula(
    _ source: String,
    at place: Diagnostic.Location,
    _ marks: QuantityMarks,
    _ memo: inout Memo,
    _ diagnostics: inout [Diagnostic]
  ) async -> String? {
    let bare = source.wholeMatch(of: /\s*(\$\$?)(.*[^\\$])\1\s*/.dotMatchesNewlines())?.output.2
    let formula = String(bare ?? source[...])
    return await self.formula(formula, isDisplay: true, marks, &memo, &diagnostics) { _ in place }
  }

  private func formula(
    _ source: String,
    isDisplay: Bool,
    _ marks: QuantityMarks,
    _ memo: inout Memo,
    _ diagnostics: inout [Diagnostic],
    place: (_ offset: Int) -> Diagnostic.Location
  ) async -> String? {
    do {
      let key = ["tex", identity, marks.identity, "\(isDisplay)", source]
      return try await memo.value(for: key) { () async throws in
        marks.formula(try await scripts.formula(source, isDisplay: isDisplay))
      }
    } catch let fault as ScriptTypesetter.FormulaFault {
      diagnostics.append(
        Diagnostic("invalid-tex", "KaTeX: \(fault.message)", at: place(fault.offset))
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
