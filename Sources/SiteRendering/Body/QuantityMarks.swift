import LessonKit

/// Puts the looks of a site's quantities on their values, on their names in formulas, and on their
/// columns in tables.
struct QuantityMarks: Sendable {
  /// By the quantity's name.
  let styles: [String: SeriesStyle]

  /// Changes with the looks, so that what was made with others is of no use.
  var identity: String {
    styles.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.rawValue)" }
      .joined(separator: ", ")
  }

  /// Some HTML as that of a quantity.
  func value(_ html: some StringProtocol, of name: String?) -> String {
    guard let name, let style = styles[name] else { return String(html) }
    return "<span class=\"\(style.classes)\">\(html)</span>"
  }

  /// A formula as KaTeX made it, its letters and upright words marked that name a quantity.
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

  /// Some HTML in whose tables each column is marked that is headed by a quantity: by its name, which
  /// may have an index, what it is of in parentheses, and what it is besides behind a comma.
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
