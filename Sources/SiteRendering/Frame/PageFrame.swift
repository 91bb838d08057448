import Basics
import Caching
import Diagnostics
import Foundation
import Lessons

/// Renders whole pages: a shared frame around the content of each.
struct PageFrame: Sendable {
  let theme: Theme
  let configuration: SiteConfiguration
  let outline: CourseOutline
  /// `nil` for a site without formulas.
  let math: MathAssets?
  /// The full address of the site's feed, if there is one.
  let feed: String?

  private var site: SiteContext {
    SiteContext(title: configuration.title, description: configuration.description)
  }

  /// Renders the lessons' pages, in the order of the course, and collects the faults of each.
  ///
  /// - Parameters:
  ///   - pages: the lessons; bodies that are already rendered are used.
  ///   - programs: the code of the lessons that have some, by slug.
  ///   - known: the pages that already exist; new ones are kept there.
  ///   - render: renders the missing bodies.
  /// - Returns: the bytes and diagnostics of each page.
  /// - Throws: only `CancellationError`.
  func html(
    of pages: [LessonPage],
    _ programs: [String: String],
    known: RenderedPages,
    render: @escaping @Sendable (PageSource) async -> LessonRenderer.Result
  ) async throws -> [(html: Data, diagnostics: [Diagnostic])] {
    let shared = shared()
    return try await concurrentMap(pages.indices) { index in
      let source = pages[index].source
      let program = programs[source.lesson.slug] == nil ? nil : "\(source.lesson.slug).swift"
      let frame = digest(index, of: source.lesson, shared, hasProgram: program != nil)
      if let html = known.html(of: source, inFrame: frame) {
        return (html, pages[index].summary.diagnostics)
      }
      let result = if let made = pages[index].result { made } else { await render(source) }
      let html = page(index, of: source.lesson, result, program: program)
      known.keep(result.summary, of: source)
      known.keep(html, of: source, inFrame: frame)
      return (html, result.summary.diagnostics)
    }
  }

  /// The digest of everything around a page's body.
  private func digest(
    _ index: Int,
    of lesson: Lesson,
    _ shared: Digest,
    hasProgram: Bool
  ) -> Digest {
    let total = outline.total(ofPart: lesson.frontMatter.part)
    return Digest { packer in
      packer.append(shared, hasProgram, lesson.fileName, total)
      outline.pack(around: index, into: &packer)
    }
  }

  /// The digest of everything in the frame that all pages share.
  private func shared() -> Digest {
    Digest { packer in
      packer.append(theme.templates, outline.titleClasses, feed)
      packer.append(configuration.title, configuration.description, configuration.baseURL)
      packer.append(outline.isListedWhole ? nil : outline.entries.count)
    }
  }

  /// `program` is the file name of the lesson's code, if it has some.
  private func page(
    _ index: Int,
    of lesson: Lesson,
    _ made: LessonRenderer.Result,
    program: String?
  ) -> Data {
    let body = theme.render(
      .lesson,
      LessonContext(
        part: lesson.frontMatter.part,
        number: outline.entries[index].number,
        total: outline.total(ofPart: lesson.frontMatter.part),
        title: made.summary.title,
        titleIdentifier: made.titleIdentifier,
        description: lesson.frontMatter.description,
        script: made.script,
        body: made.body
      )
    )
    let fonts = math?.fonts(of: made.summary.formulaClasses.union(outline.titleClasses)) ?? []
    return page(
      PageContext(
        site: site,
        page: head(
          made.summary.plainTitle,
          lesson.frontMatter.description,
          slug: lesson.slug,
          isLesson: true,
          imageOrigins: made.imageOrigins,
          hasProgram: made.script != nil
        ),
        assets: LessonRenderer.assets,
        home: "index.html",
        usesMath: !fonts.isEmpty,
        fonts: fonts.filter(MathAssets.isCommon),
        course: outline.list(around: index, contents: made.contents, theme),
        lessonCount: outline.isListedWhole ? nil : outline.entries.count,
        previous: index > 0 ? outline.entries[index - 1] : nil,
        next: index + 1 < outline.entries.count ? outline.entries[index + 1] : nil,
        source: lesson.fileName.asReference,
        program: program,
        feed: feed,
        content: body
      )
    )
  }

  /// The index page, which shows the course at a glance.
  func index() -> Data {
    let fonts = math?.fonts(of: outline.titleClasses) ?? []
    return page(
      PageContext(
        site: site,
        page: head(configuration.title, configuration.description, slug: "index"),
        assets: LessonRenderer.assets,
        home: "index.html",
        usesMath: !fonts.isEmpty,
        fonts: fonts.filter(MathAssets.isCommon),
        feed: feed,
        content: theme.render(.index, IndexContext(site: site, lessons: outline.entries))
      )
    )
  }

  /// The 404 page. It is shown for addresses in any folder, so its links begin at the root.
  func missing() -> Data {
    let root = SiteAddress(configuration)?.root ?? "/"
    return page(
      PageContext(
        site: site,
        page: head("No such page", nil, slug: nil),
        assets: root + LessonRenderer.assets,
        home: root,
        content: theme.render(.missing, MissingContext(home: root))
      )
    )
  }

  private func head(
    _ name: String,
    _ description: String?,
    slug: String?,
    isLesson: Bool = false,
    imageOrigins: Set<String> = [],
    hasProgram: Bool = false
  ) -> PageContext.Page {
    let address = slug == nil ? nil : SiteAddress(configuration)
    return PageContext.Page(
      title: slug == "index" ? name : "\(name) · \(configuration.title)",
      name: name,
      description: description,
      isIndex: !isLesson,
      isLesson: isLesson,
      address: slug.flatMap { address?.url(of: "\($0).html") },
      card: slug.flatMap { address?.url(of: ShareCard.path(of: $0)) },
      policy: ContentPolicy(imageOrigins: imageOrigins, hasProgram: hasProgram).text
    )
  }

  private func page(_ context: PageContext) -> Data {
    Data(PrintedText.visible(theme.render(.page, context)).utf8)
  }
}
