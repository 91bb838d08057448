package import Foundation

/// A folder of a test's own.
package struct Scratch: Sendable {
  package let url: URL

  package init() throws {
    try self.init(
      at: FileManager.default.temporaryDirectory
        .appending(path: "literate-test-\(UUID().uuidString)", directoryHint: .isDirectory)
    )
  }

  /// A folder that outlives the test.
  package init(at url: URL) throws {
    self.url = url
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  package func remove() {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file, and the folders above it.
  package func write(_ text: String, to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file)
  }

  package func text(of path: String) throws -> String {
    try String(contentsOf: url.appending(path: path), encoding: .utf8)
  }

  /// The bytes of all files below a folder, by path.
  package func files(in path: String) throws -> [String: Data] {
    let folder = url.appending(path: path)
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: name)
      if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        files[name] = try Data(contentsOf: file)
      }
    }
    return files
  }
}

/// The root of the project's sources.
package let projectRoot = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
