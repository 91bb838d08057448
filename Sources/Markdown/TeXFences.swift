import Basics
import Diagnostics

/// Displayed TeX between two lines `$$`.
///
/// CommonMark would read its lines as lists, headings and quotations, so the two lines become the
/// fences of a `math` code block, GitHub's other spelling of the same.
enum TeXFences {
  /// The text with the fences of TeX replaced and everything before the first line blanked; each
  /// line keeps its number.
  ///
  /// Complexity: O(n) in the length of the text.
  static func replaced(in file: SourceFile, fromLine firstLine: Int) -> SourceFile {
    guard firstLine > 1 || file.text.containsBytes(of: "$$") else { return file }
    var lines = (1...file.lineCount).map { $0 < firstLine ? "" : String(file.line($0)) }
    let fences = lines.indices.filter { lines[$0].isTeXFence }
    guard !fences.isEmpty else { return joined(lines, file) }
    let literal = CMarkTree.parsing(lines.joined(separator: "\n")) { $0.literalLines() }
    var opening: Int?
    for index in fences where !literal.contains(index + 1) {
      guard let first = opening, !lines[first...index].contains(where: \.isBlankInContainer) else {
        opening = index
        continue
      }
      lines[first] = lines[first].replacingDollars(with: "```math")
      lines[index] = lines[index].replacingDollars(with: "```")
      opening = nil
    }
    return joined(lines, file)
  }

  private static func joined(_ lines: [String], _ file: SourceFile) -> SourceFile {
    SourceFile(path: file.path, text: lines.joined(separator: "\n"))
  }
}

extension String {
  /// The text after indentation and the `>` of quotations.
  private var content: Substring { drop { $0 == " " || $0 == ">" || $0 == "\t" } }

  /// Whether the line holds only two dollars.
  fileprivate var isTeXFence: Bool {
    content.prefix(2) == "$$" && content.dropFirst(2).allSatisfy(\.isWhitespace)
  }

  fileprivate var isBlankInContainer: Bool { content.allSatisfy(\.isWhitespace) }

  fileprivate func replacingDollars(with fence: String) -> String {
    prefix { $0 != "$" } + fence
  }
}
