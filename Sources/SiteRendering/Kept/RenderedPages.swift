import Basics
package import Caching
package import Foundation
import Lessons
private import Synchronization

/// The pages of the last build, most of which have not changed since.
///
/// A process that builds a site repeatedly keeps them in memory; one build passes them to the next
/// through the cache.
package final class RenderedPages: Sendable {
  fileprivate struct Page {
    /// The digest of the input of the names and, together with the basis, of everything else.
    let source: Digest
    let names: PageNames
    var summary: PageSummary?
    var framed: Framed?

    struct Framed {
      /// The digest of everything around the page's body.
      let frame: Digest
      let html: Data
    }
  }

  private struct State {
    /// The digest of everything that all pages depend on.
    var basis: Digest?
    /// The pages, by the names of their Markdown files.
    var pages: [String: Page] = [:]
    var isChanged = false
  }

  private let cache: CacheDirectory
  private let entry: CacheEntry
  /// The digest of the tool that makes the pages.
  private let maker: Digest
  private let state = Mutex(State())

  /// - Parameters:
  ///   - cache: the cache with the pages of the last build.
  ///   - content: the folder of the lessons; several folders may share a cache.
  ///   - maker: differs between tools that make different pages from the same input.
  package init(in cache: CacheDirectory, of content: URL, madeBy maker: Digest) {
    self.cache = cache
    entry = .pages(content: content)
    self.maker = maker
  }

  /// Reads the pages of the last build, if the same tool made them.
  ///
  /// Complexity: O(n) in the size of the pages.
  package func load() {
    guard let bytes = cache.bytes(of: entry) else { return }
    let known = try? Unpacker.read(bytes) { unpacker in
      guard try unpacker.next(Digest.self) == maker else { return State() }
      return State(basis: try unpacker.next(Digest.self), pages: try unpacker.next())
    }
    if let known { state.withLock { $0 = known } }
  }

  /// Saves the pages for the next build, except those with faults, which must be reported again.
  ///
  /// Complexity: O(n) in the size of the pages.
  package func save() {
    let state = state.withLock { $0 }
    guard state.isChanged, let basis = state.basis else { return }
    let size = state.pages.values.reduce(0) { $0 + ($1.framed?.html.count ?? 0) }
    var packer = Packer(capacity: size)
    packer.append(maker, basis, state.pages.filter(\.value.isComplete))
    cache.write(Data(packer.bytes), as: entry)
  }

  /// The known page of a lesson, if its source has not changed.
  private func page(of source: PageSource) -> Page? {
    let known = state.withLock { $0.pages[source.lesson.fileName] }
    return known?.source == source.digest ? known : nil
  }

  /// The names on a page that links can refer to.
  func names(of source: PageSource) -> PageNames {
    if let known = page(of: source) { return known.names }
    let lesson = source.lesson
    let names = PageNames(source.woven.value)
    state.withLock { state in
      state.pages[lesson.fileName] = Page(
        source: source.digest,
        names: names
      )
      state.isChanged = true
    }
    return names
  }

  /// Forgets what was made on a different basis, and the pages of removed lessons.
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

  /// The known summary of a page on the current basis.
  func summary(of source: PageSource) -> PageSummary? { page(of: source)?.summary }

  func keep(_ summary: PageSummary, of source: PageSource) {
    change(source) { $0.summary = summary }
  }

  /// A whole page on the current basis, in the frame with this digest.
  func html(of source: PageSource, inFrame frame: Digest) -> Data? {
    page(of: source)?.framed.flatMap { $0.frame == frame ? $0.html : nil }
  }

  func keep(_ html: Data, of source: PageSource, inFrame frame: Digest) {
    change(source) { $0.framed = Page.Framed(frame: frame, html: html) }
  }

  /// Changes a known page, whose names have been requested before.
  private func change(_ source: PageSource, _ body: (inout Page) -> Void) {
    let file = source.lesson.fileName
    state.withLock { state in
      guard var page = state.pages[file], page.source == source.digest else { return }
      body(&page)
      state.pages[file] = page
      state.isChanged = true
    }
  }
}

extension RenderedPages.Page: Packable {
  fileprivate var isComplete: Bool { summary?.diagnostics.isEmpty ?? false && framed != nil }

  func pack(into packer: inout Packer) {
    packer.append(source, names, summary, framed)
  }

  init(from unpacker: inout Unpacker) throws {
    (source, names, summary, framed) = try unpacker.values()
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
