import Diagnostics
import Lessons
private import Markdown

extension LessonUnit {
  /// The location of its first line of code.
  func location(in file: SourceFile) -> Diagnostic.Location {
    lines.map { file.location(line: $0.lowerBound) } ?? Diagnostic.Location(file: file.path)
  }

  /// The fault in its last value: an inline expression must have one, and a claim must be true.
  func fault(_ value: ObservedValue?, in file: SourceFile) -> Diagnostic? {
    switch self {
    case .inline(let inline):
      guard value?.isShown != true else { return nil }
      return Diagnostic(
        "inline-without-value",
        "this expression has no value to show",
        at: file.location(inline.range)
      )
    case .cell(let cell):
      guard cell.options.fate == .claims, let first = code.first?.start.line else { return nil }
      guard let value, value.type == "Bool" else {
        return Diagnostic(
          "claim-is-no-truth",
          "a claim ends in an expression that is true or false",
          at: location(in: file)
        )
      }
      guard value.text != "true" else { return nil }
      return Diagnostic(
        ClaimExplainer.identifier,
        "this claim is false",
        at: file.location(line: first + value.place.startLine)
      )
    }
  }
}
