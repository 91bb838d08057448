import SwiftReading
import Testing

/// Where statements begin and end, read off the grammar of Swift and what `swiftc` accepts.
@Suite struct StatementTests {
  /// The statements of a text, white space made one space.
  private func statements(_ code: String) -> [String] {
    let source = SwiftSource(code)
    return source.statements.map { flat(source.text(in: $0.range)) }
  }

  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// All bodies of a text with their statements, outer ones first.
  private func bodies(_ code: String) -> [String] {
    let source = SwiftSource(code)
    func all(_ body: SwiftBody) -> [String] {
      body.statements.flatMap(\.bodies).flatMap { inner in
        let texts = inner.statements.map { flat(source.text(in: $0.range)) }
        return ["\(inner.kind): \(texts.joined(separator: " | "))"] + all(inner)
      }
    }
    return all(source.file)
  }

  @Test(arguments: [
    "a\n  .b()\n  // c\n  .d { $0 }\n  .e", "f {\n  1\n} b: {\n  2\n}\nc: { 3 }", "f()\n{ 1 }",
    "let a = b +\n  c", "let a = b\n  + c", "let a = b\n  ? c\n  : d", "let a =\n  b",
    "let a = if b { 1 } else { 2 }", "let a = switch b {\ncase 1: 2\ndefault: 3\n}",
    "a\n  #if DEBUG\n  .b()\n  #else\n  .c()\n  #endif\n  .d()", "a as\n  B", "a\n  as? B",
    "func f()\n  async throws\n  -> Int\n  where A: B\n{ 1 }", "@A\n@B(c)\npublic\nfunc f() {}",
    "#if A\n@B\n#endif\nfunc f() {}", "if a {\n}\nelse if b {\n}\nelse {\n}",
    "do {\n}\ncatch A {\n}\ncatch {\n}",
    "repeat {\n}\nwhile a", "guard let a\nelse { return }", "return\n  a", "throw\n  a",
    "outer:\nfor a in b {}", "f(\n  a,\n  b\n)", "[\n  1,\n  2,\n]", "let a = 1,\n  b = 2",
    "var a = 1 { didSet { f() } }", "var a: Int\n{ 1 }", "typealias A = B<\n  C,\n  D\n>",
    "try\n  f()", "await\n  f()", "let a = \"\"\"\n  b\n  \\(c {\n    d\n  })\n  \"\"\"",
    "for a\n  in b\n  where c\n{ d }", "while let a = b.first(where: { $0 }),\n  c\n{ d }",
    "if a.map({ $0 }).b, c == d.map { $0 } ?? e { f }",
    "@attached(member) macro a() =\n  #b(c: \"d\")",
    "precedencegroup A {\n  higherThan: B\n}", "infix operator ++ : A", "x = y as! Z",
    "repeat each a",
    "if .random() { 1 } else { 2 } as Int", "a::b\n  ::c", "case1.default(in: for: if: 2)",
  ])
  func `is one statement`(code: String) {
    #expect(statements(code) == [flat(code)])
  }

  @Test(arguments: [
    "a\n-b", "a\n!b", "a\n&b", "a\n(b)", "a\n[b]", "let a = b!\nc", "let a: Int?\nb", "a; b",
    "typealias A = B<\n  C\n>\nlet d = 1",
    "let a = 1\n{ b }()", "let a = [1]\n{ b }()", "f { 1 }\n{ 2 }()", "func f() {}\n@A func g() {}",
    "return\nlet a = 1", "break\na", "f()\nasync let a = b", "let a = b as C\nd", "let a = 1...\nb",
    "protocol\nA {}\nb", "infix operator ++\nfunc ++ (a: A, b: A) {}", "import A\nimport B",
    "prefix operator -\nlet a = 1", "if a {}\n.b()", "let a = A<B>\nlet c = 1",
    "deinit {}\ndeinit {}",
    "open(a)\nvar b = 1", "#sourceLocation(file: \"a\", line: 1)\na", "a\n/b/.c()", "a // b +\nc",
    "let r = /a/\nb", "#if A\n#endif", "var a: Int { 1 }\nvar b: Int { 2 }", "f(\"a\")\n\"b\"",
    "x = { a in\n  b\n}\ny()", "func / (a: A, b: A) {}\nlet c = 1 / 2", "do {} catch {}\nf {}",
  ])
  func `are two statements`(code: String) {
    #expect(statements(code).count == 2)
  }

