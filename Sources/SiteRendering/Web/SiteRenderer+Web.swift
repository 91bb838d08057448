import Foundation
import Lessons

// Renders the site's files that are not pages.

extension SiteRenderer {
  /// The cards, the sitemap and the feed; empty if the site has no address.
  func webFiles(_ pages: [LessonPage], _ configuration: SiteConfiguration) -> [String: Data] {
    guard let address = SiteAddress(configuration) else { return [:] }
    var files: [String: Data] = [:]
    let index = PageListing.Entry(
      address: address.url(of: "index.html"),
      title: configuration.title,
      description: configuration.description,
      date: nil
    )
    files[ShareCard.path(of: "index")] = card(configuration.title, configuration)
    let lessons = pages.map { page in
      let lesson = page.source.lesson
      files[ShareCard.path(of: lesson.slug)] = card(page.summary.plainTitle, configuration)
      return PageListing.Entry(
        address: address.url(of: "\(lesson.slug).html"),
        title: page.summary.plainTitle,
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

  /// The full address of the feed, if there is one.
  func feed(_ pages: [LessonPage], _ configuration: SiteConfiguration) -> String? {
    guard pages.contains(where: { $0.source.lesson.frontMatter.date != nil }) else { return nil }
    return SiteAddress(configuration)?.url(of: Self.feedPath)
  }

  private static let feedPath = "feed.atom"

  private func card(_ title: String, _ configuration: SiteConfiguration) -> Data {
    Data(theme.render(.card, ShareCard(site: configuration.title, title: title)).utf8)
  }
}
