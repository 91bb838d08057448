import Caching
import Lessons

/// What every page says about the site's lessons, computed once for all pages.
struct CourseOutline: Sendable {
  /// All lessons, none of them marked as current.
  let entries: [PageContext.CourseEntry]
  /// The classes of the formulas in the lessons' titles.
  let titleClasses: Set<String>
  private let totals: [String?: Int]
  /// The items of the lesson list as HTML, none of them marked as current.
  private let items: [String]

  /// The most lessons that a page lists in full. Longer courses show only those around the page's own:
  /// a complete list is unreadable, and would make the site grow quadratically.
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
          // Lessons in a part are counted; others have their file's number.
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

  /// The number of lessons in a part.
  func total(ofPart part: String?) -> Int { totals[part] ?? 0 }

  /// Whether every page lists every lesson.
  var isListedWhole: Bool { entries.count <= Self.longestList }

  /// Packs what a page says about its own lesson and the others.
  func pack(around index: Int, into packer: inout Packer) {
    for entry in entries[range(around: index)] {
      packer.append(entry.part, entry.number, entry.title, entry.href, entry.description)
      packer.append(entry.highlight)
    }
  }

  /// The lessons listed on a page, including the previous and next ones.
  private func range(around index: Int) -> Range<Int> {
    isListedWhole
      ? entries.indices
      : max(0, index - Self.reach)..<min(entries.count, index + Self.reach + 1)
  }

  /// The list of lessons on a page, as HTML; the page's own lesson is marked, and shows its contents.
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
