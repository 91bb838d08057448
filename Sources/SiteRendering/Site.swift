package import Foundation

/// A whole site: what is to be written, by path.
package struct Site: Sendable {
  /// The contents of the files that were made, by path within the site.
  package var files: [String: Data]
  /// Files of the content that go into the site as they are.
  package var copies: Set<String>
}
