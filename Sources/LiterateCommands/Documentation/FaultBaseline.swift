import Diagnostics
import Foundation

/// The faults that a package had when it began to check its documentation: only new ones are reported.
///
/// A fault is known by its file, its rule, its message and the text of its line, so that it stays known when
/// the lines before it change.
struct FaultBaseline: Codable, Sendable {
  private struct Fault: Codable, Sendable, Hashable {
    let file: String
    let rule: String
    let message: String
    let line: String

    init(_ diagnostic: Diagnostic) {
      file = diagnostic.location?.file ?? ""
      rule = diagnostic.identifier
      message = diagnostic.message
      line = diagnostic.location?.sourceLine ?? ""
    }
  }

  /// Sorted by file.
  private let faults: [Fault]

  init(of diagnostics: [Diagnostic]) {
    faults = diagnostics.sorted().filter { $0.severity == .error }.map(Fault.init)
  }

  /// Reads a file.
  ///
  /// - Throws: `DiagnosticError` if there is none, or if it was not written by `--write-baseline`.
  init(contentsOf path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DiagnosticError(
        Diagnostic(
          "no-baseline",
          "there is no file '\(path)'",
          notes: [Diagnostic.Note("write it with: literate check --write-baseline \(path)")]
        )
      )
    }
    do {
      self = try JSONDecoder().decode(FaultBaseline.self, from: data)
    } catch {
      throw DiagnosticError(
        Diagnostic(
          "damaged-baseline",
          "this is no baseline",
          at: Diagnostic.Location(file: path),
          notes: [Diagnostic.Note("write it anew with: literate check --write-baseline \(path)")]
        )
      )
    }
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(self) + Data("\n".utf8)).write(to: URL(filePath: path), options: .atomic)
  }

  var count: Int { faults.count }

  /// The diagnostics that are not known, and how many of the known faults are gone.
  ///
  /// A fault that is known once is known once: a second one like it is new.
  func compared(with diagnostics: [Diagnostic]) -> (new: [Diagnostic], gone: Int) {
    var left = faults.reduce(into: [Fault: Int]()) { $0[$1, default: 0] += 1 }
    let new = diagnostics.sorted().filter { diagnostic in
      let fault = Fault(diagnostic)
      guard diagnostic.severity == .error, let count = left[fault], count > 0 else { return true }
      left[fault] = count - 1
      return false
    }
    return (new, left.values.reduce(0, +))
  }
}
