import Execution
import Foundation
import TestSupport
import Testing

/// The process that tells types and colours beside the compiler.
@Suite struct LanguageServicesTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private static let lessons = [
    "let sum = [1.5, 2.5].reduce(0, +)\nlet text = \"sum: \\(sum / 2)\"",
    "let sum = 3\nfunc twice(_ x: Int) -> Int { x * factor() }\nfunc factor() -> Int { 2 }\ntwice(sum)",
    "struct Point { var x = 1.0 }\nextension Point { var norm: Double { x * x } }\nPoint().norm + 1",
    "let shift = 2.0\nlet move = { (x: Double) in x + shift }\n[1.0].map(move).first",
    "infix operator +++\nfunc +++ (a: Int, b: Int) -> Int { a + b + 1 }\n1 +++ 2",
    "func later() async -> Int { 1 }\nlet y = await later() + 1\nlet pair = (y, \"a\")",
    "import Foundation\nlet length = sqrt(2.0) * .pi\nlet all = Set([length])",
  ]

  @Test func `programs that are checked together have the types that each has alone`()
    async throws
  {
    defer { scratch.remove() }
    for (index, code) in Self.lessons.enumerated() {
      let lesson = "# Lesson\n\n```swift\n\(code)\n```\n"
      try scratch.write(lesson, to: "Together/0\(index)-lesson\(index).md")
      try scratch.write(lesson, to: "Alone\(index)/01-lesson\(index).md")
    }
    let together = try await literate("build", "--content", "Together", "--output", "together")
    #expect(together.ending == .exited(0), "\(together.errors)")
    for index in Self.lessons.indices {
      let alone = try await literate("build", "--content", "Alone\(index)", "--output", "alone")
      #expect(alone.ending == .exited(0), "\(alone.errors)")
      let code = try code(of: "alone/lesson\(index).html")
      #expect(code.contains("data-type"))
      #expect(try self.code(of: "together/lesson\(index).html") == code)
    }
  }

  @Test(arguments: [
    "let wrong: Int = \"a\"", "}", "if true {", "let text = \"\"\"", "print((1", "/* a",
    "/* a /* b */", "#if DEBUG",
  ])
  func `a faulty lesson costs those beside it none of their types`(fault: String) async throws {
    defer { scratch.remove() }
    let (first, last) = (Self.lessons[0], Self.lessons[3])
    for (name, code) in ["1-first": first, "2-faulty": fault, "3-last": last] {
      try scratch.write("# Lesson\n\n```swift\n\(code)\n```\n", to: "Content/\(name).md")
    }
    #expect(try await literate("build").ending == .exited(1))
    try scratch.write("# Mended\n", to: "Content/2-faulty.md")
    let mended = try await literate("build")
    #expect(mended.output.contains("3 lessons, 0 run"))
    let kept = try (code(of: "site/first.html"), code(of: "site/last.html"))
    #expect(try await literate("build", "--no-cache").ending == .exited(0))
    #expect(try (code(of: "site/first.html"), code(of: "site/last.html")) == kept)
    #expect(kept.0.contains("<span data-type=\"Double\"><span data-type=\"[Double]\">["))
    #expect(kept.1.contains("<span data-type=\"(Double) -&gt; Double\">{"))
  }

  #if os(Linux)
    /// A toolchain whose language services are another library, first on the search path.
    private func searchPath(library source: String?) async throws -> String {
      let toolchain = try #require(await Toolchain.find())
      let real = toolchain.compiler.resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent()
      let usr = scratch.url.appending(path: "usr")
      let info = #"{"paths": {"runtimeResourcePath": "\#(usr.path)/lib/swift"}}"#
      let script = """
        #!/bin/sh
        if [ "$1" = -print-target-info ]; then echo '\(info)'; exit; fi
        exec '\(real.path)/bin/swiftc' "$@"

        """
      try scratch.write(script, to: "usr/bin/swiftc")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755],
        ofItemAtPath: usr.appending(path: "bin/swiftc").path
      )
      for file in ["bin/swift", "bin/swift-frontend", "bin/ld.lld", "lib/libIndexStore.so"] {
        let place = usr.appending(path: file)
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try FileManager.default.createSymbolicLink(
          at: place,
          withDestinationURL: real.appending(path: file)
        )
      }
      if let source {
        try scratch.write(source, to: "library.swift")
        let made = try await ToolRun.program(
          "swiftc",
          ["-emit-library", "library.swift", "-o", "usr/lib/libsourcekitdInProc.so"],
          in: scratch.url
        )
        try #require(made.ending == .exited(0), "\(made.errors)")
      }
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      return "\(usr.appending(path: "bin").path):\(path)"
    }

    private func build(searching path: String) async throws -> ToolRun {
      let tool = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "literate")
      let arguments = ["PATH=\(path)", try #require(tool).path, "build"]
      return try await ToolRun.program("env", arguments, in: scratch.url)
    }

    @Test func `services that die cost a warning each time, and only types and colours`()
      async throws
    {
      defer { scratch.remove() }
      let names = [
        "initialize", "request_create_from_yaml", "request_release", "send_request_sync",
        "response_dispose", "response_is_error", "response_get_value",
        "variant_json_description_copy",
      ]
      let library = names.enumerated().map { index, name in
        "@_cdecl(\"sourcekitd_\(name)\") public func f\(index)() { fatalError() }\n"
      }
      let path = try await searchPath(library: library.joined())
      try scratch.write("# One\n\n```swift\nlet half = 1.0 / 2\n```\n", to: "Content/01-one.md")
      for _ in 1...2 {
        let first = try await build(searching: path)
        #expect(first.ending == .exited(0))
        #expect(first.output.contains("1 lesson, 1 run"))
        #expect(first.errors.contains("the types of expressions are missing: sourcekitd died"))
        #expect(try code(of: "site/one.html").contains("half"))
      }
    }

    @Test func `an answer that is damaged costs a warning each time, and is not kept`()
      async throws
    {
      defer { scratch.remove() }
      let answers = [
        "initialize() {}", "request_create_from_yaml() -> Int { 1 }", "request_release() {}",
        "send_request_sync() -> Int { 1 }", "response_dispose() {}",
        "response_is_error() -> Bool { false }", "response_get_value() {}",
        "variant_json_description_copy() -> Any? { strdup(\"[\") }",
      ]
      let library = answers.enumerated().map { index, answer in
        let (name, rest) = (answer.prefix { $0 != "(" }, answer.drop { $0 != "(" })
        let type = rest.replacing("Any?", with: "UnsafeMutablePointer<CChar>?")
        return "@_cdecl(\"sourcekitd_\(name)\") public func f\(index)\(type)\n"
      }
      let path = try await searchPath(library: "import Glibc\n" + library.joined())
      try scratch.write("# One\n\n```swift\nlet half = 1.0 / 2\n```\n", to: "Content/01-one.md")
      for _ in 1...2 {
        let run = try await build(searching: path)
        #expect(run.ending == .exited(0))
        #expect(run.output.contains("1 lesson, 1 run"))
        #expect(run.errors.contains("the language services' answer is damaged"), "\(run.errors)")
        #expect(run.errors.contains("Swift is not coloured"))
      }
    }

    @Test func `without the services names have types, and what ran is kept`() async throws {
      defer { scratch.remove() }
      let path = try await searchPath(library: nil)
      try scratch.write("# One\n\n```swift\nlet half = 1.0 / 2\n```\n", to: "Content/01-one.md")
      let first = try await build(searching: path)
      #expect(first.ending == .exited(0))
      #expect(first.errors.contains("Swift is not coloured"))
      #expect(try scratch.text(of: "site/one.html").contains("<li>half: Double</li>"))
      let again = try await build(searching: path)
      #expect(again.output.contains("1 lesson, 0 run"))
    }

    @Test func `a lesson that kills the language services costs no page its colours or types`()
      async throws
    {
      defer { scratch.remove() }
      try scratch.write(
        """
        # One

        ```swift
        import Foundation
        let folders = try FileManager.default.contentsOfDirectory(atPath: "/proc")
        func text(_ name: String) -> String {
          (try? String(contentsOfFile: "/proc/\\(name)", encoding: .utf8)) ?? ""
        }
        let services = folders.compactMap { Int32($0) }.filter { pid in
          text("\\(pid)/cmdline").contains("--language-services")
            && text("\\(pid)/stat").split(separator: " ").dropFirst(3).first == "\\(getppid())"
        }
        let killed = services.filter { kill($0, SIGKILL) == 0 }
        print("killed", killed.count)
        ```
        """,
        to: "Content/01-one.md"
      )
      try scratch.write("# Two\n\n```swift\nlet half = 1.0 / 2\n```\n", to: "Content/02-two.md")
      let build = try await literate("build", "--jobs", "1")
      #expect(build.ending == .exited(0))
      #expect(build.errors.isEmpty, "\(build.errors)")
      let first = try scratch.text(of: "site/one.html")
      #expect(first.contains("killed 1"))
      #expect(first.contains("<span class=\"kw\">import</span>"))
      #expect(first.contains("data-type=\"[Int32]\""))
      #expect(try code(of: "site/two.html").contains("data-type=\"Double\""))
    }
  #endif

  private func literate(_ arguments: String...) async throws -> ToolRun {
    try await ToolRun.literate(arguments, in: scratch.url)
  }

  /// The blocks of code of a page.
  private func code(of path: String) throws -> String {
    let blocks = try scratch.text(of: path).matches(of: /(?s)<pre class="code".*?<\/pre>/)
    return blocks.map { String($0.output) }.joined()
  }
}
