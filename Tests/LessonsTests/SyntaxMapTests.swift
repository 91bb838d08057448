import Execution
import Foundation
import LanguageServices
import SwiftReading
import TestSupport
import Testing

/// The tokens are held against sourcekitd's own syntax map, which the compiler's parser makes.
@Suite struct SyntaxMapTests {
  @Test func `strings, comments, keywords and numbers are where sourcekitd has them`() async throws
  {
    let toolchain = try #require(await Toolchain.find())
    let tool = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "literate")
    let services = SourceKit(library: toolchain.sourceKit, executable: tool)
    var differences = Differences()
    var tokens = 0
    var files = 0
    for file in try SwiftFiles.all() {
      guard let text = try SwiftFiles.text(of: file), !text.isEmpty else { continue }
      let source = SwiftSource(text)
      let map = try await map(of: text, services)
      files += 1
      tokens += source.tokens.count
      compare(source, with: map, file.path, &differences)
    }
    print("\(files) files, \(tokens) tokens\n\(differences.description)")
    for place in differences.unexplained.prefix(40) { print(place) }
    #expect(files > 300)
    #expect(differences.unexplained.count == 0)
  }

  /// What the services take each text for: a file that the arguments name, or these do not count.
  private static let name = "/differential.swift"

  private func map(of text: String, _ services: SourceKit) async throws -> [MapToken] {
    let request = SourceKitRequest(
      "editor.open",
      [
        "name": .text(Self.name), "sourcetext": .text(text), "syntactic_only": .flag(true),
        "enablesyntaxmap": .flag(true), "enablesubstructure": .flag(false),
        "compilerargs": .texts(["-swift-version", "6", Self.name]),
      ]
    )
    let answer = try await services.answer(to: request)
    return try JSONDecoder().decode(Answer.self, from: answer).tokens ?? []
  }

  private struct Answer: Decodable {
    let tokens: [MapToken]?

    enum CodingKeys: String, CodingKey {
      case tokens = "key.syntaxmap"
    }
  }

  private func compare(
    _ source: SwiftSource,
    with map: [MapToken],
    _ path: String,
    _ differences: inout Differences
  ) {
    var own = [Mark](repeating: .other, count: source.bytes.count)
    for token in source.tokens {
      for index in token.range { own[index] = Mark(token.kind) }
    }
    var others = [Mark](repeating: .other, count: source.bytes.count)
    for token in map {
      guard let mark = token.mark, token.offset < source.bytes.count,
        mark != .keyword || source.bytes[token.offset] != UInt8(ascii: "@")
      else { continue }
      let end = min(token.offset + token.length, others.count)
      for index in token.offset..<end { others[index] = mark }
    }
    // White space at the end of a comment is neither's.
    for index in own.indices where own[index] == .comment || others[index] == .comment {
      if [0x20, 0x0A, 0x0D, 0x09].contains(source.bytes[index]) { others[index] = own[index] }
    }
    var index = 0
    while index < own.count {
      let start = index
      let (mine, their) = (own[index], others[index])
      repeat { index += 1 } while index < own.count && own[index] == mine && others[index] == their
      guard mine != their else { continue }
      let difference = Difference(source: source, range: start..<index, own: mine, others: their)
      differences.add(
        difference.rule,
        "\(path):\(source.line(of: start) + 1): \(source.text(in: start..<index)) "
          + "is \(mine), and \(their) to sourcekitd"
      )
    }
  }
}

/// What a byte is part of.
private enum Mark: UInt8 {
  case other, comment, string, keyword, number, regex, directive

  init(_ kind: SwiftToken.Kind) {
    switch kind {
    case .keyword: self = .keyword
    case .number: self = .number
    case .stringStart, .stringText, .stringEnd, .interpolationStart, .interpolationEnd:
      self = .string
    case .regex: self = .regex
    case .directive: self = .directive
    case .lineComment, .blockComment: self = .comment
    case .identifier, .operator, .punctuation, .poundName: self = .other
    }
  }
}

private struct MapToken: Decodable {
  let kind: String
  let offset: Int
  let length: Int

