import Diagnostics
import Testing

@Suite struct PrintedTextTests {
  /// What `xterm` shows of each; the pictures are those of Unicode's block of control pictures.
  @Test(arguments: [
    ("plain\n\ttext\n", "plain\n\ttext\n"),
    ("\r0%\r33%\r99%\n", "99%\n"),
    ("hello\rab\n", "abllo\n"),
    ("hello\rab\u{1B}[K\n", "ab\n"),
    ("hello\u{1B}[2K\rab\n", "ab\n"),
    ("dos\r\nlines\r\n", "dos\nlines\n"),
    ("ab\u{8}c", "ac"),
    ("\u{8}\u{8}a", "a"),
    ("e\u{301}\u{8}x", "x"),
    ("a\u{7}b\u{0}\u{7F}", "a␇b␀␡"),
    ("a\u{85}b\u{FFFE}\u{FFFF}", "a\u{FFFD}b\u{FFFD}\u{FFFD}"),
    ("\u{1B}[31mred\u{1B}[0m", "red"),
    ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{7}!", "link!"),
    ("\u{1B}]0;title\u{7}\u{1B}[?25l\u{1B}[10;20H\u{1B}(B\u{1B}7x", "x"),
    ("\u{1B}Pq#0\u{1B}\\x\u{9D}0;t\u{9C}y\u{9B}1mz", "xyz"),
    ("end\u{1B}", "end␛"),
    ("\u{1B}]8;;never ended\nnext", "8;;never ended\nnext"),
    ("👩‍👩‍👧\u{8}\u{8}x", "x"),
  ]) func `a text is what a terminal shows of it`(written: String, shown: String) {
    let printed = PrintedText(written)
    #expect(printed.text == shown)
    #expect(PrintedText(printed.text).text == shown)
  }

  @Test(arguments: [
    ("1;31", "ansi-bold ansi-red"),
    ("92", "ansi-bright-green"),
    ("44;97", "ansi-bright-white ansi-on-blue"),
    ("4;3;2;9;7", "ansi-dim ansi-italic ansi-underlined ansi-inverse ansi-struck"),
    ("38;5;9", "ansi-bright-red"),
    ("38;5;21", "ansi-bright-blue"),
    ("38;2;160;0;0", "ansi-red"),
    ("38:2:0:160:0", "ansi-green"),
    ("31;39;1;22;100", "ansi-on-bright-black"),
    ("1;0", ""),
    ("38;5", ""),
    ("99999999999999999999", ""),
  ]) func `colours have classes`(codes: String, classes: String) {
    let printed = PrintedText("a\u{1B}[\(codes)mb\u{1B}[mc")
    #expect(printed.text == "abc")
    #expect(printed.spans.map(\.style.classes) == (classes.isEmpty ? [] : [classes]))
    #expect(printed.spans.allSatisfy { $0.range == 1..<2 })
  }

  @Test func `a colour lasts over line ends and is overwritten with its text`() {
    let printed = PrintedText("\u{1B}[31mab\ncd\u{1B}[0m\rx")
    #expect(printed.text == "ab\nxd")
    #expect(printed.spans.map(\.range) == [0..<2, 4..<5])
  }

  @Test(arguments: [
    ("a\r\nb\rc", "a\nb␍c"), ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{8}", "␈"), ("ü€𝄞", "ü€𝄞"),
  ]) func `a value shows no control characters`(value: String, shown: String) {
    #expect(PrintedText.visible(value) == shown)
  }

  @Test(arguments: [
    ("שלום", true), ("سلام", true), ("a\u{202E}b", true), ("a\u{200F}", true),
    ("é → … 中文 🎉", false),
    ("", false),
  ]) func `text that could turn others is known`(text: String, isIsolated: Bool) {
    #expect(PrintedText.needsIsolation(text) == isIsolated)
  }

  @Test func `messages quote values without what they do to a terminal`() {
    let location = Diagnostic.Location(
      file: "a.md",
      range: SourceRange(line: 1, column: 3),
      sourceLine: "a\u{1B}[2Jb\u{202E}"
    )
    let diagnostic = Diagnostic("x", "is '\u{1B}[31mred\u{7}\u{202E}'", at: location)
    #expect(
      DiagnosticFormatter(usesColor: false).format(diagnostic)
        == "a.md:1:3: error: is 'red␇\u{FFFD}'\na␛[2Jb\u{FFFD}\n  ^\n"
    )
  }
}
