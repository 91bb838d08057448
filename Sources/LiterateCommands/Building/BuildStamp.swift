import Basics
import Caching
import Diagnostics
import Execution
import Foundation
import Lessons
import SiteRendering

/// What a build without a warning was made of, and what it has made: where neither has changed since,
/// a build has nothing to do.
struct BuildStamp: Codable {
  let lessonCount: Int
  private let inputs: String
  /// The files of the package that lessons show parts of, by path, with their digests.
  private let sources: [String: String]
  private let site: String
  /// What the lessons' programs have looked at.
  private let files: [NotedFile]

  /// What decides a site, as far as it is known before a lesson is read: the content's bytes, the
  /// tool's, the compiler's and those of the modules. `nil` where that cannot be known without a
  /// build, or everything is to run.
  ///
  /// It is taken before a build, so that a file saved meanwhile triggers another build.
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

  /// `nil` for a build that has something to say, or reads data from outside of the content.
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

  /// Whether a build would make the site that is there.
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
