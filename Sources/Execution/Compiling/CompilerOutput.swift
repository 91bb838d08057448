import Diagnostics
import Lessons

/// The compiler's messages, as diagnostics at places in the Markdown.
struct CompilerOutput {
  /// A message, with the compiler's own name for it, which is the same in every language.
  struct Message {
    let diagnostic: Diagnostic
    let name: String
    /// The path that the program gives the file that it is about.
    let path: String?
    /// The identifier of the probe that it is about; `nil` if it is about other code.
    let probe: Int?
    /// Whether it is about the tool's own code.
    let isAboutGlue: Bool
  }

  let messages: [Message]

  /// Reads the compiler's messages (`-diagnostic-style=llvm -debug-diagnostic-names`) about a file.
  ///
  /// - Parameters:
  ///   - text: the compiler's output.
  ///   - lesson: the lesson whose program was compiled.
  ///   - source: the file name of the program's own lines.
  /// - Complexity: O(n) in the length of the text.
  init(_ text: String, of lesson: Lesson, source: String) {
    self.init(text, [TangledCode.path(of: lesson): lesson.file], sources: [source]) {
      Diagnostic.Location(file: lesson.file.path)
    }
  }

  /// Reads the compiler's messages about code of several files.
  ///
  /// - Parameters:
  ///   - text: the compiler's output.
  ///   - files: the files that the code is from, by the paths that the program gives them.
  ///   - sources: the names of the files of the program's own lines.
  ///   - elsewhere: the place of a message about none of the files.
  /// - Complexity: O(n) in the length of the text.
  init(
    _ text: String,
    _ files: [String: SourceFile],
    sources: [String],
    elsewhere: () -> Diagnostic.Location?
  ) {
    let lines = text.split(separator: "\n").compactMap { Line($0, files, sources) }
    var messages: [Message] = []
    var seen: Set<[AnyHashable]> = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      let notes = lines[(index + 1)...].prefix { $0.severity == .note }
      index += 1 + notes.count
      let place = line.location ?? notes.lazy.compactMap(\.location).first
      let beginsProgram = line.name == CompilerMessageNames.beginsProgram
      let diagnostic = Diagnostic(
        line.severity,
        "swift-\(line.severity.rawValue)",
        beginsProgram
          ? "'@main' begins a program, and that of a lesson begins with its first cell" : line.text,
        at: place ?? elsewhere(),
        notes: beginsProgram
          ? [Diagnostic.Note("leave '@main' out, or mark the cell 'norun'")]
          : notes.map { Diagnostic.Note($0.text, at: $0.location) }
      )
      // The same code may be in the program twice.
      let path = ([line] + notes).lazy.compactMap(\.path).first
      guard seen.insert([diagnostic, path]).inserted else { continue }
      messages.append(
        Message(
          diagnostic: diagnostic,
          name: line.name,
          path: path,
          probe: line.glueLine.flatMap {
            $0 > TangledCode.glueLine ? $0 - TangledCode.glueLine - 1 : nil
          },
          isAboutGlue: line.glueLine != nil || (place?.isBehindItsLine ?? false)
        )
      )
    }
    self.messages = messages
  }

  private struct Line {
    let severity: Diagnostic.Severity
    let text: String
    let name: String
    let location: Diagnostic.Location?
    /// The path of the file in which that is.
    let path: String?
    /// The line of the tool's own code that it is about.
    let glueLine: Int?

    /// `path:line:column: error: text [name] [#group]`, or `error: text [name]`.
    init?(_ line: Substring, _ files: [String: SourceFile], _ sources: [String]) {
      let kinds: [(label: String, severity: Diagnostic.Severity)] = [
        ("error: ", .error), ("warning: ", .warning), ("note: ", .note),
      ]
      for (label, severity) in kinds {
        guard let range = line.firstRange(of: label) else { continue }
        let place = line[..<range.lowerBound]
        let parts = place.dropLast(2).split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.suffix(2).compactMap { Int($0) }
        let isPlaced = parts.count >= 3 && numbers.count == 2
        let path = isPlaced ? parts.dropLast(2).joined(separator: ":") : nil
        // A line of code quoted below a message may look like one.
        let starts = ["\(TangledCode.glueFile):", "<unknown>:", "/"] + sources.map { "\($0):" }
        let isPlace =
          place.hasSuffix(": ")
          && (path.map { files[$0] != nil } ?? false || starts.contains { place.hasPrefix($0) })
        guard place.isEmpty || isPlace || place.isPlaceInModule else { continue }
        self.severity = severity
        (text, name) = Self.named(line[range.upperBound...], sources.last ?? "")
        let file = path.flatMap { files[$0] }
        location = file?.location(SourceRange(line: numbers[0], column: numbers[1]))
        self.path = file == nil ? nil : path
        let isGlue = isPlaced && place.hasPrefix("\(TangledCode.glueFile):")
        glueLine = isGlue ? numbers[0] : nil
        return
      }
      return nil
    }

    /// A message, separated from the name that follows it.
    private static func named(
      _ text: Substring,
      _ source: String
    ) -> (text: String, name: String) {
      guard let match = text.firstMatch(of: /\ \[([a-z][A-Za-z0-9_]*)\](?=$|\ \[#)/) else {
        return (String(text).withoutLessonModules(in: source), "")
      }
      let rest = text[..<match.range.lowerBound] + text[match.range.upperBound...]
      return (String(rest).withoutLessonModules(in: source), String(match.output.1))
    }
  }
}

extension Diagnostic.Location {
  /// Whether it is in the tool's own code, after the end of an author's line.
  fileprivate var isBehindItsLine: Bool {
    !sourceLine.isEmpty && range.start.column > sourceLine.utf8.count + 1
  }
}

extension String {
  /// A message without module names; a name from an earlier part is marked as such if the compiler
  /// distinguishes the two.
  fileprivate func withoutLessonModules(in source: String) -> String {
    guard contains(ProgramPart.modulePrefix) else { return self }
    return replacing(/'__lesson_([0-9]+)\.([A-Za-z_][\w.]*)'/) { match in
      let isOwn = Int(match.output.1).map { ProgramPart.source($0) == source } ?? true
      return isOwn ? "'\(match.output.2)'" : "'\(match.output.2)' of an earlier cell"
    }.withoutLessonModules
  }
}

extension Substring {
  /// Whether it places a note in a module's interface, such as `Module.Type.member:2:10: `.
  fileprivate var isPlaceInModule: Bool {
    wholeMatch(of: /[A-Za-z_][^\s:]*:[0-9]+:[0-9]+:\ /) != nil
  }
}
