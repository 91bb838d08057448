import Foundation
import TestSupport

/// What a lesson's author wrote in words, and what stands between them.
struct LessonProse {
  /// The file's name without its ending.
  let name: String
  /// The sentence that says what it is about.
  let description: String
  /// Without code, formulas and addresses.
  let paragraphs: [String]
  /// Code, formulas and expressions in the prose, without the claims, which quote PyTorch.
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
    description = text.firstMatch(of: /(?m)^description: (.*)$/).map { String($0.output.1) } ?? ""
    let body = text.firstRange(of: "\n---\n").map { text[$0.upperBound...] } ?? text[...]
    let fence = #/(?ms)^(```+)([^\n]*)\n(.*?)^\1 *$/#
    let cells = body.matches(of: fence).filter { !$0.output.2.contains("claim") }
    var prose = body.replacing(fence, with: "")
    var code = cells.map { String($0.output.3) }
    for piece in [#/(?s)\$\$.*?\$\$/#, #/`+[^`]+`+/#, #/\$[^$]+\$/#] {
      code += prose.matches(of: piece).map { String($0.output) }
      prose.replace(piece, with: "–")
    }
    prose.replace(#/\]\([^)]*\)|\[\^[^\]]*\]:?|\{#[^}]*\}|https?://\S+/#, with: " ")
    self.code = code.joined(separator: "\n")
    paragraphs = prose.split(separator: #/\n\s*\n/#).map(String.init)
  }
}
