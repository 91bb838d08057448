import Basics
package import Caching
package import Foundation

extension LessonModules {
  /// The modules that come with the tool, built beside it: `LessonRuntime`, and what it imports.
  ///
  /// - Parameters:
  ///   - folder: the folder in which SwiftPM has built the tool.
  ///   - cache: keeps what is known of them, since reading them all takes longer than the rest of a build
  ///     that has little to do.
  /// - Returns: `nil` if they are missing.
  package static func runtime(besideTool folder: URL, cache: CacheDirectory) -> LessonModules? {
    let entry = CacheEntry.toolModules(folder: folder)
    if let known = cache.read(LessonModules.self, of: entry),
      known.modules.allSatisfy(\.isCurrent)
    {
      return known
    }
    let names = ["LessonKit", "LessonProtocol", TangledProgram.runtimeModule]
    let modules = names.compactMap {
      Module(name: $0, dependencies: [], builtIn: folder, moduleMap: nil)
    }
    guard modules.count == names.count else { return nil }
    let runtime = LessonModules(
      searchPaths: [folder.appending(path: "Modules").path],
      modules: modules
    )
    cache.write(runtime, as: entry)
    return runtime
  }
}

extension LessonModules.Module {
  /// The products that SwiftPM has built for a target; `nil` if there are none.
  ///
  /// Only objects from the last build count: SwiftPM leaves the objects of deleted sources behind.
  init?(
    name: String,
    dependencies: [String],
    builtIn folder: URL,
    moduleMap: URL?,
    cSources: [String] = [],
    usesPlaces: Bool = false
  ) {
    let build = folder.appending(path: "\(name).build")
    let objects = moduleMap == nil ? Self.swiftObjects(in: build, name) : cSources.map { "\($0).o" }
    let present = objects.map { build.appending(path: $0).path }
      .filter(FileManager.default.fileExists).sorted()
    let interface =
      moduleMap ?? folder.appending(path: "Modules").appending(path: "\(name).swiftmodule")
    guard !present.isEmpty || moduleMap != nil else { return nil }
    var digests: [String] = []
    for path in [interface.path] + present {
      guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
      digests.append(Digest(bytes).description)
    }
    self.init(
      name: name,
      dependencies: dependencies,
      digest: Digest(digests).description,
      objects: present,
      stamp: Self.stamp(of: present),
      moduleMap: moduleMap?.path,
      usesPlaces: usesPlaces
    )
  }

  /// Whether the objects are unchanged since they were digested.
  var isCurrent: Bool { Self.stamp(of: objects) == stamp }

  /// The objects in the build's own list, and the one that holds the debugger's module.
  private static func swiftObjects(in build: URL, _ name: String) -> [String] {
    struct Outputs: Decodable { let object: String? }
    let list = build.appending(path: "output-file-map.json")
    guard let data = try? Data(contentsOf: list),
      let outputs = try? JSONDecoder().decode([String: Outputs].self, from: data)
    else { return [] }
    let files = outputs.filter { !$0.key.isEmpty }.compactMap(\.value.object)
    return files.map { URL(filePath: $0).lastPathComponent } + ["\(name).swiftmodule.o"]
  }

  private static func stamp(of files: [String]) -> String {
    files.map { FileStatus($0)?.stamp ?? "" }.joined(separator: " ")
  }
}
