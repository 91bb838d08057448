package import Foundation

/// The files of a whole site.
package struct Site: Sendable {
  /// The contents of the generated files, by path within the site.
  package var files: [String: Data]
  /// The content files that are copied into the site unchanged.
  package var copies: Set<String>
}
