package import Caching
import Diagnostics
package import Foundation

/// Builds the library modules of the SwiftPM package whose code the lessons show.
///
/// SwiftPM is asked only if something in the package has changed since it was asked last, which is
/// known from the bytes of its sources.
package struct PackageBuilder: Sendable {
  private let package: URL
  private let toolchain: Toolchain
  private let cache: CacheDirectory
  private static let timeLimit = Duration.seconds(1800)
  private static let cacheName = "modules.json"

  package init(package: URL, toolchain: Toolchain, cache: CacheDirectory) {
    self.package = package
    self.toolchain = toolchain
    self.cache = cache
  }

  private struct Entry: Codable {
    let sources: [String]
    let fingerprint: String
    let modules: LessonModules
  }

  /// The package's modules, built if need be; `willBuild` is called before SwiftPM is started.
  /// What SwiftPM refuses is thrown as a `DiagnosticError` with its words.
  package func modules(willBuild: @Sendable () -> Void) async throws -> LessonModules {
    if let entry = cache.read(Entry.self, named: Self.cacheName),
      entry.fingerprint == fingerprint(of: entry.sources),
      entry.modules.modules.allSatisfy(\.isCurrent)
    {
      return entry.modules
    }
    willBuild()
    let manifest = try await describe()
    let sources = manifest.closure.map(\.path)
    // Taken before the build: a file saved meanwhile makes the next run build again.
    let fingerprint = fingerprint(of: sources)
    for target in manifest.roots {
      _ = try await swift(["build", "-c", "release", "--target", target.name], doing: "build")
    }
    let modules = try builtModules(manifest)
    let entry = Entry(sources: sources, fingerprint: fingerprint, modules: modules)
    cache.write(entry, named: Self.cacheName)
    return modules
  }

  // MARK: SwiftPM

  private func describe() async throws -> PackageManifest {
    let json = try await swift(["package", "describe", "--type", "json"], doing: "describe")
    guard let start = json.firstIndex(of: "{"),
      let manifest = try? JSONDecoder().decode(
        PackageManifest.self,
        from: Data(json[start...].utf8)
      )
    else {
      throw DiagnosticError(fault("the package's description cannot be read", json))
    }
    return manifest
  }

  private func swift(_ arguments: [String], doing: String) async throws -> String {
    let scratch = try TemporaryFolder()
    defer { scratch.remove() }
    let output = scratch.url.appending(path: "output")
    let errors = scratch.url.appending(path: "errors")
    let process = ChildProcess(
      executable: toolchain.packageManager,
      arguments: [arguments[0]] + (arguments[0] == "package" ? [arguments[1]] : [])
        + ["--package-path", package.path] + arguments.dropFirst(arguments[0] == "package" ? 2 : 1),
      workingDirectory: package,
      limits: RunLimits(time: Self.timeLimit)
    )
    let ending = try await process.run(output: output, errors: errors)
    let text = scratch.text(of: "output")
    guard ending == .exited(0) else {
      throw DiagnosticError(
        fault(
          "SwiftPM cannot \(doing) the package at \(package.relativePath)",
          text + scratch.text(of: "errors")
        )
      )
    }
    return text
  }

  private func builtModules(_ manifest: PackageManifest) throws -> LessonModules {
    let folder = package.appending(path: ".build/release").resolvingSymlinksInPath()
    let modules = try manifest.closure.map { target in
      let module = LessonModules.Module(
        name: target.c99name,
        dependencies: manifest.dependencies(of: target).map(\.c99name),
        builtIn: folder,
        moduleMap: target.isClang ? moduleMap(of: target, in: folder) : nil,
        cSources: target.sources
      )
      guard let module else {
        throw DiagnosticError(
          fault("SwiftPM has built no module '\(target.name)' in \(folder.path)", "")
        )
      }
      return module
    }
    return LessonModules(searchPaths: [folder.appending(path: "Modules").path], modules: modules)
  }

  /// A C target's own module map, or the one that SwiftPM makes for it.
  private func moduleMap(of target: PackageManifest.Target, in folder: URL) -> URL {
    let own = package.appending(path: target.path).appending(path: "include/module.modulemap")
    return FileManager.default.fileExists(atPath: own.path)
      ? own : folder.appending(path: "\(target.name).build/module.modulemap")
  }

  private func fault(_ message: String, _ output: String) -> Diagnostic {
    let lines = output.split(separator: "\n").suffix(40)
    return Diagnostic(
      "package-build-failed",
      message,
      notes: lines.map { Diagnostic.Note(String($0)) }
    )
  }

  // MARK: Fingerprint

  /// Of the manifest, what it resolved to, and every file of some folders.
  private func fingerprint(of folders: [String]) -> String {
    var fields = [toolchain.identity]
    for name in ["Package.swift", "Package.resolved"] {
      fields.append(Self.digest(of: package.appending(path: name)))
    }
    for folder in folders {
      let root = package.appending(path: folder)
      let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
      for name in (names ?? []).sorted() {
        fields += [folder, name, Self.digest(of: root.appending(path: name))]
      }
    }
    return Digest(fields).description
  }

  private static func digest(of file: URL) -> String {
    guard let bytes = try? Data(contentsOf: file) else { return "" }
    return Digest(bytes: Array(bytes)).description
  }
}
