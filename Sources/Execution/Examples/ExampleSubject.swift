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

  init(page: Int, unit: Int, of content: DocumentationPage) {
    (self.page, self.unit, self.content) = (page, unit, content)
  }

  var example: Example { content.examples[unit] }
  var context: DocumentationContext { content.context }
  var lesson: Lesson { content.lesson }
  /// The example's cell.
  var cell: LessonUnit { lesson.units[unit] }
  var source: SwiftSource { source(of: unit) }
  var imports: [ImportedModule] { cell.swift.imports }

  private func source(of unit: Int) -> SwiftSource { lesson.units[unit].swift.source }

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
  ///   - names: the names.
  ///   - needs: the names that each earlier example lacks.
  /// - Returns: the positions of the examples, in order.
  func declaring(_ names: Set<String>, needs: (Int) -> Set<String>) -> [Int] {
    let units = earlier
    var found: Set<Int> = []
    var pending = names
    var seen: Set<String> = []
    while let name = pending.popFirst() {
      guard seen.insert(name).inserted,
        let unit = units.last(where: { source(of: $0).topLevelNames.contains(name) })
      else { continue }
      found.insert(unit)
      pending.formUnion(needs(unit))
    }
    return found.sorted()
  }

  /// Earlier examples that declare names, and those after them that use their variables, and may change them.
  func using(_ declaring: [Int]) -> [Int] {
    guard let first = declaring.first else { return [] }
    let variables = Set(declaring.flatMap { source(of: $0).variables })
    return earlier.filter { unit in
      declaring.contains(unit)
        || unit > first && !variables.isDisjoint(with: source(of: unit).names)
    }
  }

  /// Whether names are all declared somewhere in the code of some examples.
  func declares(_ names: [String], in units: [Int]) -> Bool {
    let declared = units.reduce(into: Set<String>()) { $0.formUnion(source(of: $1).declaredNames) }
    return declared.isSuperset(of: names)
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
    return ExampleCandidate(
      number: number,
      page: page,
      units: before + [unit],
      imports: imports,
      place: place ?? self.place(behind: before)
    )
  }

  private func place(behind earlier: [Int]) -> ExampleCandidate.Place {
    let fits =
      (earlier + [unit]).allSatisfy { source(of: $0).fitsInFunction }
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

extension SwiftSource {
  /// The names that it declares at any depth.
  fileprivate var declaredNames: Set<String> {
    var names: Set<String> = []
    visit { statement, _ in
      names.formUnion(boundNames(of: statement).map(\.text.withoutBackticks))
      if let name = declaredName(of: statement) { names.insert(name.withoutBackticks) }
    }
    return names
  }

  /// The names that the top level declares.
  fileprivate var topLevelNames: Set<String> {
    Set(
      statements.flatMap { statement in
        boundNames(of: statement).map(\.text.withoutBackticks)
          + [declaredName(of: statement)].compactMap { $0?.withoutBackticks }
          + guardedNames(statement).map(\.text)
      }
    )
  }
}
