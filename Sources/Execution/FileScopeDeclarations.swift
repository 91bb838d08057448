import Markdown

/// A cell's declarations that Swift wants outside of any block, apart from the rest of it:
/// extensions, imports, operators and their functions, precedence groups.
///
/// They are known by the line that begins them and the line, no further indented, that ends them.
struct FileScopeDeclarations {
  /// Each declaration, in its lines.
  private(set) var declarations: [[CodeBlock.Line]] = []
  /// The other lines; those taken out are blank, so that each keeps its place.
  private(set) var rest: [CodeBlock.Line]

  /// Complexity: O(n) in the number of lines.
  init(_ lines: [CodeBlock.Line]) {
    rest = lines
    var index = 0
    while index < lines.count {
      guard Self.beginsDeclaration(lines[index].text) else {
        index += 1
        continue
      }
      var end = index + 1
      if lines[index].text.opensBlock {
        let indentation = lines[index].text.indentation
        while end < lines.count {
          let line = lines[end].text
          end += 1
          if line.indentation <= indentation, line.drop(while: \.isWhitespace).first == "}" {
            break
          }
        }
      }
      declarations.append(Array(lines[index..<end]))
      for taken in index..<end {
        rest[taken] = CodeBlock.Line(text: "", start: lines[taken].start)
      }
      index = end
    }
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

extension String {
  fileprivate var indentation: Int { prefix(while: \.isWhitespace).count }

  /// Whether more braces open in the line than close.
  fileprivate var opensBlock: Bool { count { $0 == "{" } > count { $0 == "}" } }
}
