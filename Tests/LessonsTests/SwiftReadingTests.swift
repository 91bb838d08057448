import SwiftReading
import Testing

/// Expected values are read off the grammar of Swift and what `swiftc` accepts.
@Suite struct SwiftReadingTests {
  /// The texts of the tokens of some kinds.
  private func texts(_ code: String, _ kinds: SwiftToken.Kind...) -> [String] {
    let source = SwiftSource(code)
    return source.tokens.filter { kinds.contains($0.kind) }.map(source.text)
  }

  @Test func `what looks like a comment in a text is none`() {
    let code = #"let page = "https://example.org/*" + self // why"#
    #expect(texts(code, .lineComment, .blockComment) == ["// why"])
    #expect(texts(#"f("/* no */") /* yes */"#, .blockComment) == ["/* yes */"])
  }

  @Test func `comments nest`() {
    #expect(texts("a /* b /* c */ d */ e", .blockComment) == ["/* b /* c */ d */"])
    #expect(texts("a /* b /* c */ d */ e", .identifier) == ["a", "e"])
  }

  @Test func `an escaped quotation mark ends no text`() {
    #expect(texts(#"f("a \" b") + c"#, .stringText) == [#"a \" b"#])
    #expect(texts(#"f("a \\") + "c""#, .stringText) == [#"a \\"#, "c"])
  }

  @Test func `a raw text ends at a mark with as many number signs`() {
    #expect(texts(##"f(#"a " b"#, c)"##, .stringText) == [#"a " b"#])
    #expect(texts(###"f(##"a "# b"##)"###, .stringText) == [##"a "# b"##])
    #expect(texts(##"f(#"\"#)"##, .stringText) == [#"\"#])
  }

  @Test func `in a raw text interpolation wants its number signs`() {
    #expect(texts(##"#"a \(b)"#"##, .identifier) == [])
    #expect(texts(##"#"a \#(b)"#"##, .identifier) == ["b"])
    #expect(texts(##"#"a \#(b)"#"##, .interpolationStart) == [##"\#("##])
  }

  @Test func `a raw text of one quotation mark is no text of several lines`() {
    let code = ##"let mark = #"""#; let a = 1"##
    #expect(texts(code, .stringText) == ["\""])
    #expect(texts(code, .number) == ["1"])
  }

  @Test func `three marks end a text also at the end of a line of it`() {
    let code = "let a = \"\"\"\n  b \"c\" // d\n  e\"\"\"\nlet f = 1 // g"
    #expect(texts(code, .stringText) == ["\n  b \"c\" // d\n  e"])
    #expect(texts(code, .lineComment) == ["// g"])
  }

  @Test func `a text of several lines may begin with a mark in its own line`() {
    let code = "f(\"\"\"\n\"a\" and \\\"\"\" b\n\"\"\")"
    #expect(texts(code, .stringText) == ["\n\"a\" and \\\"\"\" b\n"])
  }

