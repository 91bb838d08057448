/// What a paragraph right under a code block, an image or a table says of it.
///
/// Such a paragraph begins with `Figure: ` or `Table: `, and may end with a name for links,
/// `{#losses}`. What a fence says in `{caption="…"}` is read as one, too.
package struct Caption: Sendable, Equatable {
  package enum Noun: String, CaseIterable, Sendable {
    case figure = "Figure"
    case table = "Table"

    /// How a caption begins.
    var opening: String { rawValue + ": " }
  }

  /// `nil` where a fence holds the caption, and what it names is known only from what is shown.
  package let noun: Noun?
  package let identifier: String?
  /// The index of the code block, image or table among the document's elements.
  package let element: Int
}
