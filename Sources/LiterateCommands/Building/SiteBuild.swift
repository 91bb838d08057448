import Diagnostics
import Execution
import Foundation
import Lessons

/// A site without errors, built from a project but not written yet.
struct SiteBuild: Sendable {
  let course: Course
  /// The bytes of every file, by path within the site.
  let files: [String: Data]
  /// The package files that lessons show parts of, by path.
  let sources: [String: SourceFile]
  let warnings: [Diagnostic]
  let progress: Progress
  /// The files that the lessons' programs have accessed.
  let filesRead: [NotedFile]
  /// The lessons, for the next build.
  let lessons: EarlierLessons
}
