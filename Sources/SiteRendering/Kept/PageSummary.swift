import Caching
import Diagnostics
import Foundation

/// What a site needs of a lesson's page besides its HTML.
struct PageSummary: Sendable {
  /// As HTML.
  let title: String
  let plainTitle: String
  /// What the index says of it besides.
  let highlight: HighlightContext?
  let search: SearchPage
  /// The classes of its elements and its title's, if there are formulas among them.
  let formulaClasses: Set<String>
  /// Files of the content that the page refers to.
  let files: Set<String>
  /// Images that cells show, by path within the site.
  let images: [String: Data]
  let diagnostics: [Diagnostic]
}

/// The bytes of one without diagnostics.
extension PageSummary: Packable {
  func pack(into packer: inout Packer) {
    packer.append(title, plainTitle, highlight, search, formulaClasses, files, images)
  }

  init(from unpacker: inout Unpacker) throws {
    (title, plainTitle, highlight, search, formulaClasses, files, images) = try unpacker.values()
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
