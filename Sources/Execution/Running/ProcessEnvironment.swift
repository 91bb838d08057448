import Foundation

/// The variables that a process is given: whoever starts one says which, and it gets no others.
package struct ProcessEnvironment: Sendable, Equatable {
  package let variables: [String: String]

  package init(_ variables: [String: String]) {
    self.variables = variables
  }

  /// These variables, with some of them set to other values.
  package func setting(_ changes: [String: String]) -> ProcessEnvironment {
    ProcessEnvironment(variables.merging(changes) { $1 })
  }

  /// All that the tool itself has.
  package static var inherited: ProcessEnvironment {
    ProcessEnvironment(ProcessInfo.processInfo.environment)
  }

  /// What SwiftPM gets: all that the tool has, since it fetches packages, with the author's keys and
  /// proxies.
  static var packageManager: ProcessEnvironment { inherited }

  /// What the compiler and the linker get: where they find files and keep their own, and what says
  /// them which software to use.
  static var compiler: ProcessEnvironment { compiler(of: ProcessInfo.processInfo.environment) }

  static func compiler(of all: [String: String]) -> ProcessEnvironment {
    let kept = all.filter { name, _ in
      placeNames.contains(name) || isOfCompiler(name)
    }
    return ProcessEnvironment(kept).setting(["LANG": "C.UTF-8"])
  }

  /// Changes with those of the compiler's variables that decide what it makes.
  static func compilerIdentity(in all: [String: String]) -> [String] {
    all.filter { isOfCompiler($0.key) }.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }
  }

  private static let placeNames: Set = ["PATH", "HOME", "TMPDIR", "USER", "XDG_CACHE_HOME"]

  private static func isOfCompiler(_ name: String) -> Bool {
    compilerNames.contains(name) || ["SWIFT", "NIX_"].contains { name.hasPrefix($0) }
  }

  private static let compilerNames: Set = [
    "CPATH", "CPLUS_INCLUDE_PATH", "C_INCLUDE_PATH", "DEVELOPER_DIR", "DYLD_LIBRARY_PATH",
    "LD_LIBRARY_PATH", "LIBRARY_PATH", "MACOSX_DEPLOYMENT_TARGET", "SDKROOT", "TOOLCHAINS",
  ]
}
