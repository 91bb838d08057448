import Diagnostics
private import Yams

/// A value that YAML reads only in quotes, such as a title with a colon in it.
struct UnquotedValue {
  /// The number of its line in the YAML.
  private let line: Int
  /// The column, in Unicode scalars, where YAML stops reading the line.
  private let column: Int
  /// The line with the value in quotes.
  private let quoted: String

  /// The values of a mapping's keys that have to be quoted; a line that cannot be read in quotes either is none.
  ///
  /// Complexity: O(n) in the length of the text.
  static func values(in yaml: String) -> [UnquotedValue] {
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { index, line in
      guard let match = line.wholeMatch(of: /([A-Za-z]+):[ ]+([^"'\[{|>\s].*?)\s*/),
        let column = column(ofProblemIn: String(line))
      else { return nil }
      let (key, value) = (match.output.1, match.output.2)
      let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      let quoted = "\(key): \"\(escaped)\""
      guard Self.column(ofProblemIn: quoted) == nil else { return nil }
      return UnquotedValue(line: index + 1, column: column, quoted: quoted)
    }
  }

  func diagnostic(in file: SourceFile, _ lineOffset: Int) -> Diagnostic {
    let start = YAMLMapping.position(line: line, column: column, in: file, lineOffset)
    return Diagnostic(
      "invalid-yaml",
      "YAML cannot read this value: put it in quotes",
      at: file.location(SourceRange(at: start)),
      notes: [Diagnostic.Note(quoted)]
    )
  }

  /// Where YAML stops reading a line; `nil` if it reads all of it.
  private static func column(ofProblemIn line: String) -> Int? {
    do {
      _ = try Yams.compose(yaml: line)
      return nil
    } catch {
      switch error as? YamlError {
      case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
        return mark.column
      default: return 1
      }
    }
  }
}
