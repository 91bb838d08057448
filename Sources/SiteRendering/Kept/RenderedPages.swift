import Basics
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
    /// The digest of what the names and, on the same basis, all the rest are made from.
    let source: Digest
    let names: PageNames
    var summary: PageSummary?
    var framed: Framed?

    struct Framed {
      /// The digest of all that is around the page's body.
      let frame: Digest
      let html: Data
    }
  }

  private struct State {
    /// The digest of what all pages depend on.
    var basis: Digest?
    /// By the name of the Markdown file.
    var pages: [String: Page] = [:]
    var isChanged = false
  }

  private let cache: CacheDirectory
  private let entry: CacheEntry
  /// The digest of the tool that makes the pages.
  private let maker: Digest
  private let state = Mutex(State())

  /// - Parameters:
  ///   - cache: where the pages of the last build are.
  ///   - content: the folder of the lessons; a cache may be that of several.
  ///   - maker: tells tools apart that make different pages of the same.
  package init(in cache: CacheDirectory, of content: URL, madeBy maker: Digest) {
    self.cache = cache
    entry = .pages(content: content)
    self.maker = maker
  }

  /// Reads the pages that the last build has left, if it was by the same tool.
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

  /// Leaves the pages to the next build, but for those with a fault, which is to be reported
  /// again.
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

  /// What is known of a lesson's page as it is now.
  private func page(of source: PageSource) -> Page? {
    let known = state.withLock { $0.pages[source.lesson.fileName] }
    return known?.source == source.digest ? known : nil
  }

  /// What others can refer to on a page.
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

  /// What is known of a page on the present basis.
  func summary(of source: PageSource) -> PageSummary? { page(of: source)?.summary }

  func keep(_ summary: PageSummary, of source: PageSource) {
    change(source) { $0.summary = summary }
  }

  /// A whole page on the present basis, in a frame of this digest.
  func html(of source: PageSource, inFrame frame: Digest) -> Data? {
    page(of: source)?.framed.flatMap { $0.frame == frame ? $0.html : nil }
  }

  func keep(_ html: Data, of source: PageSource, inFrame frame: Digest) {
    change(source) { $0.framed = Page.Framed(frame: frame, html: html) }
  }

  /// Changes what is known of a page whose names were asked for.
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
