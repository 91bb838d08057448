import Lessons

/// What all pages of a site say of its lessons: computed once for all of them.
struct CourseOutline: Sendable {
  /// Every lesson, none of them the current one.
  let entries: [PageContext.CourseEntry]
  /// The classes of the formulas in their titles.
  let titleClasses: Set<Substring>
  private let totals: [String?: Int]

  /// Of a longer course a page lists only the lessons around its own: nobody reads a list of hundreds,
  /// and a site would grow with their square.
  private static let longestList = 120
  private static let reach = 30

  /// Complexity: O(n) in the number of lessons.
  init(_ results: SiteRenderer.Results) {
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
          highlight: result.highlight,
          isCurrent: false
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
  }

  /// How many lessons a part has.
  func total(ofPart part: String?) -> Int { totals[part] ?? 0 }

  /// The lessons that a page lists, its own marked.
  func entries(around index: Int) -> [PageContext.CourseEntry] {
    let range =
      entries.count <= Self.longestList
      ? entries.indices
      : max(0, index - Self.reach)..<min(entries.count, index + Self.reach + 1)
    var shown = Array(entries[range])
    shown[index - range.lowerBound].isCurrent = true
    return shown
  }
}
