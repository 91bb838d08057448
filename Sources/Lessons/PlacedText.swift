package import Diagnostics

/// A text of some settings, with its place in their file.
package struct PlacedText: Sendable, Equatable {
  package let text: String
  package let range: SourceRange
}

extension [PlacedText] {
  /// Where each text stands in a file.
  func places(in file: SourceFile) -> [String: Diagnostic.Location] {
    reduce(into: [:]) { $0[$1.text] = file.location($1.range) }
  }
}
