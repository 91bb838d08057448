// The contexts of the templates. The names are those that a template uses.

struct SiteContext: Sendable {
  let title: String
  let description: String?
}

struct PageContext: Sendable {
  struct Page: Sendable {
    /// The title in the browser's tab, including the site's.
    let title: String
    /// The page's own title.
    let name: String
    let description: String?
    let isIndex: Bool
    let isLesson: Bool
    /// The page's full address; `nil` if the site's is unknown.
    let address: String?
    /// The full address of the page's preview picture.
    let card: String?
    /// The page's content security policy.
    let policy: String
  }

  struct CourseEntry: Sendable {
    /// The part of the site that begins with this lesson.
    let part: String?
    let number: Int
    let title: String
    let href: String
    let description: String?
    let highlight: HighlightContext?
  }

  /// A lesson in the list of lessons.
  struct CourseItem: Sendable {
    let entry: CourseEntry
    let isCurrent: Bool
    /// The sections of the page, if the lesson is the current one.
    let contents: [ContentsEntry]
  }

  struct ContentsEntry: Sendable {
    let title: String
    let href: String
    let isNested: Bool
  }

  let site: SiteContext
  let page: Page
  /// Where the assets are, relative to the page.
  let assets: String
  let home: String
  var usesMath = false
  /// Fonts that the page needs at once, relative to the assets.
  var fonts: [String] = []
  /// The list of lessons.
  var course: String?
  /// The number of lessons, if the list shows only some of them.
  var lessonCount: Int?
  var previous: CourseEntry?
  var next: CourseEntry?
  /// The file names of the lesson's Markdown and code, for download.
  var source: String?
  var program: String?
  /// The full address of the site's feed.
  var feed: String?
  let content: String
}

struct LessonContext: Sendable {
  let part: String?
  let number: Int
  /// The number of lessons in the same part.
  let total: Int
  let title: String
  let titleIdentifier: String?
  let description: String?
  /// The path of the script with the page's program.
  let script: String?
  let body: String
}

struct HighlightContext: Sendable {
  let before: String
  /// The value as HTML.
  let value: String
  let after: String
}

struct IndexContext: Sendable {
  let site: SiteContext
  let lessons: [PageContext.CourseEntry]
}

struct MissingContext: Sendable {
  let home: String
}
