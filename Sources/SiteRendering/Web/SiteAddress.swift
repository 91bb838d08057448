import Foundation
import Lessons

/// The address at which a site will be published.
struct SiteAddress {
  private let base: String

  /// Returns `nil` if no address is configured.
  init?(_ configuration: SiteConfiguration) {
    guard var base = configuration.baseURL else { return nil }
    while base.hasSuffix("/") { base.removeLast() }
    self.base = base
  }

  /// The full address of one of the site's files; the index has the address of the site.
  func url(of path: String) -> String { base + "/" + (path == "index.html" ? "" : path) }

  /// The path to the site's root from any page of its host.
  var root: String { (URL(string: base)?.path() ?? "") + "/" }
}