  @Test func `a brace in a text in an interpolation closes nothing`() {
    let source = SwiftSource(#"let a = [1].map { "\(f("}")) \(g { "{" })" }"#)
    #expect(source.unmatchedBrackets.isEmpty)
    #expect(source.isClosed)
    #expect(source.statements.count == 1)
  }

  @Test func `texts stand in interpolations in texts`() {
    let code = #"print("a \(b["c \(d) e"] ?? "f") g")"#
    #expect(texts(code, .stringText) == ["a ", "c ", " e", "f", " g"])
    #expect(texts(code, .identifier) == ["print", "b", "d"])
  }

  @Test func `a parenthesis in an interpolation does not end it`() {
    #expect(texts(#""\(f(a, (b))) c""#, .stringText) == [" c"])
    #expect(texts(#""\(f(a, (b))) c""#, .interpolationEnd) == [")"])
  }

  @Test(arguments: [
    "a / b / c", "f(a)/b/c", "x[0]/2/y", "self/2/c", "a!/b/c", "1/2/3", "(a)/b/(c)",
  ])
  func `a slash behind a value divides`(code: String) {
    #expect(texts(code, .regex) == [])
    #expect(texts(code, .operator).filter { $0 == "/" } == ["/", "/"])
  }

  @Test(arguments: [
    ("let r = /a b/", "/a b/"), ("f(/[(/]+/)", "/[(/]+/"), ("return /\\/x/", "/\\/x/"),
    ("try? /a/", "/a/"), ("x = !/a/", "/a/"), ("let a = #/x/y/#", "#/x/y/#"),
    ("a\n/b/.c", "/b/"), ("#/\n  a # \"\n  b\n/#", "#/\n  a # \"\n  b\n/#"),
    ("if x.contains(/\"/) {}", "/\"/"),
  ])
  func `a slash where a value is wanted begins a regular expression`(code: String, regex: String) {
    if regex == "/[(/]+/" {
      // A slash ends one also among brackets, as the compiler has it.
      #expect(texts(code, .regex) == ["/[(/"])
    } else {
      #expect(texts(code, .regex) == [regex])
    }
  }

  @Test(arguments: ["f(/, /)", "a.reduce(1, /)", "x = /  a/", "let a = b /c", "/ a/"])
  func `a slash before a space, a comma or no other slash is an operator`(code: String) {
    #expect(texts(code, .regex) == [])
  }

  @Test func `in Swift 5 no slash begins a regular expression`() {
    let source = SwiftSource("let r = /a/", readsBareRegex: false)
    #expect(!source.tokens.contains { $0.kind == .regex })
  }

  @Test func `the first line may name the program that runs the file`() {
    let source = SwiftSource("#!/usr/bin/swift \"\nlet a = 1")
    #expect(source.tokens.first?.kind == .lineComment)
    #expect(source.statements.count == 1)
    #expect(source.isClosed)
  }

  @Test func `lines may end as on Windows`() {
    let source = SwiftSource("let a = 1 // b\r\nlet c = \"\"\"\r\n  d\r\n  \"\"\"\r\nf()\r\n")
    #expect(source.tokens.filter(\.kind.isComment).map(source.text) == ["// b"])
    #expect(source.statements.map { source.text(in: $0.range) }.last == "f()")
    #expect(source.statements.count == 3)
  }

  @Test func `a text of one line that nothing ends is over at the line's end`() {
    let source = SwiftSource("let a = \"b // c\nlet d = 1 // e")
    #expect(source.tokens.filter(\.kind.isComment).map(source.text) == ["// e"])
    #expect(source.statements.count == 2)
    #expect(!source.isClosed)
  }

  @Test func `an interpolation that nothing ends is over at the line's end`() {
    let source = SwiftSource("print(\"a \\(b\")\nlet c = 1\nf()")
    #expect(source.tokens.contains { $0.kind == .keyword && source.text(of: $0) == "let" })
    #expect(!source.isClosed)
    #expect(SwiftSource("let a = \"\\(b\nlet c = 1").statements.count == 2)
    #expect(texts("let a = \"\\(b\nlet c = \"d\"", .stringText) == ["d"])
  }

  @Test(arguments: [
    "let a = \"\"\"\nb", "/* a /* b */", "f(", "f { a", "[1", "#if A\nb", "\"\\(", "\"a", "a)", "}",
  ])
  func `what is left open is known`(code: String) {
    #expect(!SwiftSource(code).isClosed)
  }

  @Test func `a closing bracket belongs to the nearest of its kind`() {
    let source = SwiftSource("f(a[1)\ng()")
    #expect(source.unmatchedBrackets.map { source.text(of: source.tokens[$0]) } == ["["])
  }

  @Test func `reserved words in backticks and behind a dot are names`() {
    #expect(texts("`class`.default.in", .keyword) == [])
    #expect(texts("let `a b` = 1", .identifier) == ["`a b`"])
    #expect(texts("a.self", .keyword) == ["self"])
    #expect(texts("get + some + actor", .keyword) == [])
  }

  @Test func `a number has its fraction and exponent, and no member`() {
    let code = "1_000 0x1F 0b01 0o7 1.5e-3 0x1.8p4 1.description a.0.1 0x1.p"
    #expect(
      texts(code, .number) == [
        "1_000", "0x1F", "0b01", "0o7", "1.5e-3", "0x1.8p4", "1", "0", "1", "0x1",
      ]
    )
  }

  @Test func `operators are as long as they can be`() {
    #expect(texts("a ... b ..< c .< d ?? e === f", .operator) == ["...", "..<", ".<", "??", "==="])
    #expect(texts("a ≠ b ⊕⊕ c", .operator) == ["≠", "⊕⊕"])
    #expect(texts("a≠b", .operator) == ["≠"])
    #expect(texts("a?.b!.c", .operator) == ["?", "!"])
    #expect(texts("a+/* b */c", .operator) == ["+"])
  }

  @Test func `names may hold letters of all scripts and emoji`() {
    #expect(texts("let größe = π + 数 - 🐶", .identifier) == ["größe", "π", "数", "🐶"])
    #expect(texts("{ $0 + $1 }", .identifier) == ["$0", "$1"])
  }

  @Test func `directives are told from macros`() {
    #expect(texts("#if A\n#sourceLocation(file: \"a\", line: 1)\n#endif", .directive).count == 3)
    #expect(
      texts("#expect(a)\n#line\n#available", .poundName) == ["#expect", "#line", "#available"]
    )
  }

  @Test func `what an editor asks to be replaced is a name`() {
    #expect(texts("f(<#T##Int#>, <#b#>)", .identifier) == ["f", "<#T##Int#>", "<#b#>"])
  }

  @Test func `a token knows what is before it`() {
    let source = SwiftSource("a /* b */\n  c -d - e")
    #expect(source.tokens.filter(\.startsLine).map(source.text) == ["a", "c"])
    let operators = source.tokens.filter { $0.kind == .operator }
    #expect(operators.map(\.isLeftBound) == [true, true])
  }
}
