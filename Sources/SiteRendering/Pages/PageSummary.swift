import Caching
import Diagnostics
import Foundation

/// What a site needs of a lesson's page besides its HTML.
struct PageSummary: Sendable {
  /// As HTML.
  var title: String
  var plainTitle: String
  /// What the index says of it besides.
  var highlight: HighlightContext?
  var search: SearchPage
  /// The classes of its elements and its title's, if there are formulas among them.
  var formulaClasses: Set<String>
  /// Files of the content that the page refers to.
  var files: Set<String>
  /// Images that cells show, by path within the site.
  var images: [String: Data]
  var diagnostics: [Diagnostic]
}

/// The bytes of one without diagnostics.
extension PageSummary: Packable {
  func pack(into packer: inout Packer) {
    packer.append(title)
    packer.append(plainTitle)
    packer.append(highlight)
    packer.append(search)
    packer.append(formulaClasses)
    packer.append(files)
    packer.append(images)
  }

  init(from unpacker: inout Unpacker) throws {
    title = try unpacker.next()
    plainTitle = try unpacker.next()
    highlight = try unpacker.next()
    search = try unpacker.next()
    formulaClasses = try unpacker.next()
    files = try unpacker.next()
    images = try unpacker.next()
    diagnostics = []
  }
}

extension HighlightContext: Packable {
  func pack(into packer: inout Packer) {
    packer.append(before)
    packer.append(value)
    packer.append(after)
  }

  init(from unpacker: inout Unpacker) throws {
    before = try unpacker.next()
    value = try unpacker.next()
    after = try unpacker.next()
  }
}
