private import Caching
package import Foundation

extension LessonModules {
  /// The modules that come with the tool, built beside it: `LessonRuntime` and `LessonKit`.
  ///
  /// - Parameter folder: where SwiftPM has put the tool.
  /// - Returns: `nil` where they are not there.
  package static func runtime(besideTool folder: URL) -> LessonModules? {
    let modules = ["LessonKit", TangledProgram.runtimeModule].compactMap {
      Module(name: $0, dependencies: [], builtIn: folder, moduleMap: nil)
    }
    guard modules.count == 2 else { return nil }
    return LessonModules(
      searchPaths: [folder.appending(path: "Modules").path],
      modules: modules
    )
  }
}

extension LessonModules.Module {
  /// What SwiftPM has built of a target; `nil` where it has not.
  init?(name: String, dependencies: [String], builtIn folder: URL, moduleMap: URL?) {
    let build = folder.appending(path: "\(name).build")
    let names = FileManager.default.enumerator(atPath: build.path)?.compactMap { $0 as? String }
    let objects = (names ?? []).filter { $0.hasSuffix(".o") }.sorted()
      .map { build.appending(path: $0) }
    let interface =
      moduleMap ?? folder.appending(path: "Modules").appending(path: "\(name).swiftmodule")
    guard let interfaceBytes = try? Data(contentsOf: interface), !objects.isEmpty else {
      return nil
    }
    var digests = [Digest(bytes: Array(interfaceBytes)).description]
    for object in objects {
      guard let bytes = try? Data(contentsOf: object) else { return nil }
      digests.append(Digest(bytes: Array(bytes)).description)
    }
    self.init(
      name: name,
      dependencies: dependencies,
      digest: Digest(digests).description,
      objects: objects.map(\.path),
      moduleMap: moduleMap?.path
    )
  }
}
