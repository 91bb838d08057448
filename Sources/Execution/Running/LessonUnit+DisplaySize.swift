import Basics
import Diagnostics
import LessonProtocol
import Lessons
private import Markdown

extension LessonUnit {
  /// The fault if the last value's representations are larger than what a cell may print.
  func displayFault(
    _ value: ObservedValue,
    in file: SourceFile,
    _ limit: Int?
  ) -> Diagnostic? {
    guard let size = value.representations[ProgramRecord.tooLarge].flatMap(Int.init),
      let first = code.first?.start.line
    else { return nil }
    return Diagnostic(
      "display-too-large",
      "what this value shows is \(ByteCount.text(size)), more than the \(ByteCount.text(limit ?? 0)) "
        + "that a cell may show",
      at: file.location(line: first + value.place.startLine),
      notes: [Diagnostic.Note("literate.yml may allow more: 'outputLimit: 4 MiB'")]
    )
  }
}
