import Foundation
import SwiftReading
import TestSupport

/// The Swift files that the reader is held against the compiler with.
enum SwiftFiles {
  /// Those of this package, and a sample of those of the packages that it resolves; where the environment
  /// asks for it all of them, and those of a folder that it names.
  static func all() throws -> [URL] {
    let environment = ProcessInfo.processInfo.environment
    let own = try ["Sources", "Tests"].flatMap { try files(in: projectRoot.appending(path: $0)) }
    let resolved = try files(in: projectRoot.appending(path: ".build/checkouts"))
    let more = try environment["LITERATE_SWIFT_FILES"].map { try files(in: URL(filePath: $0)) }
    guard environment["LITERATE_ALL_SWIFT_FILES"] != "1" else {
      return own + resolved + (more ?? [])
    }
    return own + resolved.enumerated().filter { $0.offset % 8 == 0 }.map(\.element) + (more ?? [])
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
