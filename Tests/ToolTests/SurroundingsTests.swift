import Execution
import Foundation
import TestSupport
import Testing

/// What a lesson's program finds around it is the same on every machine.
@Suite struct SurroundingsTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  func literate(_ arguments: [String], _ environment: [String: String] = [:]) async throws
    -> ToolRun
  {
    try await ToolRun.literate(arguments, in: scratch.url, environment: environment)
  }

  /// The lesson of a site with these settings and this code, checked once it was recorded.
  func lesson(_ code: String, options: String = "", settings: String = "", site: String = "")
    throws
  {
    try scratch.write(site, to: "Content/literate.yml")
    let text =
      "---\n\(settings)\n---\n\n# One\n\n```swift \(options)\n\(code)\n```\n\n```output\n```\n"
    try scratch.write(text, to: "Content/01-one.md")
  }

  /// What the lesson prints, as `regenerate` has recorded it.
  var recorded: String {
    get throws {
      let text = try scratch.text(of: "Content/01-one.md")
      let match = try #require(text.firstMatch(of: /(?s)```output\n(.*)```/))
      return String(match.output.1)
    }
  }

  @Test func `programs get the documented variables and no others`() async throws {
    defer { scratch.remove() }
    try lesson(
      """
      import Foundation
      for name in ProcessInfo.processInfo.environment.keys.sorted() { print(name) }
      """
    )
    let run = try await literate(["regenerate"], ["GITHUB_TOKEN": "x", "TERM": "xterm", "CI": "1"])
    #expect(run.ending == .exited(0), "\(run.errors)")
    let ofMachine = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"]
    #expect(
      try recorded.split(separator: "\n").map(String.init).filter { !ofMachine.contains($0) } == [
        "CFFIXED_USER_HOME", "HOME", "LANG", "LC_ALL", "PATH", "SWIFT_BACKTRACE",
        "SWIFT_DETERMINISTIC_HASHING", "TMPDIR", "TZ",
      ]
    )
  }

  @Test func `home and temporary folders are the run's own, empty, and gone after it`()
    async throws
  {
    defer { scratch.remove() }
    try lesson(
      """
      import Foundation
      let files = FileManager.default
      let home = files.homeDirectoryForCurrentUser, temporary = files.temporaryDirectory
      for folder in [home, temporary] {
        print(try files.contentsOfDirectory(atPath: folder.path))
        try Data("mine".utf8).write(to: folder.appending(path: "note"))
      }
      try Data(home.path.utf8).write(to: URL(filePath: "home.txt"))
      """,
      options: "{values=none}"
    )
    #expect(try await literate(["regenerate"]).ending == .exited(0))
    #expect(try recorded == "[]\n[]\n")
    let home = try scratch.text(of: "Content/home.txt")
    #expect(home != ProcessInfo.processInfo.environment["HOME"])
    #expect(!FileManager.default.fileExists(atPath: home))
  }

  @Test func `the program's name is no path`() async throws {
    defer { scratch.remove() }
    try lesson("print(CommandLine.arguments)")
    #expect(try await literate(["regenerate"]).ending == .exited(0))
    #expect(try recorded == "[\"lesson\"]\n")
  }

  static let date = """
    import Foundation
    print(Date(timeIntervalSince1970: 0).formatted(date: .numeric, time: .standard))
    """

  @Test func `the machine's time zone reaches no program`() async throws {
    defer { scratch.remove() }
    try lesson(Self.date)
    #expect(try await literate(["regenerate"], ["TZ": "Asia/Tokyo"]).ending == .exited(0))
    #expect(try recorded == "01/01/1970, 12:00:00\u{202F}AM\n")
    for arguments in [["check"], ["check", "--no-cache"]] {
      let run = try await literate(arguments, ["TZ": "America/New_York", "LANG": "de_DE.UTF-8"])
      #expect(run.ending == .exited(0), "\(run.errors)")
    }
  }

  @Test func `a lesson's own time zone goes before the site's, and a change of it runs it`()
    async throws
  {
    defer { scratch.remove() }
    try lesson(Self.date, site: "timeZone: Asia/Tokyo\n")
    #expect(try await literate(["regenerate"]).ending == .exited(0))
    #expect(try recorded == "01/01/1970, 9:00:00\u{202F}AM\n")
    try lesson(Self.date, settings: "timeZone: Asia/Kolkata", site: "timeZone: Asia/Tokyo\n")
    let build = try await literate(["build", "--explain"])
    #expect(build.output.contains("one: ran: the time zone changed"))
    #expect(try await literate(["regenerate"]).ending == .exited(0))
    #expect(try recorded == "01/01/1970, 5:30:00\u{202F}AM\n")
  }

  @Test(arguments: [("timeZone", "Mars/Olympus"), ("locale", "../../x")])
  func `a setting that names nothing is reported`(name: String, value: String) async throws {
    defer { scratch.remove() }
    try lesson("1", site: "\(name): \(value)\n")
    let run = try await literate(["build"])
    #expect(run.ending == .exited(1))
    #expect(run.errors.contains("Content/literate.yml:1:1: error: '\(name)' must hold"))
  }

  @Test(arguments: ["/nonexistent", ""]) func `a home that cannot be written does no harm`(
    home: String
  ) async throws {
    defer { scratch.remove() }
    // A file can hold no folder, whoever asks.
    try scratch.write("", to: "file")
    let home = home.isEmpty ? "" : scratch.url.appending(path: "file\(home)").path
    try lesson("import Foundation\nprint(Date(timeIntervalSince1970: 0))")
    let run = try await literate(["regenerate"], ["HOME": home, "XDG_CACHE_HOME": ""])
    #expect(run.ending == .exited(0), "\(run.errors)")
    #expect(!run.errors.contains("warning"), "\(run.errors)")
    #expect(try recorded == "1970-01-01 00:00:00 +0000\n")
  }
}
