import Basics
import Caching
import Diagnostics
import SwiftReading

/// What looks at the places of code: an edit of the prose above then changes what it says.
enum SourceLocationUse {
  private static let words: Set = [
    "#line", "#file", "#fileID", "#filePath", "#column", "#sourceLocation",
  ]
  /// Modules whose functions tell where they are called.
  static let modules: Set = ["Testing", "XCTest"]

  /// Whether some Swift names its own place.
  ///
  /// Complexity: O(n) in its length.
  static func areUsed(in code: String) -> Bool {
    // Most code does not, and to read it takes longer than to see that.
    guard words.contains(where: { code.containsBytes(of: $0) }) else { return false }
    let source = SwiftSource(code)
    return source.tokens.contains { token in
      (token.kind == .poundName || token.kind == .directive)
        && words.contains(source.text(of: token))
    }
  }
}

extension TangledProgram {
  /// Changes with the places of its code, where what it gives may depend on them; else `nil`.
  func places(usedBy modules: LessonModules) -> String? {
    guard modules.usePlaces(ofImports: imports) || SourceLocationUse.areUsed(in: identityText)
    else {
      return nil
    }
    return Digest(places).description
  }

  private var identityText: String { identity.joined(separator: "\n") }
}
