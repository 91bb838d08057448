import Basics
import Caching
import Diagnostics
import Execution
import Foundation
import Lessons
import SiteRendering

/// The inputs and outputs of a build without warnings: if none have changed since, a build has nothing
/// to do.
struct BuildStamp: Codable {
  let lessonCount: Int
  private let inputs: String
  /// The digests of the package files that lessons show parts of, by path.
  private let sources: [String: String]
  private let site: String
  /// The files that the lessons' programs have accessed.
  private let files: [NotedFile]

  /// The digest of what determines a site before any lesson is read: the content, the tool, the
  /// compiler and the modules. `nil` if it cannot be known without a build, or if everything must run.
  ///
  /// It is computed before a build, so that a file saved meanwhile triggers another build.
  ///
  /// - Complexity: O(n) in the bytes of the content and of the package's sources.
  static func inputs(
    of project: Project,
    _ files: ContentFolder.Files,
    _ services: BuildServices
  ) async -> String? {
    let options = project.options
    guard !options.noCache, !options.explain, options.paths.isEmpty, files.diagnostics.isEmpty,
      let own = services.identity, let digest = try? await project.content.digest(of: files)
    else { return nil }
    return Digest([own, digest.description]).description
  }

  /// `nil` for a build that has warnings, or reads data from outside the content.
  init?(_ build: SiteBuild, inputs: String, site: SiteDirectory) {
    let data = build.course.lessons.flatMap(\.frontMatter.data.values)
    guard build.warnings.isEmpty, !data.contains(where: { $0.hasPrefix("/") || $0.contains("..") })
    else { return nil }
    lessonCount = build.course.lessons.count
    self.inputs = inputs
    files = build.filesRead
    sources = build.sources.mapValues { Digest([$0.text]).description }
    self.site = SiteDirectory.digest(of: site.completed(build.files))
  }

  /// Whether a build would produce the existing site.
  func isCurrent(
    _ inputs: String,
    _ project: Project,
    _ site: SiteDirectory
  ) async throws -> Bool {
    guard inputs == self.inputs, files.allSatisfy({ $0.isCurrent(in: project.content.url) }) else {
      return false
    }
    let areSourcesSame = sources.allSatisfy { path, digest in
      project.source(at: path).map { Digest([$0.text]).description } == digest
    }
    guard areSourcesSame else { return false }
    return try await site.digest() == self.site
  }

  /// The stamp of the last build into a folder.
  static func last(of site: SiteDirectory, in project: Project) -> BuildStamp? {
    project.cache.read(BuildStamp.self, of: .buildStamp(output: site.url))
  }

  func keep(of site: SiteDirectory, in project: Project) {
    project.cache.write(self, as: .buildStamp(output: site.url))
  }
}
