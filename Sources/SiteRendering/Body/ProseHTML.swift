import Basics
import Diagnostics
import Markdown

// Changes to the HTML of standard Markdown constructs.

extension String {
  /// The HTML with a label for each task list checkbox, as libcmark-gfm writes them.
  var labellingCheckboxes: String {
    guard containsBytes(of: "<input type=\"checkbox\"") else { return self }
    return replacing(
      "<input type=\"checkbox\" disabled=\"\" />",
      with: "<input type=\"checkbox\" disabled=\"\" aria-label=\"Open\" />"
    ).replacing(
      "<input type=\"checkbox\" checked=\"\" disabled=\"\" />",
      with: "<input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"Done\" />"
    )
  }
}

extension String {
  /// The HTML with plain cells instead of empty table headers.
  var withoutEmptyHeaders: String {
    var html = ""
    var rest = self[...]
    while let offset = rest.byteOffset(of: "></th>") {
      let end = rest.utf8.index(rest.startIndex, offsetBy: offset)
      let next = rest.utf8.index(end, offsetBy: "></th>".utf8.count)
      let start = rest[..<end].utf8.lastIndex(of: UInt8(ascii: "<")) ?? end
      if rest[start..<end].hasPrefix("<th") {
        let attributes = rest[start..<end].dropFirst(3).replacing(" scope=\"col\"", with: "")
        html += rest[..<start] + "<td\(attributes)></td>"
      } else {
        html += rest[..<next]
      }
      rest = rest[next...]
    }
    return html + rest
  }

  /// Opens a table that scrolls if it is wide, and so can be reached from the keyboard.
  static let tableOpening =
    "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n"
}

extension Replacement {
  /// A caption, with a figure around the captioned element.
  static func caption(of figure: Numbering.Figure) -> Replacement {
    let id = figure.identifier.map { " id=\"\($0.escapedHTML)\"" } ?? ""
    return .caption(
      opening: "<figure class=\"captioned\"\(id)>\n",
      label: "<figcaption><span class=\"figure-label\">\(figure.label).</span> ",
      closing: "</figcaption>\n</figure>\n"
    )
  }
}
