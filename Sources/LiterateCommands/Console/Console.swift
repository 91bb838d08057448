import Diagnostics
import Execution
import Foundation
import Synchronization

/// Prints diagnostics and progress on standard error, and results on standard output.
final class Console: Sendable {
  /// How diagnostics are printed.
  enum Format: Sendable {
    case text
    /// One JSON object a line, on standard output.
    case json
    /// As text, and as GitHub's workflow commands on standard output, which annotate the lines of a commit.
    case github
  }

  private let format: Format
  private let isTerminal: Bool
  private let hasProgress = Mutex(false)

  init(_ format: Format = .text) {
    self.format = format
    let term = ProcessInfo.processInfo.environment["TERM"] ?? ""
    isTerminal = isatty(STDERR_FILENO) == 1 && term != "dumb" && !term.isEmpty
  }

  /// Prints diagnostics, sorted by their places; as JSON they go to standard output, for tools.
  func report(_ diagnostics: [Diagnostic]) {
    guard !diagnostics.isEmpty else { return }
    clearProgress()
    let sorted = diagnostics.sorted()
    if format == .github { for diagnostic in sorted { annotate(diagnostic) } }
    if format == .json { return sorted.forEach(write) }
    let isColored =
      isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    let formatter = DiagnosticFormatter(usesColor: isColored)
    var text = sorted.map(formatter.format).joined()
    let errors = sorted.count { $0.severity == .error }
    let warnings = sorted.count { $0.severity == .warning }
    let counts = [Self.count(errors, "error"), Self.count(warnings, "warning")]
    text += counts.compactMap(\.self).joined(separator: ", ") + "\n"
    FileHandle.standardError.write(Data(text.utf8))
  }

  /// Writes a value as a line of JSON.
  private func write(_ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(value) else { return }
    FileHandle.standardOutput.write(line + Data("\n".utf8))
  }

  /// Prints counts for tools, as an object under a key; only as JSON.
  func report(_ counts: some Encodable, as key: String) {
    guard format == .json else { return }
    write([key: counts])
  }

  private func annotate(_ diagnostic: Diagnostic) {
    func escaped(_ text: String, _ more: [(String, String)] = []) -> String {
      let all = [("%", "%25"), ("\r", "%0D"), ("\n", "%0A")] + more
      return all.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
    func property(_ name: String, _ value: String) -> String {
      "\(name)=\(escaped(value, [(":", "%3A"), (",", "%2C")]))"
    }
    var properties = [property("title", diagnostic.identifier)]
    if let place = diagnostic.location {
      let start = place.range.start
      properties += [property("file", place.file), "line=\(start.line)", "col=\(start.column)"]
    }
    let kind = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
    let text = ([diagnostic.message] + diagnostic.notes.map(\.message)).joined(separator: "\n")
    let line = "::\(kind) \(properties.joined(separator: ","))::\(escaped(text))\n"
    FileHandle.standardOutput.write(Data(line.utf8))
  }

  /// Prints a line of progress in place of the previous one, on a terminal only.
  func progress(_ text: String) {
    guard isTerminal, format == .text else { return }
    hasProgress.withLock { shown in
      shown = true
      FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    }
  }

  /// Prints what an engine begins to do, if that is about more than one lesson.
  func progress(on event: ExecutionEngine.Event) {
    switch event {
    case .buildsPackage: progress("Building the package's modules …")
    case .checksExamples(let count): progress("Checking \(count) examples …")
    case .runs, .done, .ran, .finished: break
    }
  }

  func clearProgress() {
    hasProgress.withLock { shown in
      guard shown else { return }
      shown = false
      FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
  }

  /// Prints the result of a command.
  func print(_ text: String) {
    guard format != .json else { return }
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  private static func count(_ number: Int, _ noun: String) -> String? {
    number == 0 ? nil : "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
