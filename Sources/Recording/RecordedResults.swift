package import Diagnostics
private import Foundation

/// The file `Content/results/SLUG.json`: a JSON array with one value per line, so that a diff of files
/// reads as a diff of values.
package struct RecordedResults: Sendable {
  /// The content's subfolder for these files.
  package static let folder = "results"

  package let file: SourceFile
  package let values: [RecordedValue]
  /// The line of each value.
  let lines: [Int]

  /// The name of a lesson's file within the content.
  package static func fileName(ofLesson slug: String) -> String {
    "\(folder)/\(slug).json"
  }

  /// The lesson whose file has this name within the content; `nil` for other files.
  package static func slug(ofFile name: String) -> String? {
    let parts = name.split(separator: "/")
    guard parts.count == 2, parts[0] == folder, parts[1].hasSuffix(".json") else { return nil }
    return String(parts[1].dropLast(".json".count))
  }

  /// Reads a file.
  ///
  /// - Throws: `DiagnosticError` at the first line that is not in this type's format.
  ///
  /// Complexity: O(n) in the length of the file.
  package init(_ file: SourceFile) throws(DiagnosticError) {
    var values: [RecordedValue] = []
    var lines: [Int] = []
    var last = file.lineCount
    while last > 1, file.line(last).isEmpty { last -= 1 }
    guard file.line(1) == "[" else { throw Self.fault(file, 1, "expected '['") }
    guard last > 1, file.line(last) == "]" else { throw Self.fault(file, last, "expected ']'") }
    for number in 2..<last {
      var text = file.line(number)
      let hasComma = text.last == ","
      if hasComma { text.removeLast() }
      guard hasComma == (number < last - 1) else {
        throw Self.fault(file, number, hasComma ? "a comma too many" : "expected ',' at its end")
      }
      do {
        values.append(try JSONDecoder().decode(RecordedValue.self, from: Data(text.utf8)))
      } catch {
        throw Self.fault(file, number, Self.reason(error))
      }
      lines.append(number)
    }
    self.file = file
    self.values = values
    self.lines = lines
  }

  /// The text of a file with these values.
  ///
  /// Complexity: O(n) in the size of the values.
  package static func text(of values: [RecordedValue], lineEnd: String = "\n") -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = values.map { value in
      // A value consists of texts and whole numbers, which JSON can always represent.
      (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
    return "[\(lineEnd)" + lines.joined(separator: ",\(lineEnd)") + "\(lineEnd)]\(lineEnd)"
  }

  /// The place of a value in the file.
  func location(of index: Int) -> Diagnostic.Location {
    file.location(SourceRange(line: lines[index], column: 1))
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _): "there is no '\(key.stringValue)'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "'\(context.codingPath.last?.stringValue ?? "the line")' holds something else"
    default: "this is no JSON"
    }
  }

  private static func fault(_ file: SourceFile, _ line: Int, _ reason: String) -> DiagnosticError {
    DiagnosticError(
      Diagnostic(
        "damaged-results",
        "this line is no recorded value: \(reason); run 'literate regenerate'",
        at: file.location(line: line)
      )
    )
  }
}
