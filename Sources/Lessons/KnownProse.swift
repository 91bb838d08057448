package import Caching
import Diagnostics
package import Foundation
private import Synchronization

/// The texts in which the parser found neither cells nor faults: it need not read them again
/// until their pages are made.
package final class KnownProse: Sendable {
  private struct State {
    var texts: Set<Digest> = []
    var isChanged = false
  }

  private let cache: CacheDirectory
  private let entry: CacheEntry
  private let maker: Digest
  private let state = Mutex(State())

  /// - Parameters:
  ///   - cache: the cache for the digests of these texts.
  ///   - content: the folder of the lessons; several folders may share a cache.
  ///   - maker: the digest of the tool, since a different parser may find other faults.
  package init(in cache: CacheDirectory, of content: URL, madeBy maker: Digest) {
    self.cache = cache
    self.maker = maker
    entry = .prose(content: content)
  }

  /// Reads the results of the last build, if the same tool made them.
  package func load() {
    guard let bytes = cache.bytes(of: entry) else { return }
    let texts = try? Unpacker.read(bytes) { unpacker in
      try unpacker.next(Digest.self) == maker ? try unpacker.next([Digest].self) : []
    }
    if let texts { state.withLock { $0.texts = Set(texts) } }
  }

  /// Saves the known texts for the next build, if they have changed.
  package func save() {
    let state = state.withLock { $0 }
    guard state.isChanged else { return }
    var packer = Packer()
    packer.append(maker, Array(state.texts))
    cache.write(Data(packer.bytes), as: entry)
  }

  /// Whether a text is known to hold neither cells nor faults.
  ///
  /// - Complexity: O(n) in its length.
  package func contains(_ text: String) -> Bool {
    let digest = Digest([text])
    return state.withLock { $0.texts.contains(digest) }
  }

  /// Records which lessons of a course are such prose; all other texts are forgotten.
  package func note(_ lessons: [Lesson]) {
    let texts = Set(lessons.filter(\.isFaultlessProse).map { Digest([$0.file.text]) })
    state.withLock { state in
      state.isChanged = state.isChanged || state.texts != texts
      state.texts = texts
    }
  }
}
