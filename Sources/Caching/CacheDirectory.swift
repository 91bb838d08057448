import Basics
package import Foundation

/// A folder of data that can be made again, with a file for each `CacheEntry`.
///
/// A file begins with the digest of the rest, so that an incomplete or damaged one counts as absent.
/// Files are written to a temporary name and renamed into place, so concurrent builds do no harm.
package struct CacheDirectory: Sendable {
  package let location: URL
  /// Whether entries are read; they are written either way.
  private let readsEntries: Bool

  package init(_ location: URL) {
    self.init(location: location, readsEntries: true)
  }

  private init(location: URL, readsEntries: Bool) {
    self.location = location
    self.readsEntries = readsEntries
  }

  /// The same folder, but with all entries treated as absent.
  package var writeOnly: CacheDirectory {
    CacheDirectory(location: location, readsEntries: false)
  }

  /// The value stored as an entry, or `nil` if there is no intact one of this type.
  package func read<Value: Decodable>(_ type: Value.Type, of entry: CacheEntry) -> Value? {
    bytes(of: entry).flatMap { try? JSONDecoder().decode(type, from: $0) }
  }

  /// The packed value stored as an entry, or `nil` if there is no intact one.
  ///
  /// An entry always has the same type and packing, since the bytes do not name them.
  package func read<Value: Packable>(packed type: Value.Type, of entry: CacheEntry) -> Value? {
    bytes(of: entry).flatMap { try? Unpacker.read($0) { try $0.next(type) } }
  }

  /// The bytes stored as an entry, or `nil` if there are no intact ones.
  ///
  /// Complexity: O(n) in their number; they are not copied.
  package func bytes(of entry: CacheEntry) -> Data? { bytes(at: entry.path) }

  private func bytes(at path: String) -> Data? {
    let file = location.appending(path: path)
    guard readsEntries, let data = try? Data(contentsOf: file, options: .mappedIfSafe) else {
      return nil
    }
    markUsed(file)
    let header = data.prefix(Self.headerLength)
    let payload = data.dropFirst(Self.headerLength)
    return header.elementsEqual(Self.header(of: payload)) ? payload : nil
  }

  /// Stores a value. A cache that cannot be written costs time, not correctness, so nothing is thrown.
  package func write(_ value: some Encodable, as entry: CacheEntry) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let payload = try? encoder.encode(value) else { return }
    write(payload, as: entry)
  }

  /// Stores a value as packed bytes.
  package func write(packed value: some Packable, as entry: CacheEntry) {
    var packer = Packer()
    packer.append(value)
    write(Data(packer.bytes), as: entry)
  }

  /// Stores bytes, if possible.
  package func write(_ payload: Data, as entry: CacheEntry) { write(payload, at: entry.path) }

  private func write(_ payload: Data, at path: String) {
    put(at: path) { try [Data(Self.header(of: payload)), payload].writeUnsynced(to: $0) }
  }

  /// Makes a file under a temporary name, and renames it into place.
  ///
  /// It does not wait for the disk: a file that a system crash leaves incomplete counts as absent.
  ///
  /// - Returns: the file's location; `nil` if it cannot be written.
  @discardableResult
  private func put(at path: String, make: (URL) throws -> Void) -> URL? {
    let place = location.appending(path: path)
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

  /// The file stored as an entry, or `nil` if there is no intact one.
  ///
  /// Complexity: O(n) in the size of the file.
  package func file(of entry: CacheEntry) -> URL? {
    let file = location(of: entry)
    guard let bytes = bytes(at: Self.digestPath(of: entry)),
      String(decoding: bytes, as: UTF8.self) == Self.digest(of: file)
    else { return nil }
    markUsed(file)
    return file
  }

  private static func digestPath(of entry: CacheEntry) -> String { "\(entry.path).digest" }

  private static func digest(of file: URL) -> String? {
    (try? Data(contentsOf: file)).map { Digest($0).description }
  }

  /// The location of an entry's file, whether or not it exists.
  package func location(of entry: CacheEntry) -> URL { location.appending(path: entry.path) }

  /// Stores a copy of a file as an entry; `nil` if that is not possible.
  package func keep(_ file: URL, as entry: CacheEntry) -> URL? {
    let place = put(at: entry.path) { try FileManager.default.copyItem(at: file, to: $0) }
    if let place, let digest = Self.digest(of: place) {
      write(Data(digest.utf8), at: Self.digestPath(of: entry))
    }
    return place
  }

  /// The number of files of each kind, and their total bytes; kinds without files are left out.
  ///
  /// Complexity: O(n) in the number of files.
  package func usage() -> [CacheKind: (files: Int, bytes: Int)] {
    var usage: [CacheKind: (files: Int, bytes: Int)] = [:]
    for kind in CacheKind.allCases {
      let size = Self.size(of: location.appending(path: kind.folder))
      if size.files > 0 { usage[kind] = size }
    }
    return usage
  }

  /// The number of files in a folder and its subfolders, and their total bytes.
  ///
  /// Complexity: O(n) in the number of files.
  package static func size(of folder: URL) -> (files: Int, bytes: Int) {
    let sizes = files(in: folder).map(\.status.size)
    return (sizes.count, sizes.reduce(0, +))
  }

  /// Removes the least recently used files until at most `limit` bytes are left.
  ///
  /// Complexity: O(n·log n) in the number of files.
  package func trim(to limit: Int) {
    let files = Self.files(in: location)
    var left = files.reduce(0) { $0 + $1.status.size }
    guard left > limit else { return }
    for file in files.sorted(by: { $0.status.date < $1.status.date }) where left > limit {
      try? FileManager.default.removeItem(atPath: file.path)
      left -= file.status.size
    }
  }

  private static func files(in folder: URL) -> [(path: String, status: FileStatus)] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.compactMap { name in
      let path = "\(folder.path)/\(name)"
      guard let status = FileStatus(path), status.kind == .file else { return nil }
      return (path, status)
    }
  }

  /// The allowed age of the date of a file in use: updating it each time would cost more than reading
  /// the file.
  private static let dateTolerance: TimeInterval = 24 * 60 * 60

  /// Sets the file's date to now.
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
