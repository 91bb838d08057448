private import Diagnostics
import Lessons
private import Synchronization
import Weaving

/// The pages of the last build, for a process that builds the same site again and again: of what
/// a page is made of, mostly nothing has changed.
package final class RenderedPages: Sendable {
  /// What all pages depend on.
  struct Basis: Equatable {
    let theme: Theme.Identity
    let marks: QuantityMarks
    let links: LinkResolver
    let glossary: Glossary
  }

  private struct Page {
    let text: String
    let results: LessonResults
    /// Of the declarations that it shows, the files.
    let sources: [String: String]
    let result: LessonRenderer.Result
  }

  private struct State {
    var basis: Basis?
    /// By the path of the Markdown file.
    var pages: [String: Page] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Forgets all pages if they were made on another basis.
  func prepare(for basis: Basis) {
    state.withLock { state in
      if state.basis != basis { state = State(basis: basis) }
    }
  }

  /// A lesson's page: the one there is, or one that is made now.
  func page(
    of woven: WovenLesson,
    _ sources: [String: String],
    make: () async -> LessonRenderer.Result
  ) async -> LessonRenderer.Result {
    let file = woven.lesson.file
    let known = state.withLock { $0.pages[file.path] }
    if let known, known.text == file.text, known.results == woven.results, known.sources == sources
    {
      return known.result
    }
    let result = await make()
    let page = Page(text: file.text, results: woven.results, sources: sources, result: result)
    state.withLock { $0.pages[file.path] = page }
    return result
  }
}
