import Foundation
import Lessons

// What a site has besides its lessons.

extension SiteRenderer {
  /// The page 404 and the cards; with an address, the sitemap and the feed.
  func webFiles(_ results: Results, _ configuration: SiteConfiguration) -> [String: Data] {
    let address = SiteAddress(configuration)
    var files = ["404.html": missingPage(address, configuration)]
    guard let address else { return files }
    let index = PageListing.Entry(
      address: address.url(of: "index.html"),
      title: configuration.title,
      description: configuration.description,
      date: nil
    )
    files[Self.cardPath("index")] = card(configuration.title, configuration)
    let lessons = results.map { lesson, result in
      files[Self.cardPath(lesson.slug)] = card(result.plainTitle, configuration)
      return PageListing.Entry(
        address: address.url(of: "\(lesson.slug).html"),
        title: result.plainTitle,
        description: lesson.frontMatter.description,
        date: lesson.frontMatter.date
      )
    }
    let listing = PageListing(
      title: configuration.title,
      description: configuration.description,
      address: address.url(of: "index.html"),
      feed: address.url(of: Self.feedPath),
      entries: [index] + lessons
    )
    files["sitemap.xml"] = Data(theme.render(.sitemap, listing).utf8)
    if !listing.news.isEmpty { files[Self.feedPath] = Data(theme.render(.feed, listing).utf8) }
    return files
  }

  /// The whole address of the feed, if there is one.
  func feed(_ results: Results, _ configuration: SiteConfiguration) -> String? {
    guard results.contains(where: { $0.lesson.frontMatter.date != nil }) else { return nil }
    return SiteAddress(configuration)?.url(of: Self.feedPath)
  }

  /// The whole address of a page's card.
  func cardAddress(_ slug: String, _ configuration: SiteConfiguration) -> String? {
    SiteAddress(configuration)?.url(of: Self.cardPath(slug))
  }

  private static let feedPath = "feed.atom"

  private static func cardPath(_ slug: String) -> String {
    "\(LessonRenderer.assets)cards/\(slug).svg"
  }

  private func card(_ title: String, _ configuration: SiteConfiguration) -> Data {
    Data(theme.render(.card, ShareCard(site: configuration.title, title: title)).utf8)
  }

  /// It stands for addresses in any folder, so its links begin at the root.
  private func missingPage(_ address: SiteAddress?, _ configuration: SiteConfiguration) -> Data {
    let root = address?.root ?? "/"
    let site = SiteContext(title: configuration.title, description: configuration.description)
    return page(
      PageContext(
        site: site,
        page: PageContext.Page(
          title: "No such page · \(configuration.title)",
          description: nil,
          isIndex: true,
          isLesson: false,
          address: nil,
          card: nil,
          policy: ContentPolicy(imageOrigins: []).text
        ),
        assets: root + LessonRenderer.assets,
        home: root,
        usesMath: false,
        fonts: [],
        course: [],
        lessonCount: nil,
        contents: [],
        hasContents: false,
        previous: nil,
        next: nil,
        source: nil,
        program: nil,
        feed: nil,
        content: theme.render(.missing, MissingContext(home: root))
      )
    )
  }
}
