import LessonKit
import LessonProtocol

/// A value as stored in records.
struct DescribedValue {
  let type: String
  let text: String
  private(set) var representations: [ProgramRecord.Representation]

  /// The longest text kept of one value, in bytes.
  private static let textLimit = 10_000
  /// The maximum number of collection elements to describe, including those of nested
  /// collections; and in short form.
  private static let elementLimit = 1000
  private static let shortElementLimit = 32
  /// The maximum nesting depth of values; and in short form.
  private static let depthLimit = 64
  private static let shortDepthLimit = 12

  /// Describes a value; in short form if it is one of many and only the last will be seen.
  ///
  /// Complexity: O(1) in the size and depth of the value's content, otherwise that of its `description`.
  init<Value>(_ value: Value, inShort: Bool) {
    type = _typeName(Value.self, qualified: false)
    if let displayable = value as? any LessonDisplayable {
      let display = displayable.lessonDisplay
      text = String(display.plainText.prefix(Self.textLimit))
      let size = display.representations.reduce(0) { $0 + $1.value.utf8.count }
      representations =
        size > RecordWriter.displayLimit
        ? [ProgramRecord.Representation(mediaType: ProgramRecord.tooLarge, content: String(size))]
        : display.representations.sorted { $0.key < $1.key }.map {
          ProgramRecord.Representation(mediaType: $0.key, content: $0.value)
        }
      return
    }
    var writer = ValueWriter(
      elements: inShort ? Self.shortElementLimit : Self.elementLimit,
      bytes: Self.textLimit,
      depth: inShort ? Self.shortDepthLimit : Self.depthLimit
    )
    writer.write(value)
    text = writer.text
    representations = []
  }

  /// Adds the control that the value comes from.
  mutating func add(_ control: Control) {
    representations.append(
      ProgramRecord.Representation(mediaType: Control.mediaType, content: control.text)
    )
  }
}