  enum CodingKeys: String, CodingKey {
    case kind = "key.kind"
    case offset = "key.offset"
    case length = "key.length"
  }

  var mark: Mark? {
    switch kind.replacing("source.lang.swift.syntaxtype.", with: "") {
    case let kind where kind.contains("comment"): .comment
    case "string", "string_interpolation_anchor": .string
    // Modifiers such as `private` are attributes there, without an `@`.
    case "keyword", "attribute.builtin": .keyword
    case "number": .number
    case "regex", "regexliteral", "regex_literal": .regex
    case "buildconfig.keyword", "pounddirective.keyword": .directive
    default: nil
    }
  }
}

/// A piece of text that the reader and sourcekitd take for different things.
private struct Difference {
  let source: SwiftSource
  let range: Range<Int>
  let own: Mark
  let others: Mark
  /// The token in which it begins.
  private let first: Int

  var text: String { source.text(in: range) }

  /// Why they differ; `nil` where nothing explains it.
  var rule: String? {
    switch (own, others) {
    case (.regex, .other): "a regular expression, for which the map has no kind"
    case (.other, .number) where text == "-":
      "the sign of a number, which is a part of it in the map"
    case (.other, .keyword) where isContextual: "a word that is a keyword by its context"
    case (.keyword, .other) where isLabel:
      "a reserved word as a label, which the map has as a name"
    case (.keyword, .other) where text == "init" && word(first - 1) == ".":
      "`init` as a member, which the map has as a name"
    case (.keyword, .other) where text == "Self": "`Self`, which the map has as a type's name"
    case (.other, .keyword) where text == "(set)":
      "what stands in a modifier's parentheses, a part of it in the map"
    case (.comment, .other) where text.hasPrefix("#!") && range.lowerBound == 0:
      "the line that names the file's interpreter, which the map leaves out"
    case (.string, .other) where text.allSatisfy { $0 == "\\" || $0 == "#" }:
      "the backslash of an interpolation, which the map leaves out"
    case (.other, .keyword) where Self.macros.contains(text):
      "a macro of the language, which the map has as a keyword"
    case (_, .other) where isInAttribute:
      "what stands in an attribute's parentheses, which the map leaves out"
    default: nil
    }
  }

  private static let macros: Set = [
    "#available", "#column", "#dsohandle", "#file", "#fileID", "#filePath", "#function", "#line",
    "#unavailable",
  ]
  private static let contextual: Set = [
    "__consuming", "__owned", "_modify", "_read", "actor", "any", "async", "await", "borrowing",
    "consume", "consuming", "convenience", "didSet", "each", "final", "get", "indirect", "isolated",
    "mutating", "nonisolated", "override", "package", "prefix", "required", "set", "some", "unsafe",
    "weak",
  ]

  /// Whether it is such a word, with what is in a modifier's parentheses behind it.
  private var isContextual: Bool {
    let word = text.prefix { $0.isLetter || $0 == "_" }
    return Self.contextual.contains(String(word))
      && ["", "(unsafe)", "(nonsending)", "(set)"].contains(text.dropFirst(word.count))
  }

  init(source: SwiftSource, range: Range<Int>, own: Mark, others: Mark) {
    self.source = source
    self.range = range
    self.own = own
    self.others = others
    var (low, high) = (0, source.tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if source.tokens[middle].range.upperBound <= range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    first = low
  }

  private func word(_ index: Int) -> String {
    source.tokens.indices.contains(index) ? source.text(of: source.tokens[index]) : ""
  }

  /// Whether a colon follows, behind another name or not.
  private var isLabel: Bool {
    guard source.tokens.indices.contains(first + 1) else { return false }
    let next = word(first + 1)
    let isName = next == "_" || source.tokens[first + 1].kind == .identifier
    return next == ":" || (isName && word(first + 2) == ":")
  }

  private var isInAttribute: Bool {
    var depth = 0
    for index in (0..<first).reversed() {
      switch word(index) {
      case ")": depth += 1
      case "(" where depth > 0: depth -= 1
      case "(": return index >= 2 && word(index - 2) == "@"
      default: continue
      }
    }
    return false
  }
}
