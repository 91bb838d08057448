import Lessons

/// What all pages of a site say of its lessons: computed once for all of them.
struct CourseOutline: Sendable {
  /// Every lesson, none of them the current one.
  let entries: [PageContext.CourseEntry]
  /// The classes of the formulas in their titles.
  let titleClasses: Set<Substring>
  private let totals: [String?: Int]
  /// The lessons in the list of them, as HTML, none of them the current one.
  private let items: [String]

  /// Of a longer course a page lists only the lessons around its own: nobody reads a list of hundreds,
  /// and a site would grow with their square.
  private static let longestList = 120
  private static let reach = 30

  /// Complexity: O(n) in the number of lessons.
  init(_ results: SiteRenderer.Results, _ theme: Theme) {
    var totals: [String?: Int] = [:]
    var entries: [PageContext.CourseEntry] = []
    var titleClasses: Set<Substring> = []
    var previous: String??
    for (lesson, result) in results {
      let part = lesson.frontMatter.part
      totals[part, default: 0] += 1
      entries.append(
        PageContext.CourseEntry(
          part: previous == .some(part) ? nil : part,
          // In a part lessons are counted; outside of one they have their file's number.
          number: part == nil ? lesson.number : totals[part] ?? 0,
          title: result.title,
          href: "\(lesson.slug).html",
          description: lesson.frontMatter.description,
          highlight: result.highlight
        )
      )
      previous = .some(part)
      if result.title.utf8.contains(UInt8(ascii: "<")) {
        titleClasses.formUnion(ClassNames.names(in: result.title))
      }
    }
    self.totals = totals
    self.entries = entries
    self.titleClasses = titleClasses
    items = entries.map {
      theme.render(.item, PageContext.CourseItem(entry: $0, isCurrent: false, contents: []))
    }
  }

  /// How many lessons a part has.
  func total(ofPart part: String?) -> Int { totals[part] ?? 0 }

  /// Whether every page lists every lesson.
  var isListedWhole: Bool { entries.count <= Self.longestList }

  /// The list of the lessons that a page shows, as HTML: its own is marked, and shows its contents.
  ///
  /// Complexity: O(1) in the number of lessons, since the list is bounded.
  func list(
    around index: Int,
    contents: [PageContext.ContentsEntry],
    _ theme: Theme
  ) -> String {
    let range =
      isListedWhole
      ? entries.indices
      : max(0, index - Self.reach)..<min(entries.count, index + Self.reach + 1)
    let own = PageContext.CourseItem(entry: entries[index], isCurrent: true, contents: contents)
    return items[range.lowerBound..<index].joined() + theme.render(.item, own)
      + items[(index + 1)..<range.upperBound].joined()
  }
}
