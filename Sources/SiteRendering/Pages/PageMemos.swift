package import Caching
private import Diagnostics
package import Lessons
private import Markdown
private import Synchronization

/// The memos of pages: from the cache, or made before the page is.
package final class PageMemos: Sendable {
  private let cache: CacheDirectory
  private let typesetter: Typesetter
  /// By the slug of the lesson.
  private let prepared = Mutex<[String: Memo]>([:])

  package init(in cache: CacheDirectory, _ typesetter: Typesetter) {
    self.cache = cache
    self.typesetter = typesetter
  }

  /// Colours a lesson's cells ahead of its page, while other lessons still run.
  package func prepare(_ lesson: Lesson, _ results: LessonResults) async {
    let pieces = zip(lesson.units, results.units).compactMap { unit, result -> TypedCode? in
      guard case .cell(let cell) = unit, cell.options.showsCode, !cell.code.lines.isEmpty
      else { return nil }
      return TypedCode(cell.code.lines.map(\.text), result.types)
    }
    var memo = memo(of: lesson.slug)
    // What is amiss is told when the page is made.
    var untold: [Diagnostic] = []
    _ = await typesetter.swift(pieces, &memo, &untold)
    prepared.withLock { $0[lesson.slug] = memo }
  }

  func memo(of slug: String) -> Memo {
    prepared.withLock { $0.removeValue(forKey: slug) }
      ?? Memo(cache.read([String: String].self, named: Self.name(of: slug)) ?? [:])
  }

  func keep(_ memo: Memo, of slug: String) {
    if memo.isChanged { cache.write(memo.used, named: Self.name(of: slug)) }
  }

  private static func name(of slug: String) -> String { "pages/\(slug).json" }
}
