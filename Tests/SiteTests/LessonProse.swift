import Foundation
import TestSupport

/// What a lesson's author wrote in words, and what is between them.
struct LessonProse {
  struct Paragraph {
    /// Without code, formulas and addresses.
    let words: String
    /// The formulas, without dollars.
    let formulas: [String]
    /// The expressions whose values are in it.
    let expressions: [String]
    /// Whether it asks what the next one answers, and so says what it assumes.
    let isQuestion: Bool
  }

  /// The file's name without its ending.
  let name: String
  /// The first is the sentence that says what the lesson is about.
  let paragraphs: [Paragraph]
  /// The cells, without the claims, which quote PyTorch.
  let code: String

  /// All lessons of the site, in order.
  static func all() throws -> [LessonProse] {
    let folder = projectRoot.appending(path: "Content")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".md") }
      .map { name in
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        return LessonProse(name: String(name.dropLast(3)), text)
      }
  }

  init(name: String, _ text: String) {
    self.name = name
    let description = text.firstMatch(of: /(?m)^description: (.*)$/)?.output.1 ?? ""
    let body = text.firstRange(of: "\n---\n").map { text[$0.upperBound...] } ?? text[...]
    let fence = #/(?ms)^(```+)([^\n]*)\n(.*?)^\1 *$/#
    code = body.matches(of: fence).filter { !$0.output.2.contains("claim") }
      .map { String($0.output.3) }.joined(separator: "\n")
    let texts =
      [description]
      + body.replacing(fence, with: "").split(separator: #/\n\s*\n/#)
    paragraphs = texts.enumerated().map { index, text in
      let next = index + 1 < texts.count ? texts[index + 1] : ""
      return Paragraph(text, isQuestion: next.hasPrefix("> [!TIP]-"))
    }
  }
}

extension LessonProse.Paragraph {
  init(_ text: Substring, isQuestion: Bool) {
    self.isQuestion = isQuestion
    expressions = text.matches(of: #/`\{swift(?: \.\w+)?\}\s+([^`]+)`/#)
      .map { String($0.output.1) }
    let prose = text.replacing(#/`+[^`]+`+/#, with: "–")
    let formula = #/(?s)(\$\$?)(.+?)\1/#
    formulas = prose.matches(of: formula).map { String($0.output.2) }
    words = String(
      prose.replacing(formula, with: "–")
        .replacing(#/\]\([^)]*\)|\[\^[^\]]*\]:?|\{#[^}]*\}|https?://\S+/#, with: " ")
    )
  }
}
