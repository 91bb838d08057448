package import Execution
package import Foundation

/// The tool, run as a user runs it.
package struct ToolRun: Sendable {
  package let ending: ChildProcess.Ending
  package let output: String
  package let errors: String

  /// Runs the tool that was built beside the tests.
  package static func literate(
    _ arguments: [String],
    in folder: URL,
    input: Data? = nil,
    environment: [String: String] = [:]
  ) async throws -> ToolRun {
    try await run(tool, arguments, in: folder, input: input, environment: environment)
  }

  /// The tool that was built beside the tests.
  package static var tool: URL {
    get throws {
      let tool = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "literate")
      guard let tool, FileManager.default.isExecutableFile(atPath: tool.path) else {
        throw MissingProgram(name: "literate")
      }
      return tool
    }
  }

  /// Runs an executable.
  package static func executable(
    _ file: URL,
    _ arguments: [String],
    in folder: URL,
    environment: [String: String] = [:]
  ) async throws -> ToolRun {
    try await run(file, arguments, in: folder, input: nil, environment: environment)
  }

  /// Runs a program of the system.
  package static func program(
    _ name: String,
    _ arguments: [String],
    in folder: URL,
    input: Data? = nil
  ) async throws -> ToolRun {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let found = folders.map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    guard let found else { throw MissingProgram(name: name) }
    return try await run(found, arguments, in: folder, input: input)
  }

  private static func run(
    _ executable: URL,
    _ arguments: [String],
    in folder: URL,
    input: Data?,
    environment: [String: String] = [:]
  ) async throws -> ToolRun {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let output = scratch.url.appending(path: "output")
    let errors = scratch.url.appending(path: "errors")
    var command = (executable: executable, arguments: arguments)
    if let input {
      // The shell alone can connect a file to standard input.
      let file = scratch.url.appending(path: "input")
      try input.write(to: file)
      command = (
        URL(filePath: "/bin/sh"),
        ["-c", "exec \"$@\" <\"$INPUT\"", "sh", executable.path] + arguments
      )
    }
    let process = ChildProcess(
      executable: command.executable,
      arguments: command.arguments,
      workingDirectory: folder,
      environment: .inherited.setting(environment)
        .setting(["INPUT": scratch.url.appending(path: "input").path]),
      limits: RunLimits(time: .seconds(1200))
    )
    let ending = try await process.run(output: output, errors: errors)
    return ToolRun(
      ending: ending,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8)
    )
  }

  struct MissingProgram: Error {
    let name: String
  }
}
