// What the templates are given. The names are those that a template uses.

struct SiteContext: Sendable {
  let title: String
  let description: String?
}

struct PageContext: Sendable {
  struct Page: Sendable {
    /// For the browser's tab, with the site's.
    let title: String
    /// Its own alone.
    let name: String
    let description: String?
    let isIndex: Bool
    let isLesson: Bool
    /// Its whole address; `nil` where the site's is not known.
    let address: String?
    /// The whole address of a picture of it.
    let card: String?
    /// What the browser may load for it.
    let policy: String
  }

  struct CourseEntry: Sendable {
    /// The part of the site that begins here.
    let part: String?
    let number: Int
    let title: String
    let href: String
    let description: String?
    let highlight: HighlightContext?
  }

  /// A lesson in the list of all of them.
  struct CourseItem: Sendable {
    let entry: CourseEntry
    let isCurrent: Bool
    /// The sections of the page, if it is the lesson's own.
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
  /// How many lessons there are, where the list holds only some of them.
  var lessonCount: Int?
  var previous: CourseEntry?
  var next: CourseEntry?
  /// The lesson's Markdown, and its code as one file, as they can be downloaded.
  var source: String?
  var program: String?
  /// The whole address of the site's feed.
  var feed: String?
  let content: String
}

struct LessonContext: Sendable {
  let part: String?
  let number: Int
  /// How many lessons are in the same part.
  let total: Int
  let title: String
  let titleIdentifier: String?
  let description: String?
  let body: String
}

struct HighlightContext: Sendable {
  let before: String
  /// As HTML.
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
