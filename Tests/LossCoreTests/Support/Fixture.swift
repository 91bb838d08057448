import Foundation
import Testing

/// The files that the tests read their expected values from.
enum Fixture {
  /// Returns the contents of a file of the `Fixtures` directory.
  static func data(_ name: String) throws -> Data {
    let directory = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return try Data(contentsOf: directory.appending(path: name))
  }

  /// Returns the lines of a text file of the `Fixtures` directory.
  static func lines(_ name: String) throws -> [Substring] {
    String(decoding: try data(name), as: UTF8.self).split(separator: "\n")
  }
}
