private import Basics
package import Caching
import Diagnostics
import Foundation
import Lessons
private import Markdown

/// The verdicts on a page's examples, as the cache keeps them.
struct KeptVerdicts: Packable {
  let verdicts: [ExampleVerdict]

  init(verdicts: [ExampleVerdict]) {
    self.verdicts = verdicts
  }

  func pack(into packer: inout Packer) { packer.append(verdicts) }

  init(from unpacker: inout Unpacker) throws { verdicts = try unpacker.next() }
}

extension ExampleVerdict: Packable {
  package func pack(into packer: inout Packer) {
    switch self {
    case .omitted(let omission, let reason): packer.append("omitted", omission.rawValue, reason)
    case .compiles(let failures): packer.append("compiles", failures)
    case .ran(let result, let again): packer.append("ran", result, again)
    case .stopped(let reason, let crashes): packer.append("stopped", reason, crashes)
    case .refused(let diagnostics):
      let text = (try? JSONEncoder().encode(diagnostics)).map {
        String(decoding: $0, as: UTF8.self)
      }
      packer.append("refused", text ?? "")
    }
  }

  package init(from unpacker: inout Unpacker) throws {
    switch try unpacker.next(String.self) {
    case "omitted":
      let (name, reason): (String, String?) = try unpacker.values()
      guard let omission = Example.Omission(rawValue: name) else { throw UnpackingError() }
      self = .omitted(omission, reason)
    case "compiles": self = .compiles(without: try unpacker.next())
    case "ran":
      let (result, again): (UnitResult, UnitResult) = try unpacker.values()
      self = .ran(result, again: again)
    case "stopped":
      let (reason, crashes): (String, Bool) = try unpacker.values()
      self = .stopped(reason, crashes: crashes)
    case "refused":
      let text: String = try unpacker.next()
      self = .refused(try JSONDecoder().decode([Diagnostic].self, from: Data(text.utf8)))
    default: throw UnpackingError()
    }
  }
}

extension DocumentationPage {
  /// A digest of everything that the verdicts on the page's examples depend on.
  ///
  /// Complexity: O(n) in the length of the examples and of what stands before them.
  func key(
    _ fields: [String],
    _ modules: LessonModules,
    _ configuration: SiteConfiguration
  ) -> Digest {
    func text(of lines: [CodeBlock.Line]) -> [String] {
      lines.flatMap { ["\($0.start.line):\($0.start.column)", $0.text] }
    }
    var parts =
      [Installation.identity ?? UUID().uuidString, lesson.file.path, "\(context.module ?? "")"]
      + fields + context.imports
    if case .comment(let comment) = kind {
      parts += comment.enclosing + [comment.documentedType ?? ""]
    }
    for prelude in context.preludes {
      parts += ["\0", prelude.file.path] + text(of: prelude.code.lines)
    }
    for (unit, example) in zip(lesson.units, examples) {
      guard case .cell(let cell) = unit else { continue }
      let flags = [example.isHidden, example.isLabelled, promises(cell)].map { $0 ? "1" : "0" }
      parts += ["\0", "\(cell.options.fate)", flags.joined()] + text(of: cell.code.lines)
    }
    parts += modules.modules.flatMap { [$0.name, $0.digest] } + modules.libraries
    parts += [configuration.languageMode ?? "", modules.languageMode ?? ""]
    return Digest(parts + LessonSurroundings(of: nil, in: configuration).parts.map(\.digest))
  }
}
