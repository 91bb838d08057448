import Caching
import Foundation
import Lessons

/// Everything that determines the results of a program, in parts, so that a difference can be named.
///
/// A new part must also be added to `BuildServices.identity`, unless it follows from the content: a build
/// that has nothing to do makes no key. Limits are left out, since a program that exceeds one has no results
/// to keep.
struct ProgramKey: Codable, Equatable {
  struct Part: Codable, Equatable {
    let name: String
    let digest: String
  }

  /// Changes when the kept data of a run changes, or the way that programs are run.
  private static let version = "14"

  private let version: String
  private let parts: [Part]

  init(_ parts: [Part]) {
    version = Self.version
    self.parts = parts
  }

  var digest: Digest {
    Digest([version] + parts.flatMap { [$0.name, $0.digest] })
  }

  /// Why the program must run again, given its previous key, which is `nil` if there is none.
  func difference(from old: ProgramKey?) -> String {
    guard let old else { return "it is new" }
    let changed = parts.filter { !old.parts.contains($0) }.map(\.name)
    let gone = old.parts.filter { part in !parts.contains { $0.name == part.name } }
      .map { "\($0.name) is gone" }
    if !changed.isEmpty { return "\(changed.joined(separator: ", ")) changed" }
    return gone.isEmpty
      ? "it had a fault, or its results are no longer kept" : gone.joined(separator: ", ")
  }
}

extension ProgramKey {
  /// The key of a lesson's program that runs in a folder. It leaves out prose, places that the program does
  /// not look at, and how its results are shown.
  ///
  /// Complexity: O(n) in the size of the program and of the lesson's data.
  init(
    of program: TangledProgram,
    _ settings: RequestedSettings,
    _ lesson: Lesson,
    in content: URL,
    _ toolchain: Toolchain,
    _ modules: LessonModules,
    _ surroundings: LessonSurroundings
  ) {
    let imports = program.imports + [TangledProgram.runtimeModule]
    let flags = LessonCompiler.flags + LessonCompiler.transform
    let data = lesson.frontMatter.data.values.map { name in
      let bytes = (try? Data(contentsOf: content.appending(path: name))) ?? Data()
      return Part(name: "the file \(name)", digest: Digest(bytes).description)
    }
    let asked = settings.first.arguments + [settings.isFixed ? "fixed" : "open"]
    let places = program.places(usedBy: modules).map {
      Part(name: "where its code is", digest: $0)
    }
    self.init(
      [
        Part(name: "the compiler", digest: Digest([toolchain.identity] + flags).description),
        Part(name: "its code", digest: Digest(program.identity).description),
        Part(name: "how it is compiled", digest: Digest(asked).description),
      ] + modules.parts(ofImports: imports) + data + [places].compactMap(\.self)
        + surroundings.parts
    )
  }
}
