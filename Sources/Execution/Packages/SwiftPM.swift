import Basics
private import Caching
import Diagnostics
import Foundation

/// The package manager of a toolchain, working on a package.
struct SwiftPM: Sendable {
  let package: URL
  let toolchain: Toolchain

  private static let timeLimit = Duration.seconds(1800)

  /// What a package is made of; nothing is built.
  func describe(_ package: URL) async throws -> PackageManifest {
    try await read(PackageManifest.self, "package describe", ["--type", "json"], in: package)
  }

  /// The JSON that a command prints, after any other output. The command works in the scratch folder for
  /// lessons: in the package's own, it would wait for any other SwiftPM that works there, and forever for one
  /// that has started this tool.
  func read<Value: Decodable>(
    _ type: Value.Type,
    _ command: String,
    _ arguments: [String],
    in package: URL
  ) async throws -> Value {
    let products = BuildProducts(of: self.package)
    try products.shareCheckouts()
    let own = package == self.package ? products.scratch : products.scratch(ofDependency: package)
    let output = try await run(command, ["--scratch-path", own.path] + arguments, in: package)
    guard let start = output.firstIndex(of: "{"),
      let value = try? JSONDecoder().decode(type, from: Data(output[start...].utf8))
    else {
      let message = "'swift \(command)' does not answer as expected"
      throw DiagnosticError(PackageFaults(message, output).diagnostics)
    }
    return value
  }

  /// Runs a command, and returns its output.
  ///
  /// - Throws: `DiagnosticError` with SwiftPM's errors, at the places that it names.
  func run(_ command: String, _ arguments: [String], in package: URL) async throws -> String {
    let scratch = try TemporaryFolder()
    defer { scratch.remove() }
    let process = ChildProcess(
      executable: toolchain.packageManager,
      arguments: command.split(separator: " ").map(String.init)
        + ["--package-path", package.path] + arguments,
      workingDirectory: package,
      // Files that SwiftPM leaves there are removed with the folder.
      environment: .packageManager.setting(ModuleCache.variables(for: self.package))
        .setting(["TMPDIR": scratch.url.path]),
      limits: RunLimits(time: Self.timeLimit)
    )
    let ending = try await process.run(
      output: scratch.url.appending(path: "output"),
      errors: scratch.url.appending(path: "errors")
    )
    let text = scratch.text(of: "output")
    guard ending == .exited(0) else {
      let message = "'swift \(command)' fails in \(package.lastPathComponent) (\(ending.reason))"
      let said = text + scratch.text(of: "errors")
      throw DiagnosticError(PackageFaults(message, said).diagnostics)
    }
    return text
  }
}
