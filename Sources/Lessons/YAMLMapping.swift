import Basics
import Diagnostics
import Markdown
private import Yams

/// The keys and values of a YAML mapping, with the place of each in its file.
///
/// Faults are collected: each key is read as the type it should hold, then `finish` reports the
/// keys that were not read.
struct YAMLMapping {
  private struct Entry {
    let key: String
    let keyRange: SourceRange
    let value: Node
  }

  private let file: SourceFile
  /// The number of lines in the file before the YAML.
  private let lineOffset: Int
  private let entries: [Entry]
  private var readKeys: [String] = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads YAML that is in a file after `lineOffset` other lines.
  init(_ yaml: String, in file: SourceFile, lineOffset: Int) {
    self.file = file
    self.lineOffset = lineOffset
    do {
      guard let root = try Yams.compose(yaml: yaml) else {
        entries = []
        return
      }
      guard let mapping = root.mapping else {
        entries = []
        let place = file.location(line: lineOffset + (root.mark?.line ?? 1))
        diagnostics = [
          Diagnostic("yaml-not-a-mapping", "expected settings, one 'key: value' a line", at: place)
        ]
        return
      }
      entries = mapping.map { Self.entry($0, $1, in: file, lineOffset) }
    } catch {
      entries = []
      let unquoted = UnquotedValue.values(in: yaml).map { $0.diagnostic(in: file, lineOffset) }
      diagnostics =
        unquoted.isEmpty ? [Self.diagnostic(of: error, in: file, lineOffset)] : unquoted
    }
  }

  private static func entry(
    _ key: Node,
    _ value: Node,
    in file: SourceFile,
    _ lineOffset: Int
  ) -> Entry {
    let name = key.string ?? ""
    let start = position(
      line: key.mark?.line ?? 1,
      column: key.mark?.column ?? 1,
      in: file,
      lineOffset
    )
    let range = SourceRange(line: start.line, column: start.column, length: name.utf8.count)
    return Entry(key: name, keyRange: range, value: value)
  }

  /// The text of a key; `nil` if the key is absent or holds something else.
  mutating func text(_ key: String) -> String? {
    guard let entry = entry(key) else { return nil }
    if let text = entry.value.scalar?.string {
      return text.isEmpty || entry.value.null != nil ? nil : text
    }
    reject(entry, expected: "a text")
    return nil
  }

