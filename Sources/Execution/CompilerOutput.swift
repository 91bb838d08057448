import Diagnostics

/// What the compiler said, as diagnostics in the places of the Markdown.
struct CompilerOutput {
  let diagnostics: [Diagnostic]

  /// Reads the compiler's messages (`-diagnostic-style=llvm`) about a file; those in other places,
  /// such as what is around its code in the program's source, are kept without one.
  ///
  /// Complexity: O(n) in the length of the text.
  init(_ text: String, of file: SourceFile, source: String) {
    var messages: [Message] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: true) {
      guard let message = Message(line, file, source) else { continue }
      messages.append(message)
    }
    var diagnostics: [Diagnostic] = []
    var seen: Set<Diagnostic> = []
    var index = 0
    while index < messages.count {
      let message = messages[index]
      let notes = messages[(index + 1)...].prefix { $0.severity == .note }
      index += 1 + notes.count
      let diagnostic = Diagnostic(
        message.severity,
        "swift-\(message.severity.rawValue)",
        message.text,
        at: message.location ?? notes.lazy.compactMap(\.location).first
          ?? Diagnostic.Location(file: file.path),
        notes: notes.map { Diagnostic.Note($0.text, at: $0.location) }
      )
      if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }
    self.diagnostics = diagnostics
  }

  private struct Message {
    let severity: Diagnostic.Severity
    let text: String
    let location: Diagnostic.Location?

    /// `path:line:column: error: text`, or `error: text`.
    init?(_ line: Substring, _ file: SourceFile, _ source: String) {
      let kinds: [(label: String, severity: Diagnostic.Severity)] = [
        ("error: ", .error), ("warning: ", .warning), ("note: ", .note),
      ]
      for (label, severity) in kinds {
        guard let range = line.firstRange(of: label) else { continue }
        let place = line[..<range.lowerBound]
        // A line of code that is quoted below a message may look like one.
        let starts = ["\(file.path):", "\(source):", "<unknown>:", "/"]
        guard place.isEmpty || (place.hasSuffix(": ") && starts.contains { place.hasPrefix($0) })
        else { continue }
        self.severity = severity
        self.text = String(line[range.upperBound...])
        let parts = place.dropLast(2).split(separator: ":")
        if parts.count >= 3, let column = Int(parts[parts.count - 1]),
          let number = Int(parts[parts.count - 2]), place.hasPrefix(file.path + ":")
        {
          location = file.location(SourceRange(line: number, column: column))
        } else {
          location = nil
        }
        return
      }
      return nil
    }
  }
}
