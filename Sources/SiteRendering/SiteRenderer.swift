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
    let numberings = woven.map(Numbering.init)
    let links = LinkResolver(course.lessons, numberings, files: contentFiles)
    pages.prepare(for: RenderedPages.Frame(theme: theme.identity, links: links))
    let rendered = await withTaskGroup(of: (Int, LessonRenderer.Result).self) { group in
      for (index, lesson) in woven.enumerated() {
        group.addTask {
          let shown = sources.filter { path, _ in
            lesson.lesson.sources.contains { $0.reference.path == path }
          }
          let page = await pages.page(of: lesson, shown.mapValues(\.text)) {
            await render(lesson, numberings[index], links, shown)
          }
          return (index, page)
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    let results = woven.enumerated().compactMap { index, woven in
      rendered[index].map { (lesson: woven.lesson, result: $0) }
    }
    var site = Site(files: [:], copies: [])
    var diagnostics = theme.warnings
    let formulaClasses = results.reduce(into: Set()) { $0.formUnion($1.result.formulaClasses) }
    let math = formulaClasses.isEmpty ? nil : try MathAssets()
    let outline = CourseOutline(results)
    let feed = feed(results, course.configuration)
    for (index, entry) in results.enumerated() {
      let program = programs[entry.lesson.slug].map { Data($0.utf8) }
      site.files["\(entry.lesson.slug).html"] = lessonPage(
        index,
        entry,
        outline,
        course.configuration,
        math,
        feed: feed,
        program: program == nil ? nil : "\(entry.lesson.slug).swift"
      )
      site.files["\(entry.lesson.slug).swift"] = program
      site.files[entry.lesson.fileName] = Data(entry.lesson.file.text.utf8)
      site.copies.formUnion(entry.result.files)
      site.files.merge(entry.result.images) { $1 }
      diagnostics += entry.result.diagnostics
    }
    site.files["index.html"] = indexPage(outline, course.configuration, math, feed: feed)
    site.files.merge(webFiles(results, course.configuration)) { $1 }
    for (name, data) in theme.assets { site.files[LessonRenderer.assets + name] = data }
    site.files[LessonRenderer.assets + "search-index.js"] = try searchIndex(results)
    for (name, data) in try math?.files(for: formulaClasses) ?? [:] {
      site.files[LessonRenderer.assets + name] = data
    }
    return (site, Self.withoutRepetition(diagnostics))
  }

  private func render(
    _ woven: WovenLesson,
    _ numbering: Numbering,
    _ links: LinkResolver,
    _ sources: [String: SourceFile]
  ) async -> LessonRenderer.Result {
    let name = "pages/\(woven.lesson.slug).json"
    let memo = Memo(cache.read([String: String].self, named: name) ?? [:])
    var renderer = LessonRenderer(
      woven,
      theme: theme,
      typesetter: typesetter,
      numbering: numbering,
      links: links,
      sources: sources,
      memo: memo
    )
    let result = await renderer.render()
    if renderer.memo.isChanged { cache.write(renderer.memo.used, named: name) }
    return result
  }

  // MARK: Pages

  typealias Results = [(lesson: Lesson, result: LessonRenderer.Result)]

  private func lessonPage(
    _ index: Int,
    _ entry: Results.Element,
    _ outline: CourseOutline,
    _ configuration: SiteConfiguration,
    _ math: MathAssets?,
    feed: String?,
    program: String?
  ) -> Data {
    let (lesson, result) = entry
    let all = outline.entries
    let shown = outline.entries(around: index)
    let fonts = math?.fonts(of: result.formulaClasses.union(outline.titleClasses)) ?? []
    let body = theme.render(
      .lesson,
      LessonContext(
        part: lesson.frontMatter.part,
        number: all[index].number,
        total: outline.total(ofPart: lesson.frontMatter.part),
        title: result.title,
        titleIdentifier: result.titleIdentifier,
        description: lesson.frontMatter.description,
        body: result.body
      )
    )
    return page(
      PageContext(
        site: SiteContext(title: configuration.title, description: configuration.description),
        page: PageContext.Page(
          title: "\(result.plainTitle) · \(configuration.title)",
          description: lesson.frontMatter.description,
          isIndex: false,
          isLesson: true,
          address: SiteAddress(configuration)?.url(of: "\(lesson.slug).html"),
          card: cardAddress(lesson.slug, configuration),
          policy: ContentPolicy(imageOrigins: result.imageOrigins).text
        ),
        assets: LessonRenderer.assets,
        home: "index.html",
        usesMath: !fonts.isEmpty,
        fonts: fonts.filter(MathAssets.isCommon),
        course: shown,
        lessonCount: shown.count < all.count ? all.count : nil,
        contents: result.contents,
        hasContents: !result.contents.isEmpty,
        previous: index > 0 ? all[index - 1] : nil,
        next: index + 1 < all.count ? all[index + 1] : nil,
        source: lesson.fileName,
        program: program,
        feed: feed,
        content: body
      )
    )
  }

  private func indexPage(
    _ outline: CourseOutline,
    _ configuration: SiteConfiguration,
    _ math: MathAssets?,
    feed: String?
  ) -> Data {
    let site = SiteContext(title: configuration.title, description: configuration.description)
    let fonts = math?.fonts(of: outline.titleClasses) ?? []
    return page(
      PageContext(
        site: site,
        page: PageContext.Page(
          title: configuration.title,
          description: configuration.description,
          isIndex: true,
          isLesson: false,
          address: SiteAddress(configuration)?.url(of: "index.html"),
          card: cardAddress("index", configuration),
          policy: ContentPolicy(imageOrigins: []).text
        ),
        assets: LessonRenderer.assets,
        home: "index.html",
        usesMath: !fonts.isEmpty,
        fonts: fonts.filter(MathAssets.isCommon),
        course: outline.entries,
        lessonCount: nil,
        contents: [],
        hasContents: false,
        previous: nil,
        next: nil,
        source: nil,
        program: nil,
        feed: feed,
        content: theme.render(.index, IndexContext(site: site, lessons: outline.entries))
      )
    )
  }

  private func searchIndex(_ results: Results) throws -> Data {
    var index = SearchIndex()
    for entry in results {
      index.add(
        title: entry.result.plainTitle,
        href: "\(entry.lesson.slug).html",
        entry.result.sections
      )
    }
    return try index.script()
  }

  func page(_ context: PageContext) -> Data {
    Data(theme.render(.page, context).utf8)
  }

  private static func withoutRepetition(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return diagnostics.filter { seen.insert($0).inserted }
  }
}
