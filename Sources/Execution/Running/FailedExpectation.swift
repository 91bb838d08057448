import Diagnostics
import Foundation
import Lessons

/// An expectation of Swift Testing that failed in a lesson, as the library describes it
/// (swift-testing, `Documentation/ABI/JSON.md`).
struct FailedExpectation: Sendable {
  let line, column: Int
  /// For example `Expectation failed: (1 + 1 → 2) == 3`.
  let message: String
  let details: [String]

  private struct Record: Decodable {
    struct Payload: Decodable {
      struct Issue: Decodable {
        struct Location: Decodable {
          let line, column: Int
        }

        let isKnown: Bool?
        let sourceLocation: Location?
      }

      struct Message: Decodable {
        let symbol: String
        let text: String
      }

      let kind: String
      let issue: Issue?
      let messages: [Message]?
    }

    let payload: Payload
  }

  /// `nil` for any other event, and for a failure that was expected.
  init?(_ json: String) {
    guard let record = try? JSONDecoder().decode(Record.self, from: Data(json.utf8)),
      record.payload.kind == "issueRecorded", let issue = record.payload.issue,
      issue.isKnown != true, let place = issue.sourceLocation
    else { return nil }
    let messages = record.payload.messages ?? []
    (line, column) = (place.line, place.column)
    message = (messages.first?.text ?? "an expectation failed").withoutLessonModules
    details = messages.dropFirst().map(\.text.withoutLessonModules)
  }

  /// The failure as a fault in a lesson.
  func diagnostic(in file: SourceFile) -> Diagnostic {
    Diagnostic(
      "failed-expectation",
      message,
      at: file.location(SourceRange(line: line, column: column)),
      notes: details.map { Diagnostic.Note($0) }
    )
  }

  /// Whether a message reports the uncaught error that `#require` throws.
  static func isTold(by words: String) -> Bool {
    words.contains("Testing.ExpectationFailedError")
  }
}