  /// The texts of a key: a sequence, or a single one.
  mutating func texts(_ key: String) -> [Placed<String>] {
    guard let entry = entry(key) else { return [] }
    let nodes = entry.value.sequence.map { Array($0) } ?? [entry.value]
    let texts = nodes.compactMap { node in
      node.scalar.map {
        placed($0.string, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
      }
    }
    guard texts.count == nodes.count else {
      reject(entry, expected: "a list of texts")
      return []
    }
    return texts.filter { !$0.value.isEmpty }
  }

  private func placed(_ text: String, line: Int, column: Int) -> Placed<String> {
    let start = Self.position(line: line, column: column, in: file, lineOffset)
    let range = SourceRange(line: start.line, column: start.column, length: text.utf8.count)
    return Placed(value: text, location: file.location(range))
  }

  /// The lines of a text that a key holds, each at its place in the file.
  mutating func lines(_ key: String) -> [CodeBlock.Line] {
    guard let text = text(key), let entry = entries.first(where: { $0.key == key }) else {
      return []
    }
    return lines(of: text, from: entry.keyRange.start.line)
  }

  /// The lines of the texts in a key's nested mapping, by name.
  mutating func lines(ofTextsIn key: String) -> [String: [CodeBlock.Line]] {
    let texts = values(key, expected: "code for each file", make: { $0 })
    guard let pairs = entries.first(where: { $0.key == key })?.value.mapping else { return [:] }
    var found: [String: [CodeBlock.Line]] = [:]
    for (name, node) in pairs {
      let pair = Self.entry(name, node, in: file, lineOffset)
      if let text = texts[pair.key] {
        found[pair.key] = lines(of: text, from: pair.keyRange.start.line)
      }
    }
    return found
  }

  /// The places of a text's lines: the first is in the line of its key, or in the next.
  private func lines(of text: String, from line: Int) -> [CodeBlock.Line] {
    var number = line
    var texts = text.split(separator: "\n", omittingEmptySubsequences: false)
    if texts.last == "" { texts.removeLast() }
    return texts.enumerated().map { index, text in
      if index > 0 { number += 1 }
      if index == 0, !file.line(number).hasSuffix(text) { number += 1 }
      let own = file.line(number)
      let column = own.hasSuffix(text) ? own.utf8.count - text.utf8.count + 1 : 1
      return CodeBlock.Line(
        text: String(text),
        start: SourcePosition(line: number, column: column)
      )
    }
  }

  /// The value of a key, made from its text, with the key's line.
  mutating func placedValue<Value>(
    _ key: String,
    expected: String,
    make: (String) -> Value?
  ) -> Placed<Value>? {
    guard let value = value(key, expected: expected, make: make),
      let line = entries.first(where: { $0.key == key })?.keyRange.start.line
    else { return nil }
    return Placed(value: value, location: file.location(line: line))
  }

  /// The value of a key, made from its text; `nil` if the key is absent or its text is not valid.
  mutating func value<Value>(
    _ key: String,
    expected: String,
    make: (String) -> Value?
  ) -> Value? {
    guard let text = text(key) else { return nil }
    if let value = make(text) { return value }
    if let entry = entries.first(where: { $0.key == key }) { reject(entry, expected: expected) }
    return nil
  }

  /// The values in a key's nested mapping, by name, each made from its text; invalid ones are left out.
  mutating func values<Value>(
    _ key: String,
    expected: String,
    make: (String) -> Value?
  ) -> [String: Value] {
    guard let entry = entry(key) else { return [:] }
    guard let pairs = entry.value.mapping else {
      reject(entry, expected: "names, each with \(expected)")
      return [:]
    }
    var values: [String: Value] = [:]
    for (name, node) in pairs {
      let pair = Self.entry(name, node, in: file, lineOffset)
      if let value = node.scalar.flatMap({ make($0.string) }) {
        values[pair.key] = value
      } else {
        reject(pair, expected: expected)
      }
    }
    return values
  }

  /// All faults, including unread keys.
  mutating func finish() -> [Diagnostic] {
    let unknown = entries.filter { !readKeys.contains($0.key) }
    return diagnostics
      + unknown.map { entry in
        let hint =
          nearestName(to: entry.key, among: readKeys).map { "did you mean '\($0)'?" }
          ?? "known are: \(readKeys.joined(separator: ", "))"
        return Diagnostic(
          "unknown-setting",
          "unknown setting '\(entry.key)'; \(hint)",
          at: file.location(entry.keyRange)
        )
      }
  }

  private mutating func entry(_ key: String) -> Entry? {
    readKeys.append(key)
    return entries.first { $0.key == key }
  }

  private mutating func reject(_ entry: Entry, expected: String) {
    diagnostics.append(
      Diagnostic(
        "wrong-setting",
        "'\(entry.key)' must hold \(expected)",
        at: file.location(entry.keyRange)
      )
    )
  }

  // MARK: Places

  /// libYAML counts columns in Unicode scalars.
  static func position(
    line: Int,
    column: Int,
    in file: SourceFile,
    _ lineOffset: Int
  ) -> SourcePosition {
    let line = min(line + lineOffset, file.lineCount)
    let before = file.line(line).unicodeScalars.prefix(column - 1)
    return SourcePosition(line: line, column: Substring(before).utf8.count + 1)
  }

  private static func diagnostic(
    of error: any Error,
    in file: SourceFile,
    _ lineOffset: Int
  ) -> Diagnostic {
    func place(_ line: Int, _ column: Int) -> Diagnostic.Location {
      file.location(
        SourceRange(at: position(line: line, column: column, in: file, lineOffset))
      )
    }
    func fault(
      _ problem: String,
      _ line: Int,
      _ column: Int,
      _ context: YamlError.Context? = nil
    ) -> Diagnostic {
      let notes = context.map {
        [Diagnostic.Note($0.text, at: place($0.mark.line, $0.mark.column))]
      }
      return Diagnostic(
        "invalid-yaml",
        "invalid YAML: \(problem)",
        at: place(line, column),
        notes: notes ?? []
      )
    }
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      return fault(problem, mark.line, mark.column, context)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
      return fault("\(names) is given more than once", context.mark.line, context.mark.column)
    case .reader(let problem, let offset, _, let yaml):
      return fault(problem, yaml.prefix(offset ?? 0).count { $0 == "\n" } + 1, 1)
    default:
      return fault("\(error)", 1, 1)
    }
  }
}
