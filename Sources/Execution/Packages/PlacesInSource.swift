import Caching
import Diagnostics

/// What looks at the places of code: an edit of the prose above then changes what it says.
enum PlacesInSource {
  private static let words = ["#line", "#file", "#column", "#sourceLocation"]
  /// Modules whose functions tell where they are called.
  static let modules: Set = ["Testing", "XCTest"]

  /// Whether some Swift names its own place, a comment or a text that holds such a word included.
  ///
  /// Complexity: O(n) in its length.
  static func areUsed(in code: String) -> Bool { words.contains { code.holds($0) } }
}

extension TangledProgram {
  /// Changes with the places of its code, where what it gives may depend on them; else `nil`.
  func places(usedBy modules: LessonModules) -> String? {
    guard modules.usePlaces(ofImports: imports) || PlacesInSource.areUsed(in: identityText) else {
      return nil
    }
    // What stands around the code places it.
    return Digest([body]).description
  }

  private var identityText: String { identity.joined(separator: "\n") }
}
