import Basics
private import Caching
package import Diagnostics
import Foundation
package import Lessons

/// Renders lessons and their results as a site; only lessons whose pages have changed are woven.
package struct SiteRenderer: Sendable {
  let theme: Theme
  private let typesetter: Typesetter
  private let memos: PageMemos
  private let rendered: RenderedPages

  package init(
    theme: Theme,
    typesetter: Typesetter,
    memos: PageMemos,
    rendered: RenderedPages
  ) {
    self.theme = theme
    self.typesetter = typesetter
    self.memos = memos
    self.rendered = rendered
  }

  /// The pages that do not belong to a lesson, and their purposes.
  private static let ownPages = [
    "index": "the site's index", "404": "what the site shows for an address that it does not have",
  ]

  /// Reports a lesson whose page has the name of one of the site's own.
  private func clash(_ lesson: Lesson) -> Diagnostic? {
    Self.ownPages[lesson.slug].map { purpose in
      Diagnostic(
        "repeated-lesson-name",
        "the page \(lesson.slug).html is \(purpose); choose another name",
        at: Diagnostic.Location(file: lesson.file.path)
      )
    }
  }

  /// Renders the site of a course, and returns it with every fault found.
  ///
  /// The results are in the order of the course; if a lesson's program has a fault, only the lesson's
  /// text is checked. Links may also lead to content files that are not lessons; `sources` are the
  /// package files that lessons show parts of, and `programs` is the code of each lesson as one file,
  /// by slug.
  package func render(
    _ course: Course,
    _ results: [LessonResults],
    contentFiles: Set<String>,
    sources: [String: SourceFile],
    programs: [String: String]
  ) async throws -> (site: Site, diagnostics: [Diagnostic]) {
    let pageSources = try await pageSources(of: course, results, sources)
    let basis = basis(of: course, pageSources, contentFiles)
    let pages = try await lessonPages(of: pageSources.map(\.source), basis)
    var site = Site(files: [:], copies: [])
    var diagnostics = theme.warnings + course.lessons.compactMap(clash)
    let formulaClasses = pages.reduce(into: Set()) { $0.formUnion($1.summary.formulaClasses) }
    let math = formulaClasses.isEmpty ? nil : try MathAssets()
    let frame = PageFrame(
      theme: theme,
      configuration: course.configuration,
      outline: CourseOutline(pages, theme),
      math: math,
      feed: feed(pages, course.configuration)
    )
    let html = try await frame.html(of: pages, programs, known: rendered) {
      await render($0, basis)
    }
    for (page, made) in zip(pages, html) {
      let lesson = page.source.lesson
      site.files["\(lesson.slug).html"] = made.html
      site.files["\(lesson.slug).swift"] = programs[lesson.slug].map { Data($0.utf8) }
      site.files[lesson.fileName] = Data(lesson.file.text.utf8)
      site.copies.formUnion(page.summary.files)
      site.files.merge(page.summary.ownFiles) { $1 }
      diagnostics += made.diagnostics
    }
    site.files["index.html"] = frame.index()
    site.files["404.html"] = frame.missing()
    site.files.merge(webFiles(pages, course.configuration)) { $1 }
    for (name, data) in theme.assets { site.files[LessonRenderer.assets + name] = data }
    site.files[LessonRenderer.assets + "search-index.js"] =
      SearchIndex(
        pages.map { ($0.summary.search, "\($0.source.lesson.slug).html") }
      ).script
    for (name, data) in try math?.files(for: formulaClasses) ?? [:] {
      site.files[LessonRenderer.assets + name] = data
    }
    return (site, diagnostics.withoutRepetition)
  }

  private func pageSources(
    of course: Course,
    _ results: [LessonResults],
    _ files: [String: SourceFile]
  ) async throws -> [(source: PageSource, names: PageNames)] {
    let lessons = course.lessons
    return try await concurrentMap(lessons.indices) { index in
      let shown = Set(lessons[index].sources.map(\.reference.path))
      let source = PageSource(
        lessons[index],
        results[index],
        files.filter { shown.contains($0.key) },
        digits: course.configuration.digits
      )
      return (source, rendered.names(of: source))
    }
  }

  private func basis(
    of course: Course,
    _ sources: [(source: PageSource, names: PageNames)],
    _ contentFiles: Set<String>
  ) -> Basis {
    let basis = Basis(
      theme: theme,
      digits: course.configuration.digits,
      marks: QuantityMarks(styles: course.configuration.quantities),
      links: LinkResolver(
        course.lessons,
        sources.map(\.names),
        files: contentFiles,
        symbols: course.configuration.documentationURL
      ),
      glossary: Glossary(course.lessons)
    )
    rendered.prepare(for: basis.digest, sources.map(\.source))
    return basis
  }

  /// The lessons' pages before they get their frames, in the order of the course.
  private func lessonPages(of sources: [PageSource], _ basis: Basis) async throws -> [LessonPage] {
    try await concurrentMap(sources) { source in
      if let summary = rendered.summary(of: source) {
        return LessonPage(source: source, summary: summary, result: nil)
      }
      let result = await render(source, basis)
      return LessonPage(source: source, summary: result.summary, result: result)
    }
  }

  /// Everything that all pages depend on.
  private struct Basis {
    let theme: Theme
    let digits: NumberDigits
    let marks: QuantityMarks
    let links: LinkResolver
    let glossary: Glossary

    /// Complexity: O(n) in the number of names on all pages.
    var digest: Digest {
      Digest { packer in
        packer.append(theme.templates, digits.text, marks.identity)
        links.pack(into: &packer)
        glossary.pack(into: &packer)
      }
    }
  }

  private func render(_ source: PageSource, _ basis: Basis) async -> LessonRenderer.Result {
    var renderer = LessonRenderer(
      source.woven.value,
      theme: theme,
      typesetter: typesetter,
      marks: basis.marks,
      links: basis.links,
      glossary: basis.glossary,
      sources: source.sources,
      memo: memos.memo(of: source.lesson.slug)
    )
    let result = await renderer.render()
    memos.keep(renderer.memo, of: source.lesson.slug)
    return result
  }
}
