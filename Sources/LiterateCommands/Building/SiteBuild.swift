import Diagnostics
import Execution
import Foundation
import Lessons

/// A site without a fault, made of a project and not written anywhere yet.
struct SiteBuild: Sendable {
  let course: Course
  /// The bytes of every file, by path within the site.
  let files: [String: Data]
  /// The files of the package that lessons show parts of, by path.
  let sources: [String: SourceFile]
  let warnings: [Diagnostic]
  let progress: Progress
  /// What the lessons' programs have looked at.
  let filesRead: [NotedFile]
  /// The lessons, for the next build.
  let lessons: EarlierLessons
}
