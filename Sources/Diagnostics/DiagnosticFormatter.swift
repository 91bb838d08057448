/// Writes diagnostics like the compiler: `file:line:column: error: message`, the source line, a caret, notes.
package struct DiagnosticFormatter: Sendable {
  /// Whether to use ANSI colours, as on a terminal.
  package let usesColor: Bool

  package init(usesColor: Bool) {
    self.usesColor = usesColor
  }

  /// The text of a diagnostic, with a line feed at its end.
  package func format(_ diagnostic: Diagnostic) -> String {
    var text = entry(diagnostic.severity, diagnostic.message, diagnostic.location)
    for note in diagnostic.notes {
      text += entry(.note, note.message, note.location)
    }
    return text
  }

  private func entry(
    _ severity: Diagnostic.Severity,
    _ message: String,
    _ location: Diagnostic.Location?
  ) -> String {
    var place = ""
    if let location {
      let start = location.range.start
      place = "\(location.file):\(start.line):\(start.column): "
    }
    let label = styled("\(severity.rawValue):", as: severity.style)
    return styled(place, as: "1") + label + " " + styled(message, as: "1") + "\n"
      + (location.map(snippet) ?? "")
  }

  private func snippet(_ location: Diagnostic.Location) -> String {
    guard !location.sourceLine.isEmpty else { return "" }
    let column = location.range.start.column
    // White space as wide as the text before the caret; tabs stay tabs.
    let before = location.sourceLine.utf8.prefix(column - 1)
    let indent = String(Substring(before).map { $0 == "\t" ? "\t" : " " })
    var length = 1
    if location.range.end.line == location.range.start.line {
      let span = location.sourceLine.utf8.dropFirst(column - 1)
        .prefix(location.range.end.column - column)
      length = max(1, Substring(span).count)
    }
    // Shows only the part of a very long line around the caret.
    let start = indent.count < Self.widthLimit ? 0 : indent.count - Self.widthLimit / 2
    let shown = location.sourceLine.dropFirst(start).prefix(Self.widthLimit)
    let head = start > 0 ? "…" : ""
    let tail = shown.endIndex < location.sourceLine.endIndex ? "…" : ""
    length = min(length, max(1, shown.count - (indent.count - start)))
    let mark = "^" + String(repeating: "~", count: length - 1)
    return "\(head)\(PrintedText.symbols(in: shown))\(tail)\n"
      + "\(head.isEmpty ? "" : " ")\(indent.dropFirst(start))\(styled(mark, as: "32;1"))\n"
  }

  /// The longest part of a source line that is shown.
  private static let widthLimit = 240

  private func styled(_ text: String, as style: String) -> String {
    usesColor && !text.isEmpty ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }
}

extension Diagnostic.Severity {
  fileprivate var style: String {
    switch self {
    case .error: "31;1"
    case .warning: "35;1"
    case .note: "36;1"
    }
  }
}
