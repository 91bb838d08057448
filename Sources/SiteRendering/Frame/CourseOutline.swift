import Caching
import Lessons

/// What all pages of a site say of its lessons: computed once for all of them.
struct CourseOutline: Sendable {
  /// Every lesson, none of them the current one.
  let entries: [PageContext.CourseEntry]
  /// The classes of the formulas in their titles.
  let titleClasses: Set<String>
  private let totals: [String?: Int]
  /// The lessons in the list of them, as HTML, none of them the current one.
  private let items: [String]

  /// The most lessons that a page lists; of more it lists those around its own: nobody reads hundreds,
  /// and a site would grow with their square.
  private static let longestList = 120
  private static let reach = 30

  /// Complexity: O(n) in the number of lessons.
  init(_ pages: [LessonPage], _ theme: Theme) {
    var totals: [String?: Int] = [:]
    var entries: [PageContext.CourseEntry] = []
    var titleClasses: Set<String> = []
    var previous: String??
    for page in pages {
      let lesson = page.source.lesson
      let summary = page.summary
      let part = lesson.frontMatter.part
      totals[part, default: 0] += 1
      entries.append(
        PageContext.CourseEntry(
          part: previous == .some(part) ? nil : part,
          // In a part lessons are counted; outside of one they have their file's number.
          number: part == nil ? lesson.number : totals[part] ?? 0,
          title: summary.title,
          href: "\(lesson.slug).html",
          description: lesson.frontMatter.description,
          highlight: summary.highlight
        )
      )
      previous = .some(part)
      if summary.title.utf8.contains(UInt8(ascii: "<")) {
        titleClasses.formUnion(ClassNames.names(in: summary.title))
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

  /// What a page says of its own lesson and the others.
  func pack(around index: Int, into packer: inout Packer) {
    for entry in entries[range(around: index)] {
      packer.append(entry.part, entry.number, entry.title, entry.href, entry.description)
      packer.append(entry.highlight)
    }
  }

  /// The lessons in the list of a page; those before and after it are among them.
  private func range(around index: Int) -> Range<Int> {
    isListedWhole
      ? entries.indices
      : max(0, index - Self.reach)..<min(entries.count, index + Self.reach + 1)
  }

  /// The list of the lessons that a page shows, as HTML: its own is marked, and shows its contents.
  ///
  /// Complexity: O(1) in the number of lessons, since the list is bounded.
  func list(
    around index: Int,
    contents: [PageContext.ContentsEntry],
    _ theme: Theme
  ) -> String {
    let range = range(around: index)
    let own = PageContext.CourseItem(entry: entries[index], isCurrent: true, contents: contents)
    return items[range.lowerBound..<index].joined() + theme.render(.item, own)
      + items[(index + 1)..<range.upperBound].joined()
  }
}
