package import Caching
package import Foundation
import Lessons
private import Synchronization

/// The pages of the last build: of what most of them are made, nothing has changed since.
///
/// A process that builds a site again and again keeps them as they are, and one build leaves them to
/// the next in the cache.
package final class RenderedPages: Sendable {
  fileprivate struct Page {
    /// Of what the names and, on the same basis, all the rest are made.
    let source: Digest
    let isProse: Bool
    let names: PageNames
    var summary: PageSummary?
    var framed: Framed?

    struct Framed {
      /// Of all that is around the page's body.
      let frame: Digest
      let html: Data
    }
  }

  private struct State {
    /// Of what all pages depend on.
    var basis: Digest?
    /// By the name of the Markdown file.
    var pages: [String: Page] = [:]
    var isChanged = false
  }

  private let cache: CacheDirectory
  private let name: String
  /// Of the tool that makes the pages.
  private let maker: Digest
  private let state = Mutex(State())

  /// - Parameters:
  ///   - cache: where the pages of the last build are.
  ///   - content: the folder of the lessons; a cache may be that of several.
  ///   - maker: tells tools apart that make different pages of the same.
  package init(in cache: CacheDirectory, of content: URL, madeBy maker: Digest) {
    self.cache = cache
    name = "sites/\(Digest([content.path])).packed"
    self.maker = maker
  }

  /// Reads the pages that the last build has left, if it was by the same tool.
  ///
  /// Complexity: O(n) in the size of the pages.
  package func load() {
    guard let bytes = cache.bytes(named: name) else { return }
    let known = try? Unpacker.read(bytes) { unpacker in
      guard try unpacker.next(Digest.self) == maker else { return State() }
      return State(basis: try unpacker.next(Digest.self), pages: try unpacker.next())
    }
    if let known { state.withLock { $0 = known } }
  }

  /// Leaves the pages to the next build, but for those of files in which something is amiss: that is to
  /// be told again.
  ///
  /// Complexity: O(n) in the size of the pages.
  package func save(without faultyFiles: Set<String>) {
    let state = state.withLock { $0 }
    guard state.isChanged, let basis = state.basis else { return }
    var packer = Packer(
      capacity: state.pages.values.reduce(0) { $0 + ($1.framed?.html.count ?? 0) } * 2
    )
    packer.append(maker, basis)
    packer.append(
      state.pages.filter { name, page in page.isComplete && !faultyFiles.contains(name) }
    )
    cache.write(Data(packer.bytes), named: name)
  }

  /// Whether a lesson is known to hold neither cells nor faults.
  package func isProse(_ fileName: String, _ text: String) -> Bool {
    let known = state.withLock { $0.pages[fileName] }
    guard let known, known.isProse else { return false }
    return known.source == PageSource.digest(ofProse: text)
  }

  /// What others can refer to on a page.
  func names(of source: PageSource) -> PageNames {
    let file = source.lesson.fileName
    let known = state.withLock { $0.pages[file] }
    if let known, known.source == source.digest { return known.names }
    let names = PageNames(source.woven.value)
    state.withLock { state in
      state.pages[file] = Page(source: source.digest, isProse: source.lesson.isProse, names: names)
      state.isChanged = true
    }
    return names
  }

  /// Forgets what was made on another basis, and the pages of lessons that are gone.
  func prepare(for basis: Digest, _ sources: [PageSource]) {
    let files = Set(sources.map(\.lesson.fileName))
    state.withLock { state in
      let count = state.pages.count
      state.pages = state.pages.filter { files.contains($0.key) }
      state.isChanged = state.isChanged || state.pages.count != count
      guard state.basis != basis else { return }
      state.basis = basis
      state.isChanged = true
      for file in state.pages.keys {
        state.pages[file]?.summary = nil
        state.pages[file]?.framed = nil
      }
    }
  }

  /// What is known of a page whose names were asked for, if it has been rendered.
  func summary(of source: PageSource) -> PageSummary? {
    state.withLock { $0.pages[source.lesson.fileName]?.summary }
  }

  func keep(_ summary: PageSummary, of source: PageSource) {
    state.withLock { state in
      state.pages[source.lesson.fileName]?.summary = summary
      state.isChanged = true
    }
  }

  /// A lesson's whole page: the one that is known with a frame of this digest, or one that is made now.
  func html(
    of source: PageSource,
    inFrame frame: Digest,
    make: () async -> Data
  ) async -> Data {
    let file = source.lesson.fileName
    let known = state.withLock { $0.pages[file]?.framed }
    if let known, known.frame == frame { return known.html }
    let html = await make()
    state.withLock { state in
      state.pages[file]?.framed = Page.Framed(frame: frame, html: html)
      state.isChanged = true
    }
    return html
  }
}

extension RenderedPages.Page: Packable {
  fileprivate var isComplete: Bool { summary?.diagnostics.isEmpty ?? false && framed != nil }

  func pack(into packer: inout Packer) {
    packer.append(source, isProse, names, summary, framed)
  }

  init(from unpacker: inout Unpacker) throws {
    (source, isProse, names, summary, framed) = try unpacker.values()
  }
}

extension RenderedPages.Page.Framed: Packable {
  func pack(into packer: inout Packer) {
    packer.append(frame, html)
  }

  init(from unpacker: inout Unpacker) throws {
    (frame, html) = try unpacker.values()
  }
}
