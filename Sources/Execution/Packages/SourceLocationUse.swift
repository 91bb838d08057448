import Basics
import Caching
import Diagnostics
import SwiftReading

/// Code that looks at its own place: its results change when the prose above it is edited.
enum SourceLocationUse {
  private static let words: Set = [
    "#line", "#file", "#fileID", "#filePath", "#column", "#sourceLocation",
  ]
  /// Modules whose functions report where they are called.
  static let modules: Set = ["Testing", "XCTest"]

  /// Whether Swift code refers to its own place.
  ///
  /// Complexity: O(n) in its length.
  static func areUsed(in code: String) -> Bool {
    // Most code does not, and this check is faster than parsing.
    guard words.contains(where: { code.containsBytes(of: $0) }) else { return false }
    let source = SwiftSource(code)
    return source.tokens.contains { token in
      (token.kind == .poundName || token.kind == .directive)
        && words.contains(source.text(of: token))
    }
  }
}

extension TangledProgram {
  /// A digest of the places of its code, if its results may depend on them; otherwise `nil`.
  func places(usedBy modules: LessonModules) -> String? {
    guard modules.usePlaces(ofImports: imports) || SourceLocationUse.areUsed(in: identityText)
    else {
      return nil
    }
    return Digest(places).description
  }

  private var identityText: String { identity.joined(separator: "\n") }
}
