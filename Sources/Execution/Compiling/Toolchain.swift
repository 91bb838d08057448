import Basics
private import Caching
package import Foundation

/// The Swift toolchain that compiles lessons.
package struct Toolchain: Sendable {
  /// The compiler driver: the toolchain's own, or the program on the search path that starts it.
  package let compiler: URL
  /// The package manager's driver.
  package let packageManager: URL
  /// The folder with the toolchain's `bin` and `lib`.
  package let usr: URL
  /// Changes whenever a different compiler takes its place or gets different arguments.
  package let identity: String

  /// The toolchain whose `swiftc` the search path finds first; `nil` if there is none.
  ///
  /// No process is started if that `swiftc`, links followed, is part of a complete toolchain. Any other
  /// `swiftc` (a tool that chooses among toolchains, a script that adds an option) is asked each time which
  /// toolchain it stands for.
  package static func find(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) async -> Toolchain? {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let candidates = folders.lazy.map { URL(filePath: String($0)).appending(path: "swiftc") }
    guard let found = candidates.first(where: { isProgram($0) && !isFolder($0) }) else {
      return nil
    }
    let told = ProcessEnvironment.compilerIdentity(in: environment)
    if let usr = wholeToolchain(around: found.resolvingSymlinksInPath()) {
      return Toolchain(
        compiler: usr.appending(path: "bin/swiftc"),
        packageManager: usr.appending(path: "bin/swift"),
        usr: usr,
        identity: identity(of: usr, told)
      )
    }
    guard let answer = await CompilerAnswer(of: found) else { return nil }
    let beside = found.deletingLastPathComponent().appending(path: "swift")
    return Toolchain(
      compiler: found,
      packageManager: isProgram(beside) ? beside : answer.usr.appending(path: "bin/swift"),
      usr: answer.usr,
      identity: identity(of: answer.usr, told + [found.path, bytes(of: found)] + answer.texts)
    )
  }

  private static func identity(of usr: URL, _ more: [String]) -> String {
    let frontend = usr.appending(path: "bin/swift-frontend").resolvingSymlinksInPath()
    let stamp = FileStatus(frontend.path)?.stamp ?? ""
    return Digest([frontend.path, stamp] + more).description
  }

  /// The toolchain that a compiler is part of; `nil` if the compiler is a stand-in.
  private static func wholeToolchain(around compiler: URL) -> URL? {
    let bin = compiler.deletingLastPathComponent()
    let usr = bin.deletingLastPathComponent()
    guard ["swiftc", "swift-driver", "swift-frontend"].contains(compiler.lastPathComponent),
      !isScript(compiler), isProgram(bin.appending(path: "swiftc")),
      isProgram(bin.appending(path: "swift-frontend")),
      isFolder(usr.appending(path: "lib/swift"))
    else { return nil }
    return usr
  }

  private static func isProgram(_ file: URL) -> Bool {
    FileManager.default.isExecutableFile(atPath: file.path)
  }

  private static func isFolder(_ file: URL) -> Bool { FileStatus(file.path)?.kind == .folder }

  private static func isScript(_ file: URL) -> Bool {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return true }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: 2)) == Data("#!".utf8)
  }

  private static func bytes(of file: URL) -> String {
    (try? Data(contentsOf: file, options: .mappedIfSafe)).map { Digest($0).description } ?? ""
  }

  /// The compiler's release, such as `6.3`; `nil` if it does not say.
  package func release() async -> String? {
    let told = await CompilerAnswer(of: compiler)?.texts.first
    return told?.firstMatch(of: /Swift version ([0-9]+\.[0-9]+)/).map { String($0.output.1) }
  }

  /// Arguments that select the toolchain's own linker, which takes half as long as the system's.
  var linkerArguments: [String] {
    let linker = usr.appending(path: "bin/ld.lld")
    return FileManager.default.isExecutableFile(atPath: linker.path) ? ["-use-ld=lld"] : []
  }

  /// The tool that renames the symbols of an object.
  var objectCopier: URL { usr.appending(path: "bin/llvm-objcopy") }

  /// The compiler of C.
  var clang: URL { usr.appending(path: "bin/clang") }

  /// The linker of modules of WebAssembly.
  var webAssemblyLinker: URL { usr.appending(path: "bin/wasm-ld") }

  /// The library of Unicode's tables for WebAssembly, of which programs are linked with what they use.
  var unicodeTables: URL {
    usr.appending(
      path: "lib/swift/embedded/wasm32-unknown-none-wasm/libswiftUnicodeDataTables.a"
    )
  }

  /// The program that runs modules of WebAssembly.
  var webAssemblyRuntime: URL { usr.appending(path: "bin/wasmkit") }

  /// The library that reads the compiler's index of a program's names.
  var indexStore: URL {
    #if os(macOS)
      return usr.appending(path: "lib/libIndexStore.dylib")
    #else
      return usr.appending(path: "lib/libIndexStore.so")
    #endif
  }

  /// The library of the language services, which colours code.
  package var sourceKit: URL {
    #if os(macOS)
      return usr.appending(path: "lib/sourcekitdInProc.framework/sourcekitdInProc")
    #else
      return usr.appending(path: "lib/libsourcekitdInProc.so")
    #endif
  }
}

/// A compiler's answers about itself.
private struct CompilerAnswer {
  /// The folder of the toolchain that it stands for.
  let usr: URL
  /// Its target information, and its plan for compiling a program.
  let texts: [String]

  private static let timeLimit = Duration.seconds(60)

  private struct TargetInfo: Decodable {
    struct Paths: Decodable { let runtimeResourcePath: String }
    let paths: Paths
  }

  /// `nil` if it does not answer as a Swift compiler does.
  init?(of compiler: URL) async {
    guard let folder = try? TemporaryFolder() else { return nil }
    defer { folder.remove() }
    let source = "probe.swift"
    try? Data().writeUnsynced(to: folder.url.appending(path: source))
    let said = await Self.output(of: compiler, ["-print-target-info"], in: folder)
    guard let said, let start = said.firstIndex(of: "{"),
      let info = try? JSONDecoder().decode(TargetInfo.self, from: Data(said[start...].utf8))
    else { return nil }
    let plan = await Self.output(
      of: compiler,
      ["-###", "-c", source, "-o", "probe.o", "-module-name", "Probe"],
      in: folder
    )
    // From `usr/lib/swift`.
    usr = URL(filePath: info.paths.runtimeResourcePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    texts = [said, plan ?? ""]
  }

  private static func output(
    of compiler: URL,
    _ arguments: [String],
    in folder: TemporaryFolder
  ) async -> String? {
    let process = ChildProcess(
      executable: compiler,
      arguments: arguments,
      workingDirectory: folder.url,
      environment: .compiler,
      limits: RunLimits(time: timeLimit)
    )
    let ending = try? await process.run(
      output: folder.url.appending(path: "output"),
      errors: folder.url.appending(path: "errors")
    )
    return ending == .exited(0) ? folder.text(of: "output") : nil
  }
}
