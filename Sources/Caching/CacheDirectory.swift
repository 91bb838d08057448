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
    bytes(named: name).flatMap { try? JSONDecoder().decode(type, from: $0) }
  }

  /// The packed value stored under a name, or `nil` where there is none that is whole.
  ///
  /// A name stands for one type, and for one way to pack it: bytes do not tell which they are of.
  package func read<Value: Packable>(packed type: Value.Type, named name: String) -> Value? {
    bytes(named: name).flatMap { try? Unpacker.read($0) { try $0.next(type) } }
  }

  /// The bytes stored under a name, or `nil` where there are none that are whole.
  ///
  /// Complexity: O(n) in their number; they are not copied.
  package func bytes(named name: String) -> Data? {
    let file = root.appending(path: name)
    guard readsEntries, let data = try? Data(contentsOf: file, options: .mappedIfSafe) else {
      return nil
    }
    markUsed(file)
    let header = data.prefix(Self.headerLength)
    let payload = data.dropFirst(Self.headerLength)
    return header.elementsEqual(Self.header(of: payload)) ? payload : nil
  }

  /// Stores a value. A cache that cannot be written costs time, not correctness, so nothing is
  /// thrown.
  package func write(_ value: some Encodable, named name: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let payload = try? encoder.encode(value) else { return }
    write(payload, named: name)
  }

  /// Stores a value as packed bytes.
  package func write(packed value: some Packable, named name: String) {
    var packer = Packer()
    packer.append(value)
    write(Data(packer.bytes), named: name)
  }

  /// Stores bytes, as long as that is possible.
  package func write(_ payload: Data, named name: String) {
    put(named: name) { try [Data(Self.header(of: payload)), payload].writeUnsynced(to: $0) }
  }

  /// Makes a file beside its place, and renames it into that.
  ///
  /// Nothing waits for the disk: a file that a crash of the machine leaves half written reads as
  /// absent.
  ///
  /// - Returns: its place; `nil` where it cannot be written.
  @discardableResult
  private func put(named name: String, make: (URL) throws -> Void) -> URL? {
    let place = root.appending(path: name)
    let folder = place.deletingLastPathComponent()
    let beside = folder.appending(path: UUID().uuidString)
    do {
      if access(folder.path, W_OK) != 0 {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      }
      try make(beside)
      guard rename(beside.path, place.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
      return place
    } catch {
      try? FileManager.default.removeItem(at: beside)
      return nil
    }
  }

  /// A file kept under a name, or `nil` where there is none that is whole.
  ///
  /// Complexity: O(n) in the size of the file.
  package func file(named name: String) -> URL? {
    let file = location(ofFile: name)
    guard let digest = read(String.self, named: Self.digestName(of: name)),
      digest == Self.digest(of: file)
    else { return nil }
    markUsed(file)
    return file
  }

  private static func digestName(of name: String) -> String { "\(name).digest" }

  private static func digest(of file: URL) -> String? {
    (try? Data(contentsOf: file)).map { Digest($0).description }
  }

  /// Where a file under a name stands, or would.
  package func location(ofFile name: String) -> URL { root.appending(path: name) }

  /// Puts a copy of a file here, under a name; `nil` where that is not possible.
  package func keep(_ file: URL, named name: String) -> URL? {
    let place = put(named: name) { try FileManager.default.copyItem(at: file, to: $0) }
    if let place { write(Self.digest(of: place), named: Self.digestName(of: name)) }
    return place
  }

  /// Removes what was not used for the longest time, until at most so many bytes are left.
  ///
  /// Complexity: O(n·log n) in the number of files.
  package func trim(to limit: Int) {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    let files = names.compactMap { name -> (path: String, status: FileStatus)? in
      let path = "\(root.path)/\(name)"
      guard let status = FileStatus(path), status.kind == .file else { return nil }
      return (path, status)
    }
    var left = files.reduce(0) { $0 + $1.status.size }
    guard left > limit else { return }
    for file in files.sorted(by: { $0.status.date < $1.status.date }) where left > limit {
      try? FileManager.default.removeItem(atPath: file.path)
      left -= file.status.size
    }
  }

  /// How old the date of a file may be that is in use: setting it each time would cost more than to
  /// read the file.
  private static let dateTolerance: TimeInterval = 24 * 60 * 60

  /// Dates a file as used now.
  private func markUsed(_ file: URL) {
    guard let status = FileStatus(file.path),
      -status.date.timeIntervalSinceNow > Self.dateTolerance
    else { return }
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: file.path)
  }

  private static let headerLength = 33

  private static func header(of payload: Data) -> String.UTF8View {
    "\(Digest(payload))\n".utf8
  }
}
