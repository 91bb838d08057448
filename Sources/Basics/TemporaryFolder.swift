package import Foundation

/// A folder for the files of one run.
package struct TemporaryFolder: Sendable {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "literate-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  package func remove() {
    try? FileManager.default.removeItem(at: url)
  }

  /// The text of a file, with invalid UTF-8 replaced; empty if there is no such file.
  package func text(of name: String) -> String {
    String(decoding: bytes(of: name), as: UTF8.self)
  }

  package func bytes(of name: String) -> Data {
    (try? Data(contentsOf: url.appending(path: name))) ?? Data()
  }
}
