import LessonKit

/// Styles a site's quantities: their values, their names in formulas, and their columns in tables.
struct QuantityMarks: Sendable {
  /// The styles, by the quantity's name.
  let styles: [String: SeriesStyle]

  /// Changes with the styles, so that HTML made with other styles is not reused.
  var identity: String {
    styles.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.rawValue)" }
      .joined(separator: ", ")
  }

  /// HTML styled as a value of the named quantity, if there is one.
  func value(_ html: some StringProtocol, of name: String?) -> String {
    guard let name, let style = styles[name] else { return String(html) }
    return "<span class=\"\(style.classes)\">\(html)</span>"
  }

  /// KaTeX's HTML for a formula, with the letters and upright words that name a quantity marked.
  ///
  /// Complexity: O(n) in the length of the HTML.
  func formula(_ html: String) -> String {
    guard !styles.isEmpty else { return html }
    let name = /(<span class="mord math(?:normal|rm)(?: mtight)?)("(?: style="[^"]*")?>([^<]+)<)/
    return html.replacing(name) { match in
      let (all, start, end, name) = match.output
      return styles[String(name)].map { "\(start) \($0.classes)\(end)" } ?? String(all)
    }
  }

  /// HTML with every table column marked whose header is a quantity: its name, optionally with an
  /// index, an argument in parentheses, and more text after a comma.
  ///
  /// Complexity: O(n) in the length of the HTML.
  func tables(_ html: String) -> String {
    guard !styles.isEmpty else { return html }
    var result = ""
    var rest = html[...]
    while let start = rest.utf8.firstRange(of: "<table".utf8),
      let end = rest[start.upperBound...].utf8.firstRange(of: "</table>".utf8)
    {
      result += rest[..<start.lowerBound] + table(rest[start.lowerBound..<end.upperBound])
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  private func table(_ html: Substring) -> String {
    let cell = /(<t[dh](?: [^>]*)?>)(.*?)(<\/t[dh]>)/.dotMatchesNewlines()
    let rows = html.split(separator: "</tr>", omittingEmptySubsequences: false)
    let columns = rows[0].matches(of: cell).map { quantity(named: $0.output.2) }
    guard columns.contains(where: { $0 != nil }) else { return String(html) }
    return rows.map { row in
      var index = -1
      return row.replacing(cell) { match in
        index += 1
        let (_, start, content, end) = match.output
        return start + value(content, of: index < columns.count ? columns[index] : nil) + end
      }
    }.joined(separator: "</tr>")
  }

  /// The quantity that a header names, in text or as a formula.
  private func quantity(named header: Substring) -> String? {
    let formula = header.firstMatch(of: /<annotation [^>]*>([^<]*)</)?.output.1
    let name = /(?:\\mathrm{)?([^\s_(){}\\]+)}?(?:_(?:\w|{[^}]*}))?(?:\(.*\))?(?:, .*)?/
    guard let match = (formula ?? header).wholeMatch(of: name) else { return nil }
    let found = String(match.output.1)
    return styles[found] == nil ? nil : found
  }
}

extension SeriesStyle {
  fileprivate var classes: String { "quantity quantity-\(rawValue)" }
}
