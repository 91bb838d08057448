import Foundation
import LanguageServices

/// Asks SourceKit for the tokens and declarations of Swift code.
struct SwiftHighlighter {
  let services: SourceKit

  /// Separates pieces that are sent together, so that each begins a statement.
  private static let separator = "\n;\n"

  /// The tokens of some pieces of code, in the order of each piece's text.
  ///
  /// Complete pieces are sent together, since a request takes longer than the analysis of a page of
  /// code.
  ///
  /// - Throws: `SourceKit.Failure` if the services do not answer.
  /// - Complexity: O(n) in the length of the code.
  func tokens(of pieces: [String]) async throws -> [[HighlightToken]] {
    // The services may have crashed on one of the pieces.
    if pieces.count > 1, let tokens = try? await tokensTogether(of: pieces) { return tokens }
    var tokens: [[HighlightToken]] = []
    for piece in pieces {
      let found = try await answer(about: piece, structure: false).tokens ?? []
      tokens.append(HighlightToken.apart(found, length: piece.utf8.count))
    }
    return tokens
  }

  /// `nil` if a piece is incomplete, so that the next may be taken for a part of it.
  private func tokensTogether(of pieces: [String]) async throws -> [[HighlightToken]]? {
    let text = pieces.joined(separator: Self.separator)
    let found = try await answer(about: text, structure: false).tokens ?? []
    var rest = HighlightToken.apart(found, length: text.utf8.count)[...]
    var start = 0
    var tokens: [[HighlightToken]] = []
    for piece in pieces {
      let bytes = Array(piece.utf8)
      let own = rest.prefix { $0.range.lowerBound < start + bytes.count }
        .map { $0.moved(by: -start) }
      rest = rest.dropFirst(own.count)
      guard bytes.isWhole(own) else { return nil }
      tokens.append(own)
      start += bytes.count + Self.separator.utf8.count
    }
    return tokens
  }

  /// The declarations in some code, nested as in the code.
  ///
  /// - Throws: `SourceKit.Failure` if the services do not answer.
  func declarations(in code: String) async throws -> [SwiftDeclaration] {
    try await answer(about: code, structure: true).declarations ?? []
  }

  private func answer(about code: String, structure: Bool) async throws -> Answer {
    let request = SourceKitRequest(
      "editor.open",
      [
        "name": .text("literate"), "sourcetext": .text(code), "syntactic_only": .flag(true),
        "enablesyntaxmap": .flag(!structure), "enablesubstructure": .flag(structure),
      ]
    )
    return try JSONDecoder().decode(Answer.self, from: await services.answer(to: request))
  }

  private struct Answer: Decodable {
    let tokens: [HighlightToken]?
    let declarations: [SwiftDeclaration]?

    enum CodingKeys: String, CodingKey {
      case tokens = "key.syntaxmap"
      case declarations = "key.substructure"
    }
  }
}

extension [UInt8] {
  /// Whether a piece of code ends where its last token does, with all its brackets closed.
  fileprivate func isWhole(_ tokens: [HighlightToken]) -> Bool {
    guard (tokens.last?.range.upperBound ?? 0) <= count else { return false }
    var open: [UInt8] = []
    var next = 0
    for token in tokens + [HighlightToken(at: count)] {
      for byte in self[next..<token.range.lowerBound] {
        switch byte {
        case UInt8(ascii: "("): open.append(UInt8(ascii: ")"))
        case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
        case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
          guard open.popLast() == byte else { return false }
        default: continue
        }
      }
      next = token.range.upperBound
    }
    return open.isEmpty
  }
}
