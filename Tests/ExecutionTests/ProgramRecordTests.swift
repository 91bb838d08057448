import LessonProtocol
import Lessons
import Testing

@testable import Execution

@Suite struct ProgramRecordTests {
  private static let place = ProgramRecord.Place(
    startLine: 3,
    startColumn: 1,
    endLine: 4,
    endColumn: 9
  )

  private static let records: [ProgramRecord] = [
    .begin, .unit(0, printed: 0, errors: 0), .scope(place),
    .value(place, count: 2, name: "", type: "String", text: "a\tb\\n\nc\r\n", []),
    .value(
      place,
      count: 1,
      name: "naïve\t\u{301}",
      type: "T",
      text: "",
      [
        ProgramRecord.Representation(mediaType: "text/html", content: "<b>\n</b>"),
        ProgramRecord.Representation(mediaType: "image/svg+xml", content: ""),
      ]
    ),
    .output(line: 3, column: 1, isEnd: false, printed: 5),
    .output(line: 3, column: 1, isEnd: true, printed: 9),
    .stray(line: 4, column: 2, unit: 0), .issue(#"{"kind":"issue"}"#),
    .unit(1, printed: 12, errors: 3), .end(printed: 20, errors: 4),
  ]

  @Test func `a record is a line, and is read back`() {
    for record in Self.records {
      let bytes = record.bytes
      #expect(bytes.filter { $0 == UInt8(ascii: "\n") }.count == 1)
      #expect(bytes.last == UInt8(ascii: "\n"))
      let line = String(decoding: bytes.dropLast(), as: UTF8.self)
      #expect(ProgramRecord(Substring(line).utf8) == record)
    }
  }

  @Test(arguments: [
    "", "nothing", "unit", "unit\t1", "unit\tone\t2\t3", "unit\t0\t-1\t0", "scope\t1\t2\t3",
    "value\t1\t2\t3\t4\t5\tname\ttype", "output\t1\t2\tend", "stray\t1\t2", "issue\ta\tb", "end\t1",
  ]) func `half a record is none`(line: String) {
    #expect(ProgramRecord(Substring(line).utf8) == nil)
  }

  @Test func `the records of a program become its units`() throws {
    let text = String(decoding: Self.records.flatMap(\.bytes), as: UTF8.self)
    // What a program that is stopped leaves behind.
    let records = ProgramRecords(text + "unit\t2")
    #expect(records.units.map(\.index) == [0, 1])
    #expect(records.units.map(\.printedFrom) == [0, 12])
    #expect(records.units.map(\.errorsFrom) == [0, 3])
    let values = records.units[0].values.map(\.value)
    #expect(values.map(\.text) == ["a\tb\\n\nc\r\n", ""])
    // A block that was entered is around both.
    #expect(values.allSatisfy { $0.isNested })
    #expect(values[1].representations == ["text/html": "<b>\n</b>", "image/svg+xml": ""])
    #expect(records.statements.map(\.ranges) == [[5..<9]])
    #expect(records.strayPrints.map(\.unit) == [0])
    #expect(records.end == 20)
    #expect(records.errorsEnd == 4)
  }

  @Test func `a program that did not come to its end has none`() {
    let text = String(decoding: Self.records.dropLast().flatMap(\.bytes), as: UTF8.self)
    #expect(ProgramRecords(text).end == nil)
  }
}
