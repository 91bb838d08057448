import Foundation
import SwiftReading
import TestSupport

/// The Swift files that the reader is held against the compiler with.
enum SwiftFiles {
  /// Those of this package, and of all packages that it resolves; more where the environment names a
  /// folder of them.
  static func all() throws -> [URL] {
    var folders = ["Sources", "Tests", ".build/checkouts"].map { projectRoot.appending(path: $0) }
    if let more = ProcessInfo.processInfo.environment["LITERATE_SWIFT_FILES"] {
      folders.append(URL(filePath: more))
    }
    return try folders.flatMap(files(in:))
  }

  private static func files(in folder: URL) throws -> [URL] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".swift") }
      .map { folder.appending(path: $0) }
      .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
  }

  /// The text of a file, if it is UTF-8.
  static func text(of file: URL) throws -> String? {
    let data = try Data(contentsOf: file)
    guard let text = String(validating: data, as: UTF8.self), text.utf8.count == data.count else {
      return nil
    }
    return text
  }
}

/// Counts differences by the rule that explains them.
struct Differences {
  private(set) var counts: [String: Int] = [:]
  private(set) var unexplained: [String] = []

  mutating func add(_ rule: String?, _ place: @autoclosure () -> String) {
    if let rule {
      counts[rule, default: 0] += 1
    } else {
      unexplained.append(place())
    }
  }

  var description: String {
    let lines = counts.sorted { $0.value > $1.value }.map { "\($0.value) × \($0.key)" }
    return (lines + ["\(unexplained.count) × unexplained"]).joined(separator: "\n")
  }
}
