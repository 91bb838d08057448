import Basics
package import Diagnostics

/// The lessons of a site in order, with the site's configuration.
package struct Course: Sendable {
  package let configuration: SiteConfiguration
  package let lessons: [Lesson]

  package init(configuration: SiteConfiguration, lessons: [Lesson]) {
    self.configuration = configuration
    self.lessons = lessons
  }

  /// The course with only some of its lessons.
  package func only(_ isIncluded: (Lesson) -> Bool) -> Course {
    Course(configuration: configuration, lessons: lessons.filter(isIncluded))
  }

  /// Reads all files of a content folder.
  ///
  /// - Parameters:
  ///   - files: the Markdown files, by their name within the folder.
  ///   - isPlain: whether the files are plain Markdown, with arbitrary names, in the order given.
  ///   - configuration: the file `literate.yml`, if there is one.
  ///   - known: the lessons known from earlier builds.
  /// - Returns: the course, and every fault found in it.
  /// - Throws: only `CancellationError`.
  package static func read(
    _ files: [(name: String, file: SourceFile)],
    isPlain: Bool = false,
    configuration: SourceFile?,
    known: KnownLessons = KnownLessons()
  ) async throws -> (course: Course, diagnostics: [Diagnostic]) {
    var (settings, settingsFaults) = SiteConfiguration.read(from: configuration)
    var diagnostics = settingsFaults
    settings.importsLibraries = isPlain && settings.imports.isEmpty
    let read = try await concurrentMap(files.enumerated()) { index, file in
      lesson(
        in: file.file,
        isPlain ? LessonName(plain: file.name, number: index + 1) : LessonName(file.name),
        known
      )
    }
    diagnostics += read.flatMap(\.diagnostics)
    var lessons = read.compactMap(\.lesson)
    lessons.sort { ($0.number, $0.slug) < ($1.number, $1.slug) }
    diagnostics += clashes(lessons)
    diagnostics += lessons.flatMap { unknownQuantities(in: $0, settings.quantities.keys) }
    return (Course(configuration: settings, lessons: lessons), diagnostics)
  }

  /// The lesson in a file; `nil` if the file's name is not valid for a lesson.
  private static func lesson(
    in file: SourceFile,
    _ name: LessonName?,
    _ known: KnownLessons
  ) -> (lesson: Lesson?, diagnostics: [Diagnostic]) {
    guard let name else {
      let fault = Diagnostic(
        .warning,
        "not-a-lesson",
        "left out: a lesson is named like 01-first-steps.md: a number, a hyphen, and a name of the letters a to z, digits, - and _",
        at: Diagnostic.Location(file: file.path)
      )
      return (nil, [fault])
    }
    if let lesson = known.lessons[name.fileName], lesson.number == name.number,
      lesson.file.text.utf8.elementsEqual(file.text.utf8)
    {
      return (lesson, [])
    }
    return LessonParser.parse(
      file,
      name: name,
      isKnownProse: known.prose?.contains(file.text) ?? false
    )
  }

  /// Lessons with the same number have no order, and lessons with the same slug share a page.
  package static func clashes(_ lessons: [Lesson]) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    var byNumber: [Int: Lesson] = [:]
    var bySlug: [String: Lesson] = [:]
    for lesson in lessons {
      if let other = byNumber.updateValue(lesson, forKey: lesson.number) {
        faults.append(
          Diagnostic(
            "repeated-lesson-number",
            "the number \(lesson.number) is also that of \(other.fileName); numbers order lessons",
            at: Diagnostic.Location(file: lesson.file.path)
          )
        )
      }
      if let other = bySlug.updateValue(lesson, forKey: lesson.slug) {
        faults.append(
          Diagnostic(
            "repeated-lesson-name",
            "the page \(lesson.slug).html is also that of \(other.fileName)",
            at: Diagnostic.Location(file: lesson.file.path)
          )
        )
      }
    }
    return faults
  }

  private static func unknownQuantities(
    in lesson: Lesson,
    _ known: some Collection<String>
  ) -> [Diagnostic] {
    lesson.units.compactMap { unit in
      guard case .inline(let inline) = unit, let quantity = inline.quantity,
        !known.contains(quantity.value)
      else { return nil }
      let hint =
        nearestName(to: quantity.value, among: known).map { "did you mean '\($0)'?" }
        ?? (known.isEmpty
          ? "it knows none; give it some under 'quantities'"
          : "it knows \(known.sorted().joined(separator: ", "))")
      return Diagnostic(
        "unknown-quantity",
        "\(SiteConfiguration.fileName) has no quantity '\(quantity.value)'; \(hint)",
        at: quantity.location
      )
    }
  }
}
