/// A comment that fills its line and states what something holds at that point of the program:
/// `// Array(pairs) == [1, 2]`, `// numbers == [30, 10]`.
///
/// The program reads the expression there. It is a name, a member or an element, or a collection made
/// of one: nothing that could change the program.
package struct StatedValue: Sendable, Equatable {
  package let expression: String
  /// How far behind the line's beginning the expression starts, in UTF-8 bytes.
  package let offset: Int
  /// What it is said to be.
  package let literal: Substring

  /// `nil` where the line is none.
  package init?(_ line: String) {
    // Most lines are no comments, and to make the pattern takes longer than to see that.
    guard line.drop(while: \.isWhitespace).hasPrefix("//"), line.contains("=") else { return nil }
    let comment =
      #/
      \s*//\s*
      ((?:Array|Set|String)\(\w+\)|\w[\w.]*(?:\[[\w.<]+\])?)
      \s*==?\s*
      (\S.*?)\s*
      /#
    guard let match = line.wholeMatch(of: comment), match.output.2.isSwiftLiteral else {
      return nil
    }
    expression = String(match.output.1)
    offset = line.utf8.distance(from: line.startIndex, to: match.output.1.startIndex)
    literal = match.output.2
  }
}

extension Substring {
  /// Whether the text is one literal: a number, a text, a truth, or a collection or tuple of them.
  package var isSwiftLiteral: Bool {
    let atoms = replacing(/"(?:[^"\\]|\\.)*"|\b(?:true|false|nil|inf|nan)\b/, with: "0")
    if atoms.wholeMatch(of: /-?[0-9][0-9._]*(?:e[-+]?[0-9]+)?/) != nil { return true }
    guard let first = atoms.first, let last = atoms.last,
      (first == "[" && last == "]") || (first == "(" && last == ")")
    else { return false }
    return atoms.wholeMatch(of: /(?:[-+0-9._,:()\[\] ]|[0-9]e)*/) != nil
  }
}
