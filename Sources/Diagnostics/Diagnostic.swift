/// A fault in the user's input, or one that the tool encountered: collected, not thrown, so that a
/// run reports all of them at once.
package struct Diagnostic: Hashable, Codable, Sendable {
  package enum Severity: String, Codable, Sendable {
    case error, warning, note
  }

  /// The place of a fault, with the text of its line so that it can be shown without the file.
  package struct Location: Hashable, Codable, Sendable {
    package let file: String
    package let range: SourceRange
    package let sourceLine: String

    package init(file: String, range: SourceRange, sourceLine: String) {
      self.file = file
      self.range = range
      self.sourceLine = sourceLine
    }

    /// Creates the location of a whole file.
    package init(file: String) {
      self.init(file: file, range: SourceRange(line: 1, column: 1), sourceLine: "")
    }
  }

  /// A hint for understanding or fixing the fault, with its own location if it has one.
  package struct Note: Hashable, Codable, Sendable {
    package let message: String
    package let location: Location?

    package init(_ message: String, at location: Location? = nil) {
      self.message = PrintedText.quoted(message)
      self.location = location
    }
  }

  package let severity: Severity
  /// A stable name for the kind of fault, for tools: `unknown-cell-option`.
  package let identifier: String
  package let message: String
  package let location: Location?
  package let notes: [Note]

  package init(
    _ severity: Severity,
    _ identifier: String,
    _ message: String,
    at location: Location? = nil,
    notes: [Note] = []
  ) {
    self.severity = severity
    self.identifier = identifier
    self.message = PrintedText.quoted(message)
    self.location = location
    self.notes = notes
  }

  /// Creates an error.
  package init(
    _ identifier: String,
    _ message: String,
    at location: Location? = nil,
    notes: [Note] = []
  ) {
    self.init(.error, identifier, message, at: location, notes: notes)
  }
}

extension Diagnostic {
  /// The same fault with notes added after its own.
  package func adding(_ notes: [Note]) -> Diagnostic {
    Diagnostic(severity, identifier, message, at: location, notes: self.notes + notes)
  }
}

extension Diagnostic: Comparable {
  /// Orders by file, then place, as a run prints them.
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    let leftFile = left.location?.file ?? ""
    let rightFile = right.location?.file ?? ""
    guard leftFile == rightFile else { return leftFile < rightFile }
    guard let leftStart = left.location?.range.start, let rightStart = right.location?.range.start,
      leftStart != rightStart
    else { return left.message < right.message }
    return leftStart < rightStart
  }
}

/// One or more faults that end the current stage.
package struct DiagnosticError: Error, Sendable {
  package let diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  package init(_ diagnostic: Diagnostic) {
    self.diagnostics = [diagnostic]
  }
}

extension [Diagnostic] {
  /// The faults without duplicates, in order of first occurrence.
  ///
  /// Complexity: O(n).
  package var withoutRepetition: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }
  }
}
