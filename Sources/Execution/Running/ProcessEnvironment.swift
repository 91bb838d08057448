import Foundation

/// The environment variables of a process: the caller chooses them, and the process gets no others.
package struct ProcessEnvironment: Sendable, Equatable {
  package let variables: [String: String]

  package init(_ variables: [String: String]) {
    self.variables = variables
  }

  /// These variables, with some added or changed.
  package func setting(_ changes: [String: String]) -> ProcessEnvironment {
    ProcessEnvironment(variables.merging(changes) { $1 })
  }

  /// The tool's own variables.
  package static var inherited: ProcessEnvironment {
    ProcessEnvironment(ProcessInfo.processInfo.environment)
  }

  /// The variables for SwiftPM: all of the tool's, since it fetches packages with the author's keys and
  /// proxies.
  static var packageManager: ProcessEnvironment { inherited }

  /// The variables for the compiler and the linker: where they find and keep files, and which software they
  /// use.
  static var compiler: ProcessEnvironment { compiler(of: ProcessInfo.processInfo.environment) }

  static func compiler(of all: [String: String]) -> ProcessEnvironment {
    let kept = all.filter { name, _ in
      placeNames.contains(name) || isOfCompiler(name)
    }
    return ProcessEnvironment(kept).setting(["LANG": "C.UTF-8"])
  }

  /// The compiler's variables that affect its output.
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
