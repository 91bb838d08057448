import Markdown

/// A cell's declarations that Swift wants outside of any block, apart from the rest of it:
/// extensions, imports, operators and their functions, precedence groups.
///
/// They are known by the line that begins them, and end with the line that closes their braces.
struct FileScopeDeclarations {
  /// Each declaration, in its lines.
  private(set) var declarations: [[CodeBlock.Line]] = []
  /// The other lines; those taken out are blank, so that each keeps its place.
  private(set) var rest: [CodeBlock.Line]
  /// Whether as many braces close in the code as open, and all texts and comments end.
  let isClosed: Bool

  /// Complexity: O(n) in the number of lines.
  init(_ lines: [CodeBlock.Line]) {
    rest = lines
    let end = lines.last.map { [CodeBlock.Line(text: "", start: $0.start)] } ?? []
    let literal = Self.linesInLiterals(lines + end)
    let balance = lines.indices.filter { !literal.contains($0) }
      .reduce(0) { $0 + lines[$1].text.braceBalance }
    isClosed = balance == 0 && !literal.contains(lines.count)
    var index = 0
    while index < lines.count {
      guard !literal.contains(index), Self.beginsDeclaration(lines[index].text) else {
        index += 1
        continue
      }
      var end = index + 1
      var depth = lines[index].text.braceBalance
      while depth > 0, end < lines.count {
        depth += literal.contains(end) ? 0 : lines[end].text.braceBalance
        end += 1
      }
      declarations.append(Array(lines[index..<end]))
      for taken in index..<end {
        rest[taken] = CodeBlock.Line(text: "", start: lines[taken].start)
      }
      index = end
    }
  }

  /// The lines that begin inside a text of several lines, or inside a comment.
  private static func linesInLiterals(_ lines: [CodeBlock.Line]) -> Set<Int> {
    var inside: Set<Int> = []
    var end: String?
    for (index, line) in lines.enumerated() {
      if end != nil { inside.insert(index) }
      var rest = line.text[...]
      while let found = rest.firstLiteralMark(closing: end) {
        end = end == nil ? (found.mark == "/*" ? "*/" : found.mark) : nil
        rest = found.rest
      }
    }
    return inside
  }

  private static func beginsDeclaration(_ line: String) -> Bool {
    let keywords: Set = ["extension", "import", "operator", "precedencegroup"]
    let modifiers: Set = [
      "public", "internal", "private", "fileprivate", "prefix", "infix", "postfix",
    ]
    let words = line.split(whereSeparator: \.isWhitespace)
    for (index, word) in words.enumerated() {
      if keywords.contains(String(word)) { return true }
      if word == "func", index + 1 < words.count { return words[index + 1].first.isOperator }
      guard word.hasPrefix("@") || modifiers.contains(String(word)) else { return false }
    }
    return false
  }
}

extension Character? {
  fileprivate var isOperator: Bool {
    map { !$0.isLetter && $0 != "_" && $0 != "`" } ?? false
  }
}

extension Substring {
  /// The next mark that opens a text of several lines or a comment, or the one that closes it.
  fileprivate func firstLiteralMark(closing end: String?) -> (mark: String, rest: Substring)? {
    let marks = end.map { [$0] } ?? ["\"\"\"", "/*"]
    let found = marks.compactMap { mark in firstRange(of: mark).map { (mark, $0) } }
      .min { $0.1.lowerBound < $1.1.lowerBound }
    guard let (mark, range) = found else { return nil }
    if end == nil, self[..<range.lowerBound].contains("//") { return nil }
    return (mark, self[range.upperBound...])
  }
}

extension String {
  /// How many more braces open in the line than close, those in texts left out.
  fileprivate var braceBalance: Int {
    var balance = 0
    var isQuoted = false
    for character in prefix(upTo: firstRange(of: "//")?.lowerBound ?? endIndex) {
      switch character {
      case "\"": isQuoted.toggle()
      case "{" where !isQuoted: balance += 1
      case "}" where !isQuoted: balance -= 1
      default: continue
      }
    }
    return balance
  }
}
