import LessonKit

/// A value as records hold it.
struct DescribedValue {
  let type: String
  let text: String
  /// Media types and contents, alternating.
  let representations: [String]

  /// In place of forms that are larger than a cell may show: how large they are, in bytes.
  private static let tooLarge = "x-literate/too-large"
  /// Longest text kept of one value, in bytes.
  private static let textLimit = 10_000
  /// How many elements of collections are described, those of collections in them included; and how
  /// many in short.
  private static let elementLimit = 1000
  private static let shortElementLimit = 32
  /// How deep values may stand in each other; and in short.
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
        ? [Self.tooLarge, String(size)]
        : display.representations.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
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
