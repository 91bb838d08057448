import Basics
import Caching
import Foundation

/// Asks the compiler's driver once, for each set of arguments, which processes it would start: starting them
/// directly saves a third of the time for a one-file program. The plan is the output of `swiftc -###`,
/// checked with Swift 6.3.1; a driver that prints anything else is run itself.
actor CompilerDriver {
  /// A process to run in the source's folder; it names its files without folders.
  struct Job: Codable, Sendable, Equatable {
    let executable: String
    let arguments: [String]

    /// Runs the job in this process if starting one would cost more: lists the libraries that an object asks
    /// for. Returns `false` for any other job or kind of object.
    func isDoneInPlace(in folder: URL) -> Bool {
      guard executable.hasSuffix("/swift-autolink-extract"), arguments.count == 3,
        arguments[1] == "-o",
        let object = try? Data(contentsOf: folder.appending(path: arguments[0])),
        let options = AutolinkSection.options(in: object)
      else { return false }
      let list = options.map { "\($0)\n" }.joined()
      return (try? Data(list.utf8).writeUnsynced(to: folder.appending(path: arguments[2]))) != nil
    }
  }

  nonisolated let toolchain: Toolchain
  /// Arguments that every compiler process gets.
  nonisolated let common: [String]
  private let cache: CacheDirectory
  /// The queries so far, by the digest of their arguments: lessons that begin at once ask the same.
  private var asked: [Digest: Once<[Job]>] = [:]

  private static let timeLimit = Duration.seconds(60)

  init(_ toolchain: Toolchain, cache: CacheDirectory) {
    self.toolchain = toolchain
    self.cache = cache
    common = ModuleCache.arguments(in: cache)
  }

  /// The processes that the driver would run, in order; the driver itself if it does not print a plan.
  ///
  /// - Parameters:
  ///   - arguments: the driver's arguments, with the source named without a folder.
  ///   - source: the name of the source.
  /// - Returns: at least one job.
  /// - Throws: an error if the driver cannot be asked.
  func jobs(_ arguments: [String], source: String) async throws -> [Job] {
    let arguments = arguments + common
    let key = Digest([toolchain.identity, toolchain.compiler.path] + arguments)
    if let answer = asked[key] { return try await answer.value }
    let answer = Once {
      [cache, driver = Job(executable: toolchain.compiler.path, arguments: arguments)] in
      let entry = CacheEntry.driverPlan(arguments: key)
      if let jobs = cache.read([Job].self, of: entry) { return jobs }
      guard let jobs = try await Self.plan(driver, source: source) else { return [driver] }
      cache.write(jobs, as: entry)
      return jobs
    }
    asked[key] = answer
    return try await answer.value
  }

  /// The processes that the driver says it would run; for linking, the one that Clang says it would run.
  private static func plan(_ driver: Job, source: String) async throws -> [Job]? {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try Data().writeUnsynced(to: folder.url.appending(path: source))
    guard let jobs = Self.jobs(planned: try await answer(of: driver, in: folder).output),
      let linking = jobs.last, jobs.count > 1
    else { return nil }
    // Clang requires its inputs to exist even though it only prints how it would link them.
    for name in linking.arguments where !name.hasPrefix("-") && !name.hasPrefix("/") {
      let isList = name.hasPrefix("@")
      let file = folder.url.appending(path: isList ? String(name.dropFirst()) : name)
      try Data((isList ? Self.mark(of: name) : "").utf8).writeUnsynced(to: file)
    }
    let said = try await answer(of: linking, in: folder).errors
    guard let last = said.split(separator: "\n").last, last.hasPrefix(" \""),
      let linker = Self.jobs(planned: String(last))?.first
    else { return jobs }
    let lists = linking.arguments.filter { $0.hasPrefix("@") }
    let arguments = linker.arguments.map { argument in
      lists.first { Self.mark(of: $0) == argument } ?? argument
    }
    return jobs.dropLast() + [Job(executable: linker.executable, arguments: arguments)]
  }

  /// A placeholder for a file of arguments in a plan.
  private static func mark(of list: String) -> String { "-l\(list.dropFirst())" }

  private static func answer(
    of driver: Job,
    in folder: TemporaryFolder
  ) async throws -> (output: String, errors: String) {
    let process = ChildProcess(
      executable: URL(filePath: driver.executable),
      arguments: driver.arguments + ["-###"],
      workingDirectory: folder.url,
      // The driver leaves behind a folder for what it would have made.
      environment: .compiler.setting(["TMPDIR": folder.url.path]),
      limits: RunLimits(time: Self.timeLimit)
    )
    let ending = try await process.run(
      output: folder.url.appending(path: "output"),
      errors: folder.url.appending(path: "errors")
    )
    return ending == .exited(0) ? (folder.text(of: "output"), folder.text(of: "errors")) : ("", "")
  }

  /// The jobs of a plan, one per line, quoted as for a shell; `nil` if they cannot be run without the driver,
  /// which may put arguments into files of its own.
  static func jobs(planned text: String) -> [Job]? {
    let jobs = text.split(separator: "\n").map { line in
      words(of: line).map(\.withoutTemporaryFolder)
    }
    let isWhole = jobs.allSatisfy { words in
      words.first?.hasPrefix("/") == true
        && !words.contains { $0.hasPrefix("@") && $0.hasSuffix(".resp") }
    }
    guard isWhole, !jobs.isEmpty else { return nil }
    return jobs.map { Job(executable: $0[0], arguments: Array($0.dropFirst())) }
  }

  /// The words of a line, split as a shell would.
  private static func words(of line: Substring) -> [String] {
    var words: [String] = []
    var word: [UInt8]?
    var quote: UInt8?
    var isEscaped = false
    for byte in line.utf8 {
      switch byte {
      case _ where isEscaped:
        word = word ?? []
        word?.append(byte)
        isEscaped = false
      case UInt8(ascii: "\\") where quote != UInt8(ascii: "'"): isEscaped = true
      case quote: quote = nil
      case UInt8(ascii: "'") where quote == nil, UInt8(ascii: "\"") where quote == nil:
        quote = byte
        word = word ?? []
      case UInt8(ascii: " ") where quote == nil:
        if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
        word = nil
      default:
        word = word ?? []
        word?.append(byte)
      }
    }
    return words + [word].compactMap { $0.map { String(decoding: $0, as: UTF8.self) } }
  }
}

extension String {
  /// `@main.autolink` for `@/tmp/TemporaryDirectory.x/main.autolink`: a file that the driver would put into a
  /// folder of its own is beside the source.
  fileprivate var withoutTemporaryFolder: String {
    let mark = hasPrefix("@") ? "@" : ""
    let path = dropFirst(mark.count)
    guard path.hasPrefix("/"), let folder = path.firstRange(of: "/TemporaryDirectory."),
      let end = path[folder.upperBound...].firstIndex(of: "/")
    else { return self }
    return mark + path[path.index(after: end)...]
  }
}
