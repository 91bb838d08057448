import SwiftReading
import Testing

/// Expected values are read off the grammar of Swift and what `swiftc` accepts.
@Suite struct SwiftReadingTests {
  @Test("What stands in a text is no comment")
  func slashesInText() {
    let source = SwiftSource(#"let page = "https://example.org/" + self // why"#)
    #expect(source.tokens.filter(\.kind.isComment).map(source.text) == ["// why"])
  }
}
