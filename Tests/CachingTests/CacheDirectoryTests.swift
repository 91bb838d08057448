import Caching
import Foundation
import TestSupport
import Testing

@Suite struct CacheDirectoryTests {
  private let scratch: Scratch
  private let cache: CacheDirectory

  init() throws {
    scratch = try Scratch()
    cache = CacheDirectory(scratch.url.appending(path: "cache"))
  }

  private static let entries: [CacheEntry] = [
    .results(key: Digest(["a"])), .examples(key: Digest(["e"])), .history(program: "a-1"),
    .driverPlan(arguments: Digest(["b"])),
    .moduleLibrary(key: Digest(["c"])), .readsLibrary(key: Digest(["d"])), .packageModules,
    .pageModule(key: Digest(["f"])), .pageObject(key: Digest(["f"])),
    .pageProgram(key: Digest(["g"])),
    .toolModules(folder: URL(filePath: "/tool")), .renderings(page: "a"),
    .prose(content: URL(filePath: "/a")), .pages(content: URL(filePath: "/a")),
    .buildStamp(output: URL(filePath: "/site")), .clangModules,
  ]

  @Test func `each kind of entry has a folder of its own, and is described`() {
    #expect(Set(Self.entries.map(\.kind)) == Set(CacheKind.allCases))
    #expect(Set(CacheKind.allCases.map(\.folder)).count == CacheKind.allCases.count)
    #expect(Set(CacheKind.allCases.map(\.contents)).count == CacheKind.allCases.count)
    #expect(Set(Self.entries.map { cache.location(of: $0) }).count == Self.entries.count)
  }

  @Test func `what is written is read, and by the same entry alone`() {
    defer { scratch.remove() }
    let (one, other) = (CacheEntry.history(program: "one"), CacheEntry.history(program: "other"))
    #expect(cache.read([Int].self, of: one) == nil)
    cache.write([1, 2], as: one)
    #expect(cache.read([Int].self, of: one) == [1, 2])
    #expect(cache.read([Int].self, of: other) == nil)
    #expect(cache.read([String].self, of: one) == nil)
    #expect(cache.writeOnly.read([Int].self, of: one) == nil)
  }

  @Test func `a file that is changed or cut short anywhere reads as absent`() throws {
    defer { scratch.remove() }
    let entry = CacheEntry.renderings(page: "one")
    cache.write(Data("some bytes".utf8), as: entry)
    let file = cache.location(of: entry)
    let whole = try Data(contentsOf: file)
    for length in 0..<whole.count {
      try whole.prefix(length).write(to: file)
      #expect(cache.bytes(of: entry) == nil, "\(length) bytes")
      var changed = whole
      changed[length] ^= 1
      try changed.write(to: file)
      #expect(cache.bytes(of: entry) == nil, "byte \(length)")
    }
    try whole.write(to: file)
    #expect(cache.bytes(of: entry) == Data("some bytes".utf8))
  }

  @Test func `a kept file is known by its bytes`() throws {
    defer { scratch.remove() }
    try scratch.write("library", to: "built.so")
    let entry = CacheEntry.moduleLibrary(key: Digest(["a"]))
    let kept = try #require(cache.keep(scratch.url.appending(path: "built.so"), as: entry))
    #expect(cache.file(of: entry) == kept)
    try Data("other".utf8).write(to: kept)
    #expect(cache.file(of: entry) == nil)
  }

  @Test func `trimming removes what was not used for the longest time`() throws {
    defer { scratch.remove() }
    let entries = (0..<4).map { CacheEntry.history(program: "\($0)") }
    for (age, entry) in entries.enumerated() {
      cache.write(Data(count: 1000), as: entry)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -1_000_000 * Double(age + 1))],
        ofItemAtPath: cache.location(of: entry).path
      )
    }
    // Reading the oldest makes it the newest.
    #expect(cache.bytes(of: entries[3]) != nil)
    cache.trim(to: 2100)
    #expect(entries.map { cache.bytes(of: $0) != nil } == [true, false, false, true])
  }

  @Test func `usage counts the files of each kind`() {
    defer { scratch.remove() }
    #expect(cache.usage().isEmpty)
    cache.write(Data(count: 100), as: .history(program: "one"))
    cache.write(Data(count: 200), as: .history(program: "two"))
    cache.write(Data(count: 300), as: .packageModules)
    let usage = cache.usage()
    #expect(Set(usage.keys) == [.history, .packageModules])
    #expect(usage[.history]?.files == 2)
    #expect(usage.values.map(\.bytes).reduce(0, +) > 600)
  }

  @Test func `a folder that cannot be written costs nothing but time`() {
    let cache = CacheDirectory(URL(filePath: "/dev/null/cache"))
    cache.write([1], as: .packageModules)
    #expect(cache.read([Int].self, of: .packageModules) == nil)
    #expect(cache.keep(URL(filePath: "/bin/sh"), as: .readsLibrary(key: Digest([]))) == nil)
    cache.trim(to: 0)
  }
}
