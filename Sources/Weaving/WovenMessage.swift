import Lessons
import Markdown

/// A compiler message about a cell.
package struct WovenMessage: Sendable, Equatable {
  package let text: String
  /// The line of code in question, with a caret under the place.
  package let excerpt: String?

  init(_ message: CompilerMessage, in code: CodeBlock) {
    text = "\(message.severity): \(message.text)"
    guard let place = message.place, code.lines.indices.contains(place.line) else {
      excerpt = nil
      return
    }
    let line = code.lines[place.line].text
    let before = Substring(line.utf8.prefix(place.column - 1))
    let indent = String(before.map { $0 == "\t" ? "\t" : " " })
    excerpt = line + "\n" + indent + "^"
  }
}
