package import Foundation

/// A folder of values that can be computed again, one file each.
///
/// A file begins with the digest of the rest, so that a half-written or damaged one reads as absent.
/// Files are written beside their place and renamed into it: two builds at once do no harm.
package struct CacheDirectory: Sendable {
  private let root: URL
  /// Whether entries are read; they are written either way.
  private let readsEntries: Bool

  package init(_ root: URL) {
    self.init(root: root, readsEntries: true)
  }

  private init(root: URL, readsEntries: Bool) {
    self.root = root
    self.readsEntries = readsEntries
  }

  /// The same folder, whose entries are all taken for absent.
  package var writeOnly: CacheDirectory {
    CacheDirectory(root: root, readsEntries: false)
  }

  /// The value stored under a name, or `nil` where there is none that is whole and of this type.
  package func read<Value: Decodable>(_ type: Value.Type, named name: String) -> Value? {
    guard readsEntries, let data = try? Data(contentsOf: root.appending(path: name)) else {
      return nil
    }
    let header = data.prefix(Self.headerLength)
    let payload = data.dropFirst(Self.headerLength)
    guard header.elementsEqual(Self.header(of: payload)) else { return nil }
    return try? JSONDecoder().decode(type, from: payload)
  }

  /// Stores a value. A cache that cannot be written costs time, not correctness, so nothing is
  /// thrown.
  package func write(_ value: some Encodable, named name: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let file = root.appending(path: name)
    do {
      let payload = try encoder.encode(value)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try (Data(Self.header(of: payload)) + payload).write(to: file, options: .atomic)
    } catch {
      return
    }
  }

  private static let headerLength = 33

  private static func header(of payload: Data) -> String.UTF8View {
    "\(Digest(bytes: Array(payload)))\n".utf8
  }
}
