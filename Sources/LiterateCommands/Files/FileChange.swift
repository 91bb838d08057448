import Diagnostics
import Foundation

/// A file to write or, without new text, to remove.
struct FileChange {
  let url: URL
  /// The file's name in messages.
  let path: String
  /// The text that the change was made from, without a byte order mark; `nil` if there was no file.
  let old: String?
  let new: String?
  /// What is different: `3 outputs rewritten`.
  let summary: String

  /// Writes the file whole or not at all; a byte order mark stays.
  ///
  /// - Throws: `DiagnosticError` if the file has changed meanwhile, or cannot be written.
  func write() throws {
    do {
      guard let new else { return try FileManager.default.removeItem(at: url) }
      var mark = Data()
      if let old {
        let current = try Data(contentsOf: url)
        if current.starts(with: Self.byteOrderMark) { mark = Self.byteOrderMark }
        guard current == mark + Data(old.utf8) else {
          throw DiagnosticError(
            Diagnostic("changed-meanwhile", "'\(path)' was changed meanwhile; run this again")
          )
        }
      }
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try (mark + Data(new.utf8)).write(to: url, options: .atomic)
    } catch let error as DiagnosticError {
      throw error
    } catch {
      throw DiagnosticError(
        Diagnostic(
          "unwritable-results",
          "'\(path)' cannot be written: \(error.localizedDescription)"
        )
      )
    }
  }

  private static let byteOrderMark = Data("\u{FEFF}".utf8)
}
