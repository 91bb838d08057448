import Execution
package import Foundation

/// A static HTTP server on the loopback interface, at a port that the system chooses.
package struct FileServer: Sendable {
  package let url: URL
  private let task: Task<Void, any Error>
  private let scratch: Scratch
  private static let limit = Duration.seconds(900)

  package init(root: URL) async throws {
    let scratch = try Scratch()
    let output = scratch.url.appending(path: "output")
    let process = ChildProcess(
      executable: URL(filePath: "/usr/bin/env"),
      arguments: [
        "python3", "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", root.path,
      ],
      workingDirectory: root,
      environment: .inherited,
      limits: RunLimits(time: .seconds(24 * 60 * 60))
    )
    self.scratch = scratch
    task = Task {
      _ = try await process.run(output: output, errors: scratch.url.appending(path: "errors"))
    }
    // The server tells its port in its first line, however late a busy machine lets it.
    let deadline = ContinuousClock.now + Self.limit
    while ContinuousClock.now < deadline {
      let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
      if let match = text.firstMatch(of: /port (\d+)\ /),
        let url = URL(string: "http://127.0.0.1:\(match.output.1)/")
      {
        self.url = url
        return
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    task.cancel()
    throw ToolRun.MissingProgram(name: "python3 -m http.server")
  }

  package func stop() {
    task.cancel()
    scratch.remove()
  }
}
