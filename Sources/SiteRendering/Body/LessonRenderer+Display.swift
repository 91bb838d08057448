import Basics
import Caching
import Diagnostics
import Foundation
import Markdown
import Weaving

extension LessonRenderer {
  /// The display of the cell's last value; `nil`, with an error at its line, if a page cannot show it.
  mutating func display(of cell: WovenCell, at index: Int) async -> String? {
    guard let display = cell.display, case .codeBlock(let block) = document.elements[index].kind
    else { return nil }
    let place = document.file.location(line: block.lines[display.line].start.line)
    do {
      switch display.form {
      case .html(let html):
        return html.hasPrefix("<table") ? "\(String.tableOpening)\(html)\n</div>" : html
      case .svg(let text):
        return try SVGFragment(text, label: display.text, prefix: "cell.\(index).").markup
      case .png(let text):
        let image = try PNGImage(base64: text)
        let path = "\(Self.assets)values/\(Digest(image.data)).png"
        ownFiles[path] = image.data
        return """
          <img src="\(path)" alt="\(display.text.escapedHTML)" width="\(image.width)" \
          height="\(image.height)">
          """
      case .tex(let source):
        usesMath = true
        let html = await typesetter.formula(source, at: place, marks, &memo, &diagnostics)
        return html.map { Replacement.displayedFormula($0) }
      }
    } catch {
      diagnostics.append(
        Diagnostic("unfit-display", "this value cannot be shown: \(error.message)", at: place)
      )
      return nil
    }
  }
}
