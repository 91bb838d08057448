import Foundation

/// Typesets formulas with KaTeX and colours code with highlight.js, both loaded when first used.
actor ScriptTypesetter {
  /// Why a formula cannot be set.
  struct FormulaFault: Error {
    let message: String
    /// UTF-8 offset in the formula's source.
    let offset: Int
  }

  /// Why nothing can be typeset: what is missing, and what to do.
  struct Failure: Error {
    let message: String
  }

  private var engine: JavaScriptEngine?
  private var loaded: Set<String> = []

  /// The formula as HTML with MathML.
  func formula(
    _ source: String,
    isDisplay: Bool
  ) async throws -> String {
    let engine = try await engine(with: ScriptLibrary.katex)
    let json = try await evaluate(
      "literateFormula(\(Self.literal(source)), \(isDisplay))",
      with: engine
    )
    let answer = try JSONDecoder().decode(FormulaAnswer.self, from: Data(json.utf8))
    if let html = answer.html { return html }
    let characters = answer.position ?? 0
    let offset = String(decoding: source.utf16.prefix(characters), as: UTF16.self).utf8.count
    throw FormulaFault(message: answer.message ?? "KaTeX gave no reason", offset: offset)
  }

  /// The code coloured with `<span class="hljs-…">`; `nil` for a language that is not known.
  func colored(_ code: String, language: String) async throws -> String? {
    let engine = try await engine(with: ScriptLibrary.highlight)
    let html = try await evaluate(
      "literateColored(\(Self.literal(code)), \(Self.literal(language)))",
      with: engine
    )
    return html.isEmpty && !code.isEmpty ? nil : html
  }

  private struct FormulaAnswer: Decodable {
    let html: String?
    let message: String?
    let position: Int?
  }

  private func evaluate(_ script: String, with engine: JavaScriptEngine) async throws -> String {
    do {
      return try await engine.evaluate(script)
    } catch {
      throw Failure(message: "JavaScript: \(error.message)")
    }
  }

  private func engine(with library: ScriptLibrary) async throws -> JavaScriptEngine {
    let engine: JavaScriptEngine
    if let running = self.engine {
      engine = running
    } else {
      do {
        engine = try JavaScriptEngine()
      } catch {
        throw Failure(
          message: "\(error.message); on Debian, install the package libjavascriptcoregtk-4.1-0"
        )
      }
      self.engine = engine
    }
    guard loaded.insert(library.fileName).inserted else { return engine }
    guard let file = library.file, let script = try? String(contentsOf: file, encoding: .utf8)
    else { throw Failure(message: library.absence) }
    _ = try await evaluate("var self = this;" + script, with: engine)
    _ = try await evaluate(library.glue, with: engine)
    return engine
  }

  /// A text as a literal of JavaScript, which JSON is.
  private static func literal(_ text: String) -> String {
    let json = (try? JSONEncoder().encode(text)) ?? Data("\"\"".utf8)
    return String(decoding: json, as: UTF8.self)
  }
}
