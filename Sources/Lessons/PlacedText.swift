package import Diagnostics

/// A text of some settings, with its place in their file.
package struct PlacedText: Sendable, Equatable {
  package let text: String
  package let range: SourceRange
}
