import Lessons
import Mustache

/// The pages of a site as search engines and feed readers see them.
struct PageListing: MustacheParent {
  struct Entry: MustacheParent {
    let address: String
    let title: String
    let description: String?
    let date: String?

    func child(named name: String) -> Any? {
      switch name {
      case "address": address
      case "title": title
      case "description": description
      case "date": date
      default: nil
      }
    }
  }

  let title: String
  let description: String?
  let address: String
  let feed: String
  /// In the order of the course, the index first.
  let entries: [Entry]

  /// The entries with a date, newest first; those of the same day in the order of the course.
  var news: [Entry] {
    entries.enumerated().filter { $1.date != nil }
      .sorted { ($1.element.date ?? "", $0.offset) < ($0.element.date ?? "", $1.offset) }
      .map(\.element)
  }

  func child(named name: String) -> Any? {
    switch name {
    case "title": title
    case "description": description
    case "address": address
    case "feed": feed
    case "entries": entries
    case "news": news
    // Not called `date`, so that a template does not find it for an entry without a date.
    case "updated": news.first?.date
    default: nil
    }
  }
}
