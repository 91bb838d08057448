package import Caching
package import Diagnostics
import Foundation
package import Lessons
package import Weaving

/// Makes a site of woven lessons.
package struct SiteRenderer: Sendable {
  let theme: Theme
  private let typesetter: Typesetter
  private let cache: CacheDirectory
  private let pages: RenderedPages

  package init(
    theme: Theme,
    typesetter: Typesetter,
    cache: CacheDirectory,
    pages: RenderedPages
  ) {
    self.theme = theme
    self.typesetter = typesetter
    self.cache = cache
    self.pages = pages
  }

  /// The site of a course, and every fault found on its way.
  ///
  /// The woven lessons stand in the order of the course; one whose program has a fault is checked
  /// as far as its text goes. Links may lead to the files of the content that are no lessons, too; `sources` are
  /// the package's files that lessons show parts of, and `programs` the code of lessons as one file,
  /// by slug.
  package func render(
    _ course: Course,
    _ woven: [WovenLesson],
    contentFiles: Set<String>,
    sources: [String: SourceFile],
    programs: [String: String]
  ) async throws -> (site: Site, diagnostics: [Diagnostic]) {
    let results = try await bodies(of: woven, course, contentFiles, sources)
    var site = Site(files: [:], copies: [])
    var diagnostics = theme.warnings
    let formulaClasses = results.reduce(into: Set()) { $0.formUnion($1.result.formulaClasses) }
    let math = formulaClasses.isEmpty ? nil : try MathAssets()
    let frame = PageFrame(
      theme: theme,
      configuration: course.configuration,
      outline: CourseOutline(results, theme),
      math: math,
      feed: feed(results, course.configuration)
    )
    let framed = try await frame.pages(of: results, programs)
    for ((lesson, result), page) in zip(results, framed) {
      site.files["\(lesson.slug).html"] = page
      site.files["\(lesson.slug).swift"] = programs[lesson.slug].map { Data($0.utf8) }
      site.files[lesson.fileName] = Data(lesson.file.text.utf8)
      site.copies.formUnion(result.files)
      site.files.merge(result.images) { $1 }
      diagnostics += result.diagnostics
    }
    site.files["index.html"] = frame.index()
    site.files["404.html"] = frame.missing()
    site.files.merge(webFiles(results, course.configuration)) { $1 }
    for (name, data) in theme.assets { site.files[LessonRenderer.assets + name] = data }
    site.files[LessonRenderer.assets + "search-index.js"] = try await SearchIndex(
      results.map { ($0.result.search, "\($0.lesson.slug).html") }
    ).script()
    for (name, data) in try math?.files(for: formulaClasses) ?? [:] {
      site.files[LessonRenderer.assets + name] = data
    }
    return (site, diagnostics.withoutRepetition)
  }

  /// The pages of the lessons before they get their frames, in the order of the course.
  private func bodies(
    of woven: [WovenLesson],
    _ course: Course,
    _ contentFiles: Set<String>,
    _ sources: [String: SourceFile]
  ) async throws -> Results {
    let numberings = woven.map(Numbering.init)
    let links = LinkResolver(course.lessons, numberings, files: contentFiles)
    let marks = QuantityMarks(styles: course.configuration.quantities)
    let glossary = Glossary(course.lessons)
    pages.prepare(
      for: RenderedPages.Basis(
        theme: theme.identity,
        marks: marks,
        links: links,
        glossary: glossary
      )
    )
    let results = try await concurrentMap(woven.indices) { index in
      let lesson = woven[index]
      let shown = sources.filter { path, _ in
        lesson.lesson.sources.contains { $0.reference.path == path }
      }
      return await pages.page(of: lesson, shown.mapValues(\.text)) {
        await render(lesson, numberings[index], marks, links, glossary, shown)
      }
    }
    return zip(woven, results).map { ($0.lesson, $1) }
  }

  private func render(
    _ woven: WovenLesson,
    _ numbering: Numbering,
    _ marks: QuantityMarks,
    _ links: LinkResolver,
    _ glossary: Glossary,
    _ sources: [String: SourceFile]
  ) async -> LessonRenderer.Result {
    let name = "pages/\(woven.lesson.slug).json"
    let memo = Memo(cache.read([String: String].self, named: name) ?? [:])
    var renderer = LessonRenderer(
      woven,
      theme: theme,
      typesetter: typesetter,
      numbering: numbering,
      marks: marks,
      links: links,
      glossary: glossary,
      sources: sources,
      memo: memo
    )
    let result = await renderer.render()
    if renderer.memo.isChanged { cache.write(renderer.memo.used, named: name) }
    return result
  }

  typealias Results = [(lesson: Lesson, result: LessonRenderer.Result)]
}
