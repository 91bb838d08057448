/// A caption: a paragraph right under a code block, an image or a table.
///
/// Such a paragraph begins with `Figure: ` or `Table: `, and may end with a name for links,
/// `{#losses}`. The option `{caption="…"}` of a fence is read as one, too.
package struct Caption: Sendable, Equatable {
  package enum Noun: String, CaseIterable, Sendable {
    case figure = "Figure"
    case table = "Table"

    /// The text that a caption begins with.
    var opening: String { rawValue + ": " }
  }

  /// `nil` if the caption is in a fence: its noun then depends on the output shown.
  package let noun: Noun?
  package let identifier: String?
  /// The index of the code block, image or table among the document's elements.
  package let element: Int
}
