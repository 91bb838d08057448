import Diagnostics
import Markdown
import Testing

/// Where things are in the file, which messages and the compiler's columns depend on.
@Suite struct PlaceTests {
  func document(_ text: String, fromLine line: Int = 1) -> MarkdownDocument {
    MarkdownDocument(SourceFile(path: "x.md", text: text), fromLine: line)
  }

  func codeSpans(_ text: String) -> [CodeSpan] {
    document(text).elements.compactMap {
      if case .code(let span) = $0.kind { span } else { nil }
    }
  }

  func formulas(_ text: String) -> [TeX] {
    document(text).elements.compactMap { if case .tex(let tex) = $0.kind { tex } else { nil } }
  }

  @Test(arguments: [
    ("a `b` c", "b", 1, 4),
    ("é `b`", "b", 1, 5),
    ("``  two ticks ``", " two ticks", 1, 4),
    ("first\nsecond `b`", "b", 2, 9),
    ("> - in a list\n>   `b`", "b", 2, 6),
    ("\\`no` `b`", " ", 1, 6),
    ("<a title=\"`\">x</a> `b`", "b", 1, 21),
    ("| a | `b` |\n|---|---|\n| `c` | d |", "b", 1, 8),
    ("# head `b`", "b", 1, 9),
    ("Setext `b`\n===", "b", 1, 9),
    ("1. > `b`", "b", 1, 7),
    ("\n> ~~~swift {caption=\"a `b`\"}\n> x\n> ~~~", "b", 2, 25),
    ("| t |\n|---|\n\nTable: `b`", "b", 4, 9),
  ]) func `a code span knows its place`(text: String, code: String, line: Int, column: Int) {
    let first = codeSpans(text).first
    #expect(first?.text == code)
    #expect(first?.start == SourcePosition(line: line, column: column))
  }

  @Test(arguments: [
    ("a $x$", "x", false, 1, 4),
    ("a $$x$$ b", "x", true, 1, 5),
    ("a $`x`$", "x", false, 1, 5),
    ("$a_1 * b_1 * c$", "a_1 * b_1 * c", false, 1, 2),
    ("$\\{a\\}$", "\\{a\\}", false, 1, 2),
    ("# $x$", "x", false, 1, 4),
    ("| $x$ |\n|---|", "x", false, 1, 4),
    ("> text\n> $x$", "x", false, 2, 4),
    ("$$\na\n= b\n- c\n$$", "a\n= b\n- c\n", true, 2, 1),
    ("- item\n  $$\n  a\n  $$", "a\n", true, 3, 3),
    ("``` math\na\n```", "a\n", true, 2, 1),
  ]) func `a formula is found with its place`(
    text: String,
    source: String,
    isDisplay: Bool,
    line: Int,
    column: Int
  ) {
    let first = formulas(text).first
    #expect(first?.source == source)
    #expect(first?.isDisplay == isDisplay)
    #expect(first?.start == SourcePosition(line: line, column: column))
  }

  @Test(arguments: [
    "costs $5 and $6", "$ x $", "\\$x\\$", "`$x$`", "    $x$", "```\n$x$\n$$\ny\n$$\n```",
    "<a b=\"$x$\">", "$x", "a$x$", "$x$2", "$$\nno end\n\nnext",
  ]) func `a dollar is not always a formula`(text: String) {
    #expect(formulas(text).isEmpty)
  }

  @Test func `a place within a formula counts its lines`() throws {
    let tex = try #require(formulas("$$\nab\ncd\n$$").first)
    #expect(tex.position(ofOffset: 1) == SourcePosition(line: 2, column: 2))
    #expect(tex.position(ofOffset: 4) == SourcePosition(line: 3, column: 2))
  }

  @Test func `lines of code begin behind the marks of lists and quotations`() {
    let text = "- item\n\n  > ```swift x\n  > one\n  >   two\n  > ```\n"
    guard case .codeBlock(let block) = document(text).elements.last?.kind else {
      Issue.record("no code block")
      return
    }
    #expect(block.info == "swift x")
    #expect(block.infoStart == SourcePosition(line: 3, column: 8))
    #expect(block.lines.map(\.text) == ["one", "  two"])
    #expect(block.lines.map(\.start.line) == [4, 5])
    #expect(block.lines.map(\.start.column) == [5, 5])
  }

  @Test func `what is before the first line is left out, and lines keep their numbers`() {
    let document = document("---\ntitle: x\n---\n# Head\n", fromLine: 4)
    #expect(document.html() == "<h1>Head</h1>\n")
    #expect(document.elements.first?.range.start == SourcePosition(line: 4, column: 1))
  }
}
