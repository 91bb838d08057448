import Basics
import Markdown

extension AlertMarker {
  /// The box around an alert, folded if its author says so.
  var replacement: Replacement {
    let name = kind.rawValue
    let title = self.title?.escapedHTML ?? name.prefix(1).uppercased() + name.dropFirst()
    guard isFolded else {
      return .wrapped(
        opening: "<div class=\"alert alert-\(name)\">\n<p class=\"alert-title\">\(title)</p>\n",
        closing: "</div>\n"
      )
    }
    return .wrapped(
      opening:
        "<details class=\"alert alert-\(name)\">\n<summary class=\"alert-title\">\(title)</summary>\n",
      closing: "</details>\n"
    )
  }
}
