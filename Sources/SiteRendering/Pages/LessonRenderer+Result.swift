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
    var usesMath: Bool
    /// Schemes and hosts of the images that are not the site's own.
    var imageOrigins: Set<String>
    /// Files of the content that the page refers to.
    var files: Set<String>
    /// Images that cells show, by path within the site.
    var images: [String: Data]
    var diagnostics: [Diagnostic]

    /// The fonts of formulas that are wanted as soon as the page is.
    var fonts: [String] {
      guard usesMath else { return [] }
      return ["fonts/KaTeX_Main-Regular.woff2"]
        + (body.contains("mathnormal") ? ["fonts/KaTeX_Math-Italic.woff2"] : [])
    }
  }
}
