private import CCMarkGFM

/// The footnotes of a tree, and the blocks that refer to them.
///
/// libcmark-gfm puts the notes at the end of the tree, in the order of their numbers; a reference
/// holds the number of its note.
struct CMarkFootnotes {
  /// A block of the document that refers to notes.
  private struct Place {
    let block: CMarkNode
    var notes: [Note]
  }

  private struct Note {
    let number: String
    let definition: CMarkNode
    /// The reference as libcmark-gfm writes it, which holds its own identifier and that of its note,
    /// escaped for an attribute.
    let reference: String

    func value(of attribute: String) -> Substring {
      let start = reference.firstRange(of: "\(attribute)=\"")?.upperBound
      return start.map { reference[$0...].prefix { $0 != "\"" } } ?? ""
    }
  }

  private let places: [Place]
  private let references: [CMarkNode]

  /// `nil` if there are none, or if one is first referred to in a caption, which moves into a figure
  /// with the block it names.
  init?(in tree: CMarkTree) {
    let definitions = tree.root.children.filter { $0.type == CMARK_NODE_FOOTNOTE_DEFINITION }
    guard !definitions.isEmpty else { return nil }
    references = tree.nodes().filter { $0.type == CMARK_NODE_FOOTNOTE_REFERENCE }
    var places: [Place] = []
    var known: Set<String> = []
    for node in references {
      guard let block = node.topLevelBlock, block.type != CMARK_NODE_FOOTNOTE_DEFINITION,
        let number = Int(node.literal), definitions.indices.contains(number - 1),
        known.insert(node.literal).inserted
      else { continue }
      guard CMarkCaption(block) == nil else { return nil }
      let note = Note(
        number: node.literal,
        definition: definitions[number - 1],
        reference: node.html(.current)
      )
      if places.last?.block.pointer == block.pointer {
        places[places.count - 1].notes.append(note)
      } else {
        places.append(Place(block: block, notes: [note]))
      }
    }
    guard known.count == definitions.count else { return nil }
    self.places = places
  }

  /// Moves each note right after the block that first refers to it, and wraps the two in one element.
  func moveBesideTheirBlocks() {
    // A reference cannot be written once its definition is gone.
    for reference in references { reference.replaceWithItsHTML() }
    for place in places {
      place.block.insertBefore(html: "<div class=\"noted\">\n")
      let last = place.block.captionBehind ?? place.block
      var end = last.insertedBehind(html: "<div class=\"notes\">\n")
      for note in place.notes { end = move(note, behind: end) }
      _ = end.insertedBehind(html: "</div>\n</div>\n")
    }
  }

  /// Moves the blocks of a note after another block; returns the last block moved.
  private func move(_ note: Note, behind block: CMarkNode) -> CMarkNode {
    let name = note.value(of: "href").dropFirst()
    var end = block.insertedBehind(html: "<div class=\"note\" id=\"\(name)\" role=\"note\">\n")
    let link =
      "<a class=\"note-number\" href=\"#\(note.value(of: "id"))\" "
      + "aria-label=\"Back to the text of note \(note.number)\">\(note.number)</a> "
    if let first = note.definition.firstChild, first.type == CMARK_NODE_PARAGRAPH {
      first.prepend(inlineHTML: link)
    } else {
      end = end.insertedBehind(html: link)
    }
    for child in Array(note.definition.children) {
      child.move(behind: end)
      end = child
    }
    cmark_node_free(note.definition.pointer)
    return end.insertedBehind(html: "</div>\n")
  }
}

extension CMarkNode {
  /// The child of the document that contains the node.
  fileprivate var topLevelBlock: CMarkNode? {
    sequence(first: self, next: \.parent).first { $0.parent?.type == CMARK_NODE_DOCUMENT }
  }

  /// The caption that names this block.
  fileprivate var captionBehind: CMarkNode? {
    next.flatMap { CMarkCaption($0) == nil ? nil : $0 }
  }

  fileprivate func insertedBehind(html: String) -> CMarkNode {
    guard let node = cmark_node_new(CMARK_NODE_HTML_BLOCK), cmark_node_set_literal(node, html) == 1,
      cmark_node_insert_after(pointer, node) == 1
    else { preconditionFailure("libcmark-gfm refuses to put HTML behind a node") }
    return CMarkNode(node)
  }

  fileprivate func replaceWithItsHTML() {
    guard let node = cmark_node_new(CMARK_NODE_HTML_INLINE),
      cmark_node_set_literal(node, html(.current)) == 1, cmark_node_replace(pointer, node) == 1
    else { preconditionFailure("libcmark-gfm refuses to put HTML in place of a reference") }
    cmark_node_free(pointer)
  }

  fileprivate func prepend(inlineHTML html: String) {
    guard let node = cmark_node_new(CMARK_NODE_HTML_INLINE),
      cmark_node_set_literal(node, html) == 1, cmark_node_prepend_child(pointer, node) == 1
    else { preconditionFailure("libcmark-gfm refuses to put HTML into a node") }
  }
}
