import Diagnostics
import Foundation

extension LessonRenderer {
  /// A lesson's page before it gets its frame.
  struct Result: Sendable {
    var title: String
    /// What links to the title's heading name.
    var titleIdentifier: String?
    var plainTitle: String
    var body: String
    var contents: [PageContext.ContentsEntry]
    var sections: [SearchSection]
    /// The classes of its elements and its title's, if there are formulas among them.
    var formulaClasses: Set<Substring>
    /// Schemes and hosts of the images that are not the site's own.
    var imageOrigins: Set<String>
    /// Files of the content that the page refers to.
    var files: Set<String>
    /// Images that cells show, by path within the site.
    var images: [String: Data]
    var diagnostics: [Diagnostic]
  }
}
