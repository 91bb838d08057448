private import Caching
package import Foundation

/// The Swift toolchain that compiles lessons.
package struct Toolchain: Sendable {
  /// The compiler driver, symbolic links resolved.
  package let compiler: URL
  /// The package manager's driver.
  package let packageManager: URL
  /// Changes whenever another compiler stands in its place.
  package let identity: String

  /// The toolchain whose `swiftc` the search path finds first; `nil` where there is none.
  package static func find(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Toolchain? {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let candidates = folders.lazy.map { URL(filePath: String($0)).appending(path: "swiftc") }
    guard
      let found = candidates.first(where: {
        FileManager.default.isExecutableFile(atPath: $0.path)
      })
    else { return nil }
    let bin = found.deletingLastPathComponent()
    let frontend = bin.appending(path: "swift-frontend").resolvingSymlinksInPath()
    return Toolchain(
      compiler: found,
      packageManager: bin.appending(path: "swift"),
      identity: "\(frontend.path) \(FileStatus(frontend.path)?.stamp ?? "")"
    )
  }

  /// What has the compiler link with the toolchain's own linker, which takes half the time of the
  /// system's.
  var linkerArguments: [String] {
    let linker = usr.appending(path: "bin/ld.lld")
    return FileManager.default.isExecutableFile(atPath: linker.path) ? ["-use-ld=lld"] : []
  }

  /// What renames the symbols of an object.
  var objectCopier: URL { usr.appending(path: "bin/llvm-objcopy") }

  /// The library that reads what the compiler writes of a program's names.
  var indexStore: URL {
    #if os(macOS)
      return usr.appending(path: "lib/libIndexStore.dylib")
    #else
      return usr.appending(path: "lib/libIndexStore.so")
    #endif
  }

  private var usr: URL {
    compiler.resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
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
