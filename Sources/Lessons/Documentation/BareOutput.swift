import Markdown

/// Output that is written between the lines of an example without a comment sign: `==> 362880`.
enum BareOutput {
  /// The signs that begin a line of output, and comment signs of the same length.
  private static let signs = [
    ("==> ", "//> "), ("=> ", "// "), ("→ ", "//> "), ("⇒ ", "//> "), (">>> ", "//> "),
  ]

  /// The block with its output in comments, each where it was.
  ///
  /// Lines under a line of output, indented like its text, belong to it: they are lines of output too, or
  /// the rest of one long word.
  ///
  /// Complexity: O(n) in the length of the block.
  static func commented(_ block: CodeBlock) -> CodeBlock {
    guard block.lines.contains(where: { sign(of: $0.text) != nil }) else { return block }
    var lines: [CodeBlock.Line] = []
    /// The line whose output goes on, and how far its text is indented.
    var open: (index: Int, indent: Int)?
    for line in block.lines {
      let indent = line.text.prefix { $0 == " " }.count
      if let (sign, comment) = sign(of: line.text) {
        let rest = line.text.dropFirst(indent + sign.count)
        open = (lines.count, indent + sign.count)
        let text = String(repeating: " ", count: indent) + comment + rest
        lines.append(CodeBlock.Line(text: text, start: line.start))
      } else if let (index, start) = open, indent >= max(2, start), indent < line.text.count {
        let rest = line.text.dropFirst(indent)
        let isOneWord =
          !rest.contains(" ") && !lines[index].text.trimmingPrefix(/[ \/>]*/).contains(" ")
        if isOneWord {
          lines[index] = CodeBlock.Line(text: lines[index].text + rest, start: lines[index].start)
          lines.append(CodeBlock.Line(text: "", start: line.start))
        } else {
          let text = String(repeating: " ", count: indent - 2) + "//" + rest
          lines.append(CodeBlock.Line(text: text, start: line.start))
        }
      } else {
        open = nil
        lines.append(line)
      }
    }
    return block.with(lines)
  }

  private static func sign(of line: String) -> (sign: String, comment: String)? {
    let text = line.drop { $0 == " " }
    return signs.first { text.hasPrefix($0.0) }.map { ($0.0, $0.1) }
  }
}
