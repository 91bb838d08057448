import Caching
import Foundation

/// The compiler's driver, asked once which processes it would start for some arguments: for a
/// program of one file, starting them without it takes a fifth of the time away.
struct CompilerDriver: Sendable {
  /// A process to run where the source is; its files have names without folders.
  struct Job: Codable, Sendable, Equatable {
    let executable: String
    let arguments: [String]
  }

  let toolchain: Toolchain
  let cache: CacheDirectory

  private static let timeLimit = Duration.seconds(60)

  /// The processes that do what the driver would, one after the other; the driver itself where it
  /// does not say.
  ///
  /// - Parameters:
  ///   - arguments: the driver's, with the source by its name alone.
  ///   - source: that name.
  /// - Returns: at least one.
  /// - Throws: what keeps the driver from being asked.
  func jobs(_ arguments: [String], source: String) async throws -> [Job] {
    let key = Digest([toolchain.identity, toolchain.compiler.path] + arguments)
    let name = "drivers/\(key).json"
    if let jobs = cache.read([Job].self, named: name) { return jobs }
    let driver = Job(executable: toolchain.compiler.path, arguments: arguments)
    let jobs = Self.jobs(planned: try await plan(arguments, source: source)) ?? [driver]
    cache.write(jobs, named: name)
    return jobs
  }

  /// What the driver says that it would run.
  private func plan(_ arguments: [String], source: String) async throws -> String {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try Data().write(to: folder.url.appending(path: source))
    let process = ChildProcess(
      executable: toolchain.compiler,
      arguments: arguments + ["-###"],
      workingDirectory: folder.url,
      limits: RunLimits(time: Self.timeLimit)
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "output"),
      errors: folder.url.appending(path: "errors")
    )
    return ending == .exited(0) ? folder.text(of: "output") : ""
  }

  /// The jobs of a plan, one a line, quoted as for a shell; `nil` where it is none that can be run
  /// without the driver, which may put arguments into files of its own.
  static func jobs(planned text: String) -> [Job]? {
    let jobs = text.split(separator: "\n").map { line in
      words(of: line).map {
        $0.replacing(/^(@?)\/.*\/TemporaryDirectory\.[^\/]+\//) { $0.output.1 }
      }
    }
    let isWhole = jobs.allSatisfy { words in
      words.first?.hasPrefix("/") == true
        && !words.contains { $0.hasPrefix("@") && $0.hasSuffix(".resp") }
    }
    guard isWhole, !jobs.isEmpty else { return nil }
    return jobs.map { Job(executable: $0[0], arguments: Array($0.dropFirst())) }
  }

  /// The words of a line as a shell reads them.
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      switch character {
      case _ where isEscaped:
        word = (word ?? "") + String(character)
        isEscaped = false
      case "\\" where quote != "'": isEscaped = true
      case quote: quote = nil
      case "'" where quote == nil, "\"" where quote == nil:
        quote = character
        word = word ?? ""
      case " " where quote == nil:
        if let done = word { words.append(done) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return words + [word].compactMap(\.self)
  }
}
