import Diagnostics
import Lessons
import Recording

/// The files of recorded results, `Content/results/SLUG.json`.
struct ResultsFolder {
  /// The stored results of one lesson.
  enum Stored {
    case missing
    /// The text, if it can be read as text, and its faults.
    case damaged(String?, [Diagnostic])
    case readable(RecordedResults)

    var results: RecordedResults? {
      if case .readable(let results) = self { results } else { nil }
    }

    var text: String? {
      switch self {
      case .missing: nil
      case .damaged(let text, _): text
      case .readable(let results): results.file.text
      }
    }
  }

  private let content: ContentFolder
  private let slugs: Set<String>

  /// - Parameters:
  ///   - content: the folder of the lessons.
  ///   - files: the names of the folder's files that are not lessons.
  init(_ content: ContentFolder, files: Set<String>) {
    self.content = content
    slugs = Set(files.compactMap { RecordedResults.slug(ofFile: $0) })
  }

  /// The recorded results of a lesson.
  func results(ofLesson slug: String) -> Stored {
    guard slugs.contains(slug) else { return .missing }
    var diagnostics: [Diagnostic] = []
    let name = RecordedResults.fileName(ofLesson: slug)
    guard let file = content.text(of: name, &diagnostics) else { return .damaged(nil, diagnostics) }
    do {
      return .readable(try RecordedResults(file))
    } catch {
      return .damaged(file.text, error.diagnostics)
    }
  }

  /// The slugs of results files whose lessons are gone; other JSON files are not ours.
  func strays(besides course: Course) -> [String] {
    slugs.subtracting(course.lessons.map(\.slug)).sorted()
      .filter { results(ofLesson: $0).results != nil }
  }

  /// The path of a lesson's file in messages.
  func displayPath(ofLesson slug: String) -> String {
    content.shown(RecordedResults.fileName(ofLesson: slug))
  }
}
