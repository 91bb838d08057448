import Diagnostics

/// Displayed TeX between two lines `$$`.
///
/// CommonMark would read its lines as lists, headings and quotations; so the two lines become the
/// fences of a code block of the language `math`, which is how GitHub spells the same thing.
enum TeXFences {
  /// The text from a line on, with the fences of TeX replaced and what stands before it blanked;
  /// each line keeps its number.
  ///
  /// Complexity: O(n) in the length of the text.
  static func replaced(in file: SourceFile, fromLine firstLine: Int) -> SourceFile {
    guard firstLine > 1 || file.text.utf8.contains(UInt8(ascii: "$")) else { return file }
    var lines: [String] = []
    var openFence: Substring?
    var openTeX: Int?
    for number in 1...file.lineCount {
      guard number >= firstLine else {
        lines.append("")
        continue
      }
      let line = file.line(number)
      let content = line.drop { $0 == " " || $0 == ">" || $0 == "\t" }
      let prefix = line[..<content.startIndex]
      if openFence == nil, content.trimmingSuffix(while: \.isWhitespace) == "$$" {
        if let first = openTeX {
          lines[first - 1] = lines[first - 1].replacingDollars(with: "```math")
          lines.append(prefix + "```")
          openTeX = nil
          continue
        }
        openTeX = number
      } else if openTeX != nil, content.isEmpty {
        openTeX = nil
      } else if openTeX == nil {
        if let fence = openFence {
          if content.trimmingSuffix(while: \.isWhitespace).allSatisfy({ $0 == fence.first }),
            content.prefix(while: { $0 == fence.first }).count >= fence.count
          {
            openFence = nil
          }
        } else {
          openFence = content.codeFence
        }
      }
      lines.append(String(line))
    }
    return SourceFile(path: file.path, text: lines.joined(separator: "\n"))
  }
}

extension Substring {
  /// The run of backticks or tildes that opens a code block, if the line opens one.
  fileprivate var codeFence: Substring? {
    guard let mark = first, mark == "`" || mark == "~" else { return nil }
    let fence = prefix { $0 == mark }
    guard fence.count >= 3, mark == "~" || !dropFirst(fence.count).contains("`") else { return nil }
    return fence
  }

  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, predicate(last) { text.removeLast() }
    return text
  }
}

extension String {
  fileprivate func replacingDollars(with fence: String) -> String {
    prefix { $0 != "$" } + fence
  }
}
