import Mustache

/// What a cell printed: of much, the first lines, and the rest folded away.
struct PrintedContext: Sendable {
  struct Rest: Sendable {
    let lineCount: Int
    let text: String
  }

  let beginning: String
  let rest: Rest?

  /// More lines than these are folded, so that a few more are not.
  private static let limit = 20
  private static let shownCount = 12

  /// Complexity: O(n) in the length of the text.
  init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let count = text.hasSuffix("\n") ? lines.count - 1 : lines.count
    guard count > Self.limit else {
      beginning = text
      rest = nil
      return
    }
    beginning = lines.prefix(Self.shownCount).map { $0 + "\n" }.joined()
    rest = Rest(
      lineCount: count - Self.shownCount,
      text: lines.dropFirst(Self.shownCount).joined(separator: "\n")
    )
  }
}

extension PrintedContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "beginning": beginning
    case "rest": rest
    default: nil
    }
  }
}

extension PrintedContext.Rest: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "lineCount": lineCount
    case "text": text
    default: nil
    }
  }
}