  @Test func `the members of a type are its statements`() {
    let code = """
      enum A: B {
        case a, b(Int)
        indirect case c
        init?(_ d: Int) { e() }
        subscript(f: Int) -> Int { get { 1 } set { g() } }
        static func < (l: A, r: A) -> Bool { l }
        prefix static func - (a: A) -> A { a }
        #if C
        var h: Int { 1 }
        #endif
        class var i: Int
        associatedtype J: K
      }
      """
    let source = SwiftSource(code)
    let body = source.statements.first?.bodies.first
    #expect(body?.kind == .type)
    #expect(
      body?.statements.map(\.kind) == [
        .declaration(.member), .declaration(.member), .declaration(.member), .declaration(.member),
        .declaration(.function), .declaration(.function), .directive, .declaration(.variable),
        .directive, .declaration(.variable), .declaration(.member),
      ]
    )
  }

  @Test(arguments: [
    ("var a: Int { b; c }", ["accessors: b | c"]),
    (
      "var a: Int { if b { 1 } else { 2 } }",
      ["accessors: if b { 1 } else { 2 }", "block: 1", "block: 2"]
    ),
    (
      "var a: Int { mutating get async throws; set }",
      ["accessors: mutating get async throws | set"]
    ),
    (
      "var a: Int { get { 1 } set(b) { c } }",
      ["accessors: get { 1 } | set(b) { c }", "function: 1", "function: c"]
    ),
    ("var a = b { @C willSet { d } }", ["accessors: @C willSet { d }", "function: d"]),
    ("let a = A<B, C> { d in e }", ["closure: e"]),
    ("let a = { b }()", ["closure: b"]),
    ("f { [weak a, b = c] (d: Int, e) async throws(F) -> [G<H>] in i; j }", ["closure: i | j"]),
    ("f { a,\n b in\n c }", ["closure: c"]),
    ("f { @MainActor in a }", ["closure: a"]),
    ("f { for a in b { c } }", ["closure: for a in b { c }", "block: c"]),
    (
      "switch a { case .b where c ? d : e: f; case 1, 2: g\n@unknown default: h }",
      [
        "cases: case .b where c ? d : e: | f | case 1, 2: | g | @unknown default: | h"
      ]
    ),
    ("if a { b } else if c { d } else { e }", ["block: b", "block: d", "block: e"]),
    ("let a = if b { c } else { d }", ["expressionBranch: c", "expressionBranch: d"]),
    ("while f({ a }) { b }", ["closure: a", "block: b"]),
    ("if a.contains { b } == true { c }", ["closure: b", "block: c"]),
    ("\"\\(a { b })\"", ["closure: b"]),
    (
      "@Test(.if { a }) func f(b: () -> Int = { c }) { d }",
      ["closure: a", "closure: c", "function: d"]
    ),
    ("do throws(A) { b } catch let c { d }", ["block: b", "block: d"]),
    ("a\n#if B\n.c { d }\n#endif", ["closure: d"]),
    ("f(if: { a })", ["closure: a"]),
  ])
  func `bodies hold their statements`(code: String, expected: [String]) {
    #expect(bodies(code) == expected)
  }

  @Test(arguments: [
    ("@A public final class B {}", "class"), ("private(set) var a = 1", "var"),
    ("outer: while a {}", "while"), ("async let a = b", "let"), ("distributed actor A {}", "actor"),
    ("nonisolated(unsafe) static let a = 1", "let"), ("a + b", "a"),
    ("prefix func - (a: A) {}", "func"), ("@attached(peer) macro a()", "macro"),
    ("@A<B>(c: 1)\n@D\nopen class func f() {}", "func"), ("consuming func f() {}", "func"),
  ])
  func `the head of a statement is its keyword`(code: String, head: String) {
    let source = SwiftSource(code)
    #expect(source.statements.count == 1)
    #expect(source.statements.first.map { source.text(of: source.tokens[$0.head]) } == head)
  }

  @Test(arguments: [
    ("let a = 1", SwiftStatement.Kind.declaration(.variable)), ("import A", .declaration(.import)),
    ("extension A {}", .declaration(.extension)), ("actor A {}", .declaration(.type)),
    ("typealias A = B", .declaration(.typeAlias)), ("prefix operator +", .declaration(.operator)),
    ("precedencegroup A {}", .declaration(.precedenceGroup)), ("defer {}", .control),
    ("return a", .jump), ("fallthrough", .jump), ("actor = 1", .expression),
    ("open(a)", .expression),
    ("#expect(a) { b }", .expression), ("final.a", .expression), ("#if A", .directive),
    ("macro()", .expression), ("/a/.b", .expression),
    ("struct A: ~Copyable {}", .declaration(.type)),
  ])
  func `a statement has its kind`(code: String, kind: SwiftStatement.Kind) {
    #expect(SwiftSource(code).statements.map(\.kind) == [kind])
  }

  @Test func `a brace left open takes no statement before it`() {
    #expect(statements("let a = 1\nfunc f() {\n  b\nlet c = 2").first == "let a = 1")
    #expect(statements("}\nlet a = 1\n)\nb") == ["let a = 1", "b"])
  }

  @Test func `comments belong to no statement's end`() {
    #expect(statements("a // b\n/* c */ d /* e */") == ["a", "d"])
  }
}
