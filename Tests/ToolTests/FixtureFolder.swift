import Foundation
import Testing

/// A folder with what goes into the tool, and what is expected to come out.
struct FixtureFolder {
  let url: URL

  /// Expects these texts, by path, to be all that is recorded; records them if RECORD is set.
  func expect(_ actual: [String: String]) throws {
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try record(actual)
      Issue.record("recorded; run again without RECORD")
      return
    }
    let expected = try expectedTexts()
    #expect(Set(actual.keys) == Set(expected.keys))
    for (path, text) in expected {
      let isSame = actual[path].map { $0.utf8.elementsEqual(text.utf8) } ?? false
      let difference = Self.difference(from: text, to: actual[path] ?? "")
      #expect(isSame, "\(url.lastPathComponent)/\(path):\n\(difference)")
    }
  }

  /// The lines that differ, those expected with `-` and those that came out with `+`, numbered as there.
  private static func difference(from expected: String, to actual: String) -> String {
    func lines(_ text: String) -> [Substring] {
      text.split(separator: "\n", omittingEmptySubsequences: false)
    }
    let changes = lines(actual).difference(from: lines(expected)).map { change in
      switch change {
      case .remove(let offset, let line, _): (offset, 0, "-\(offset + 1) \(line)")
      case .insert(let offset, let line, _): (offset, 1, "+\(offset + 1) \(line)")
      }
    }
    return changes.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2).joined(separator: "\n")
  }

  private func expectedTexts() throws -> [String: String] {
    var texts: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: url.path)
    where path.hasPrefix("expected") {
      let file = url.appending(path: path)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      texts[path] = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
    return texts
  }

  private func record(_ texts: [String: String]) throws {
    try? FileManager.default.removeItem(at: url.appending(path: "expected"))
    for (path, text) in texts {
      let file = url.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: file)
    }
  }
}
