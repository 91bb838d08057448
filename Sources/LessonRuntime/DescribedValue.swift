import LessonKit
import LessonProtocol

/// A value as records hold it.
struct DescribedValue {
  let type: String
  let text: String
  let representations: [ProgramRecord.Representation]

  /// Longest text kept of one value, in bytes.
  private static let textLimit = 10_000
  /// How many elements of collections are described, those of collections in them included; and how
  /// many in short.
  private static let elementLimit = 1000
  private static let shortElementLimit = 32
  /// How deep values may nest; and in short.
  private static let depthLimit = 64
  private static let shortDepthLimit = 12

  /// Describes a value; in short where it is one of many and only the last will be seen.
  ///
  /// Complexity: O(1) in the size and depth of what the value holds, otherwise as its `description`.
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
}
