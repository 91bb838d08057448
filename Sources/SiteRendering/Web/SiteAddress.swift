import Foundation
import Lessons

/// Where a site will be.
struct SiteAddress {
  private let base: String

  /// `nil` where nobody has said.
  init?(_ configuration: SiteConfiguration) {
    guard var base = configuration.baseURL else { return nil }
    while base.hasSuffix("/") { base.removeLast() }
    self.base = base
  }

  /// The whole address of one of its files; the index is the site itself.
  func url(of path: String) -> String { base + "/" + (path == "index.html" ? "" : path) }

  /// What leads to its root from any page of its host.
  var root: String { (URL(string: base)?.path() ?? "") + "/" }
}
