import LessonKit
import Testing

@Suite struct TableTests {
  let table = Table(
    columns: ["what", "<value>"],
    rows: [["a & b", .number(1.0 / 3)], ["n", 12], ["short"]]
  )

  @Test func `a table shows itself as HTML, escaped, its numbers shortened and whole`() {
    let html = table.lessonDisplay.representations["text/html"]
    #expect(
      html == """
        <table><thead><tr><th scope="col">what</th><th scope="col" class="number">&lt;value&gt;</th></tr></thead>\
        <tbody><tr><th scope="row">a &amp; b</th><td class="number">\
        <data value="0.3333333333333333">0.333333</data></td></tr>\
        <tr><th scope="row">n</th><td class="number"><data value="12">12</data></td></tr>\
        <tr><th scope="row">short</th><td class="number"></td></tr></tbody></table>
        """
    )
  }

  @Test func `a table is text in columns`() {
    #expect(
      table.description == """
        what   <value>
        a & b  0.333333
        n      12
        short
        """
    )
  }

  @Test func `a row that is too long is cut`() {
    #expect(Table(columns: ["a"], rows: [["x", "y"]]).rows == [["x"]])
  }
}
