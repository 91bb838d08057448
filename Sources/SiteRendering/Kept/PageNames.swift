import Caching
import Lessons
import Weaving

/// The names on a page that links can refer to.
struct PageNames: Sendable {
  /// The identifiers of headings, and those given by the author.
  let identifiers: Set<String>
  /// The labels of numbered elements, such as `Figure 2`, by identifier.
  let labels: [String: String]
  /// The page's title, without markup.
  let title: String?

  /// Complexity: O(n) in the size of the lesson.
  init(_ woven: WovenLesson) {
    let named = woven.lesson.identifiers.map(\.name)
    let anchors = HeadingAnchors(woven.lesson.document, taken: named)
    identifiers = Set(anchors.identifiers.values).union(named)
    labels = Numbering(woven).named.mapValues(\.description)
    title = woven.lesson.isArticle ? HeadingTexts(woven, inlineHTML: [:]).plainTitle : nil
  }
}

extension PageNames: Packable {
  func pack(into packer: inout Packer) {
    packer.append(identifiers, labels, title)
  }

  init(from unpacker: inout Unpacker) throws {
    (identifiers, labels, title) = try unpacker.values()
  }
}
