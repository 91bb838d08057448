import Caching
import Diagnostics
import Foundation

/// What a site needs from a lesson's page, apart from its HTML.
struct PageSummary: Sendable {
  /// The title as HTML.
  let title: String
  let plainTitle: String
  /// The page's highlight in the index.
  let highlight: HighlightContext?
  let search: SearchPage
  /// The classes in the body and title if the page has formulas; otherwise empty.
  let formulaClasses: Set<String>
  /// The content files that the page refers to.
  let files: Set<String>
  /// The files that cells make, by path within the site: images, the page's program.
  let ownFiles: [String: Data]
  let diagnostics: [Diagnostic]
}

/// Diagnostics are not packed.
extension PageSummary: Packable {
  func pack(into packer: inout Packer) {
    packer.append(title, plainTitle, highlight, search, formulaClasses, files, ownFiles)
  }

  init(from unpacker: inout Unpacker) throws {
    (title, plainTitle, highlight, search, formulaClasses, files, ownFiles) = try unpacker.values()
    diagnostics = []
  }
}

extension HighlightContext: Packable {
  func pack(into packer: inout Packer) {
    packer.append(before, value, after)
  }

  init(from unpacker: inout Unpacker) throws {
    (before, value, after) = try unpacker.values()
  }
}
