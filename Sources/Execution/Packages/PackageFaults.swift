import Diagnostics
import Foundation

/// SwiftPM's errors, at the files and lines that it names.
struct PackageFaults {
  private(set) var diagnostics: [Diagnostic] = []

  private static let noteLimit = 40

  /// - Parameters:
  ///   - message: what failed, used if SwiftPM names no place.
  ///   - output: everything that SwiftPM has printed.
  ///
  /// Complexity: O(n) in the length of the output, and in that of the files that it names.
  init(_ message: String, _ output: String) {
    let lines = output.split(whereSeparator: \.isNewline).map { String($0).plain }
    var seen: Set<Diagnostic> = []
    var open: (message: String, place: Diagnostic.Location, notes: [Diagnostic.Note])?
    func closed() -> Diagnostic? {
      open.map { Diagnostic("package-build-failed", $0.message, at: $0.place, notes: $0.notes) }
    }
    var files: [String: SourceFile] = [:]
    for line in lines {
      guard let said = Self.message(line, &files) else { continue }
      if said.severity == "note" {
        open?.notes.append(Diagnostic.Note(said.text, at: said.place))
        continue
      }
      if let diagnostic = closed(), seen.insert(diagnostic).inserted {
        diagnostics.append(diagnostic)
      }
      open = said.severity == "error" ? (said.text, said.place, []) : nil
    }
    if let diagnostic = closed(), seen.insert(diagnostic).inserted {
      diagnostics.append(diagnostic)
    }
    guard diagnostics.isEmpty else { return }
    let notes = lines.filter { !$0.contains("warning: ") }.suffix(Self.noteLimit)
    diagnostics = [
      Diagnostic("package-build-failed", message, notes: notes.map { Diagnostic.Note($0) })
    ]
  }

  /// `path:line:column: error: text`, as Swift's compilers write it.
  private static func message(
    _ line: String,
    _ files: inout [String: SourceFile]
  ) -> (severity: String, text: String, place: Diagnostic.Location)? {
    guard
      let match = line.wholeMatch(
        of: /(\/.+?):(\d+):(\d+): (?:fatal )?(error|warning|note): (.+)/
      ), let number = Int(match.output.2), let column = Int(match.output.3)
    else { return nil }
    let path = String(match.output.1)
    let file = files[path] ?? SourceFile(path: shown(path), text: text(of: path))
    files[path] = file
    let isThere = (1...max(1, file.lineCount)).contains(number) && column > 0
    let place =
      isThere
      ? file.location(SourceRange(line: number, column: column))
      : Diagnostic.Location(file: file.path)
    return (String(match.output.4), String(match.output.5), place)
  }

  private static func text(of path: String) -> String {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The path as seen from the folder in which the tool was started.
  private static func shown(_ path: String) -> String {
    let folder = FileManager.default.currentDirectoryPath + "/"
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }
}

extension String {
  /// The text without terminal colours.
  fileprivate var plain: String { replacing(/\u{1B}\[[0-9;]*m/, with: "") }
}
