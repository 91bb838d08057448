import Foundation

/// Typesets formulas with KaTeX and colours code with highlight.js, both loaded when first used.
actor ScriptTypesetter {
  /// Why a formula cannot be typeset.
  struct FormulaFault: Error {
    let message: String
    /// The UTF-8 offset in the formula's source.
    let offset: Int
  }

  /// Why nothing can be typeset: what is missing, and what to do.
  struct Failure: Error {
    let message: String
  }

  private let engine = JavaScriptEngine()
  private var loaded: Set<String> = []

  /// The formula as HTML with MathML.
  func formula(
    _ source: String,
    isDisplay: Bool
  ) async throws -> String {
    let json = try await evaluate(
      "literateFormula(\(Self.literal(source)), \(isDisplay))",
      with: .katex
    )
    let answer = try JSONDecoder().decode(FormulaAnswer.self, from: Data(json.utf8))
    if let html = answer.html { return html }
    let characters = answer.position ?? 0
    let offset = String(decoding: source.utf16.prefix(characters), as: UTF16.self).utf8.count
    throw FormulaFault(message: answer.message ?? "KaTeX gave no reason", offset: offset)
  }

  /// The code coloured with `<span class="hljs-…">`; `nil` if the language is unknown.
  func colored(_ code: String, language: String) async throws -> String? {
    let html = try await evaluate(
      "literateColored(\(Self.literal(code)), \(Self.literal(language)))",
      with: .highlight
    )
    return html.isEmpty && !code.isEmpty ? nil : html
  }

  private struct FormulaAnswer: Decodable {
    let html: String?
    let message: String?
    let position: Int?
  }

  /// Evaluates a script after the library that it needs.
  private func evaluate(_ script: String, with library: ScriptLibrary) async throws -> String {
    if loaded.insert(library.fileName).inserted {
      guard let file = library.file, let source = try? String(contentsOf: file, encoding: .utf8)
      else { throw Failure(message: library.absence) }
      // In one step, since another formula may be waiting for the engine.
      _ = try await evaluate("var self = this;\(source)\n;\(library.glue)")
    }
    return try await evaluate(script)
  }

  private func evaluate(_ script: String) async throws -> String {
    do {
      return try await engine.evaluate(script)
    } catch {
      throw Failure(
        message: "\(error.message) (JavaScriptCore is Debian's package libjavascriptcoregtk-4.1-0)"
      )
    }
  }

  /// A text as a JavaScript literal, encoded as JSON.
  private static func literal(_ text: String) -> String {
    let json = (try? JSONEncoder().encode(text)) ?? Data("\"\"".utf8)
    return String(decoding: json, as: UTF8.self)
  }
}
