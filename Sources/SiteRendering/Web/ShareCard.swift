import Mustache

/// The preview picture for links to a page: its title in lines, and the site's name.
struct ShareCard: MustacheParent {
  private struct Line: MustacheParent {
    let text: String
    let y: Int

    func child(named name: String) -> Any? {
      switch name {
      case "text": text
      case "y": y
      default: nil
      }
    }
  }

  private let site: String
  private let lines: [Line]

  /// The path of a page's card within the site.
  static func path(of slug: String) -> String { "\(LessonRenderer.assets)cards/\(slug).svg" }

  private static let lineLength = 24
  private static let lineCount = 4
  private static let lineHeight = 96

  /// Complexity: O(n) in the length of the title.
  init(site: String, title: String) {
    var lines = [""]
    for word in title.split(separator: " ") {
      if lines[lines.count - 1].isEmpty {
        lines[lines.count - 1] = String(word)
      } else if lines[lines.count - 1].count + word.count < Self.lineLength {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
    if lines.count > Self.lineCount { lines[Self.lineCount - 1] += " …" }
    self.site = site
    self.lines = lines.prefix(Self.lineCount).enumerated().map {
      Line(text: $1, y: 180 + $0 * Self.lineHeight)
    }
  }

  func child(named name: String) -> Any? {
    switch name {
    case "site": site
    case "lines": lines
    default: nil
    }
  }
}
