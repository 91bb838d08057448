import Caching
import Lessons
import Weaving

/// What the pages of a site can refer to on one of them.
struct PageNames: Sendable {
  /// The identifiers of headings, and those that the author gave.
  let identifiers: Set<String>
  /// What the text calls the things that have a number: `Figure 2`, by identifier.
  let labels: [String: String]

  /// Complexity: O(n) in the size of the lesson.
  init(_ woven: WovenLesson) {
    let named = woven.lesson.identifiers.map(\.name)
    let anchors = HeadingAnchors(woven.lesson.document, taken: named)
    identifiers = Set(anchors.identifiers.values).union(named)
    labels = Numbering(woven).named.mapValues(\.description)
  }
}

extension PageNames: Packable {
  func pack(into packer: inout Packer) {
    packer.append(identifiers, labels)
  }

  init(from unpacker: inout Unpacker) throws {
    (identifiers, labels) = try unpacker.values()
  }
}
