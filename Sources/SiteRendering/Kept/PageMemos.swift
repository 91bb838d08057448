package import Caching
private import Diagnostics
package import Lessons
private import Synchronization
private import Weaving

/// The memos of pages, from the cache or prepared before the pages are rendered.
package final class PageMemos: Sendable {
  private let cache: CacheDirectory
  private let typesetter: Typesetter
  /// The prepared memos, by lesson slug.
  private let prepared = Mutex<[String: Memo]>([:])

  package init(in cache: CacheDirectory, _ typesetter: Typesetter) {
    self.cache = cache
    self.typesetter = typesetter
  }

  /// Colours the cells of lessons before their pages are rendered, as the lessons arrive.
  package func prepare(_ lessons: AsyncStream<(Lesson, LessonResults)>) async {
    await withDiscardingTaskGroup { group in
      for await (lesson, results) in lessons {
        group.addTask { await self.prepare(lesson, results) }
      }
    }
  }

  private func prepare(_ lesson: Lesson, _ results: LessonResults) async {
    let pieces = zip(lesson.units, results.units).compactMap { unit, result -> TypedCode? in
      guard case .cell(let cell) = unit else { return nil }
      return ShownCode(cell, result).map { TypedCode($0.lines, $0.types) }
    }
    var memo = memo(of: lesson.slug)
    // Faults are reported when the page is rendered.
    var untold: [Diagnostic] = []
    _ = await typesetter.swift(pieces, &memo, &untold)
    prepared.withLock { $0[lesson.slug] = memo }
  }

  func memo(of slug: String) -> Memo {
    prepared.withLock { $0.removeValue(forKey: slug) }
      ?? Memo(cache.read([String: String].self, of: .renderings(page: slug)) ?? [:])
  }

  func keep(_ memo: Memo, of slug: String) {
    if memo.isChanged { cache.write(memo.used, as: .renderings(page: slug)) }
  }
}
