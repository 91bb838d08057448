private import Diagnostics
import Lessons
private import Markdown
import SwiftReading

/// An example to check, and what it finds on its page.
struct ExampleSubject: Sendable {
  /// The position of its page among all pages.
  let page: Int
  /// Its position among the page's examples.
  let unit: Int
  private let content: DocumentationPage
  private let names: PageNames

  init(page: Int, unit: Int, of content: DocumentationPage, _ names: PageNames) {
    (self.page, self.unit, self.content, self.names) = (page, unit, content, names)
  }

  var example: Example { content.examples[unit] }
  var context: DocumentationContext { content.context }
  var lesson: Lesson { content.lesson }
  /// The example's cell.
  var cell: LessonUnit { lesson.units[unit] }
  var source: SwiftSource { cell.swift.source }
  var imports: [ImportedModule] { cell.swift.imports }
  /// All names that are used on the page.
  var namesOnPage: Set<String> { names.used }

  // MARK: Earlier examples

  /// The hidden examples before it.
  var hidden: [Int] {
    (0..<unit).filter { content.examples[$0].isHidden && content.examples[$0].form == .statements }
  }

  /// The earlier examples of its page that are programs.
  var earlier: [Int] {
    (0..<unit).filter { index in
      let example = content.examples[index]
      return example.form == .statements && !example.isListing && !example.isHidden
    }
  }

  /// The earlier examples that declare some names, and those that declare what these lack.
  ///
  /// - Parameters:
  ///   - wanted: the names.
  ///   - needs: the names that each earlier example lacks.
  /// - Returns: the positions of the examples, in order.
  func declaring(_ wanted: Set<String>, needs: (Int) -> Set<String>) -> [Int] {
    let units = earlier
    var found: Set<Int> = []
    var pending = wanted
    var seen: Set<String> = []
    while let name = pending.popFirst() {
      guard seen.insert(name).inserted,
        let unit = units.last(where: { names.units[$0].topLevel.contains(name) })
      else { continue }
      found.insert(unit)
      pending.formUnion(needs(unit))
    }
    return found.sorted()
  }

  /// Earlier examples that declare names, and those after them that use their variables, and may change them.
  func using(_ declaring: [Int]) -> [Int] {
    guard let first = declaring.first else { return [] }
    let variables = Set(declaring.flatMap { names.units[$0].variables })
    return earlier.filter { unit in
      declaring.contains(unit)
        || unit > first && !variables.isDisjoint(with: names.units[unit].used)
    }
  }

  /// How much code it is put behind where nothing says what it needs, in bytes: the last example of a page with
  /// hundreds would be compiled with all of them. Those that are files are compiled one by one.
  private static let sizeLimit = (inFunctions: 8 << 10, inFiles: 2 << 10)

  /// The last of some earlier examples, as far as they are not too long together.
  func nearest(_ earlier: [Int]) -> [Int] {
    let isFile = place(behind: earlier) == .file
    var rest = isFile ? Self.sizeLimit.inFiles : Self.sizeLimit.inFunctions
    let kept = earlier.reversed().prefix { unit in
      rest -= lesson.units[unit].swift.source.bytes.count
      return rest >= 0
    }
    return kept.reversed()
  }

  /// Whether the earlier examples for which a condition is met declare all of some names, at any depth.
  func earlierDeclare(_ wanted: Set<String>, where isMet: (Int) -> Bool) -> Bool {
    let units = (earlier + hidden).filter(isMet)
    return wanted.allSatisfy { name in units.contains { names.units[$0].declared.contains(name) } }
  }

  /// Whether the top level of some examples declares functions or types, which mean more in a file: a local
  /// function is not `Sendable`, for example.
  func declaresMoreThanVariables(in units: [Int]) -> Bool {
    units.contains { !names.units[$0].topLevel.isSubset(of: names.units[$0].variables) }
  }

  /// Whether names are all declared somewhere in the code of some examples.
  func declares(_ names: [String], in units: [Int]) -> Bool {
    let declared = units.reduce(into: Set<String>()) { $0.formUnion(self.names.units[$1].declared) }
    return declared.isSuperset(of: names)
  }

  /// Whether an error says only that the example does not continue earlier ones: it declares their names again,
  /// or uses members that their types do not have there.
  func contradictsEarlier(_ error: CompilerOutput.Message, in candidate: ExampleCandidate) -> Bool {
    if CompilerMessageNames.redeclarations.contains(error.name) {
      return error.diagnostic.notes.contains { note in
        note.location.map { !cell.contains($0) } ?? false
      }
    }
    guard let type = error.typeWithoutMember else { return false }
    let words = type.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    let own = names.units[unit].declared
    return words.contains { word in
      !own.contains(word)
        && candidate.units.dropLast().contains { names.units[$0].declared.contains(word) }
    }
  }

  // MARK: Candidates

  /// The example as a program.
  ///
  /// - Parameters:
  ///   - number: a number that no other candidate has.
  ///   - earlier: the earlier examples that it is put behind, besides the hidden ones.
  ///   - imports: its `import` declarations.
  ///   - place: where the code is put; `nil` for where it fits.
  /// - Returns: the candidate.
  func candidate(
    _ number: Int,
    behind earlier: [Int] = [],
    imports: [String],
    place: ExampleCandidate.Place? = nil
  ) -> ExampleCandidate {
    let hidden = hidden
    let before = hidden + earlier.filter { !hidden.contains($0) }
    let place = place ?? self.place(behind: before)
    return ExampleCandidate(
      number: number,
      page: page,
      units: (place == .file ? withoutClashes(before) : before) + [unit],
      imports: imports,
      place: place
    )
  }

  /// Those of some earlier examples that a file may have together: of two that declare a name, the later one.
  private func withoutClashes(_ earlier: [Int]) -> [Int] {
    var declared = names.units[unit].topLevel
    let kept = earlier.reversed().filter { unit in
      let own = names.units[unit].topLevel
      guard declared.isDisjoint(with: own) else { return false }
      declared.formUnion(own)
      return true
    }
    return kept.reversed()
  }

  private func place(behind earlier: [Int]) -> ExampleCandidate.Place {
    let fits =
      (earlier + [unit]).allSatisfy { names.units[$0].fitsInFunction }
      && context.preludes.allSatisfy(\.code.source.fitsInFunction)
    guard fits else { return .file }
    switch example.form {
    case .members where earlier.isEmpty: return .type(content.enclosingType)
    case .interface where earlier.isEmpty && source.statements.allSatisfy(\.isDeclaration):
      return .interface
    default: return .function
    }
  }
}

extension DocumentationPage {
  /// The type whose member the code of the page may be.
  fileprivate var enclosingType: String? {
    guard case .comment(let comment) = kind else { return nil }
    let names = comment.enclosing + [comment.documentedType].compactMap(\.self)
    return names.isEmpty ? nil : names.joined(separator: ".")
  }
}
