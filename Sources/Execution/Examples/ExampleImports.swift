import Lessons
import SwiftReading

/// The modules that examples are compiled with: those that a user of the package would import, and those that
/// an example may have left out.
struct ExampleImports: Sendable {
  /// The modules of the package that its users import first.
  private let usual: [String]
  /// All library modules of the package.
  private let libraries: [String]
  /// The modules outside of the package that can be imported.
  private let available: Set<String>
  /// The modules of the package and of what it depends on.
  private let own: Set<String>

  /// What `import Foundation` brings in on Apple's platforms.
  private static let foundation = ["Foundation", "FoundationNetworking", "FoundationXML"]
  private static let others = ["Synchronization"]
  private static let tests = ["Testing", "XCTest"]

  init(_ modules: LessonModules, available: Set<String>) {
    usual = modules.topmostLibraries
    libraries = modules.libraries
    own = Set(modules.modules.map(\.name))
    self.available = available
  }

  /// The modules, not of the package, of which it has to be known whether they can be imported.
  static func questions(_ pages: [DocumentationPage], besides modules: LessonModules) -> Set<String>
  {
    var names = Set(foundation + others + tests)
    for page in pages {
      for unit in page.lesson.units { names.formUnion(unit.swift.imports.map(\.name)) }
    }
    return names.subtracting(modules.modules.map(\.name))
  }

  /// The modules that an example imports and that do not exist here.
  func missing(from subject: ExampleSubject) -> [String] {
    subject.imports.map(\.name).filter { !own.contains($0) && !available.contains($0) }
  }

  /// The imports of an example as its users would write them.
  func usual(_ subject: ExampleSubject) -> [String] {
    let context = subject.context
    let imported = subject.imports.map(\.name)
    let asked =
      context.imports + context.preludes.flatMap { $0.code.imports.map(\.name) } + imported
    let isWhole = imported.contains(where: libraries.contains)
    let testable = subject.imports.filter { $0.isTestable && own.contains($0.name) }
    return declarations((isWhole ? [] : context.module.map { [$0] } ?? usual) + asked)
      + testable.map { "@testable import \($0.name)" }
  }

  /// The usual imports, and Foundation, with those of its other modules whose names the page has: loading
  /// them takes as long as all else.
  func withFoundation(_ subject: ExampleSubject) -> [String] {
    func has(_ prefixes: [String]) -> Bool {
      subject.namesOnPage.contains { name in prefixes.contains(where: name.hasPrefix) }
    }
    let wanted = Self.foundation.filter { module in
      switch module {
      case "FoundationNetworking": has(["URL", "HTTP", "CachedURL"])
      case "FoundationXML": has(["XML"])
      default: true
      }
    }
    return usual(subject)
      + declarations(wanted.filter(available.contains), besides: usual(subject))
  }

  /// All that an example may mean.
  func everything(_ subject: ExampleSubject) -> [String] {
    let tests = subject.source.usesTests ? Self.tests : []
    let outside = (Self.foundation + Self.others + tests).filter(available.contains)
    let first = withFoundation(subject)
    return first + declarations(libraries + outside, besides: first)
  }

  private func declarations(_ names: [String], besides known: [String] = []) -> [String] {
    var seen = Set(known)
    return names.map { "import \($0)" }.filter { seen.insert($0).inserted }
  }
}

extension LessonModules {
  /// The library modules that no other one imports: those re-export what they import, or are all that there is.
  fileprivate var topmostLibraries: [String] {
    let own = modules.filter { libraries.contains($0.name) }
    let imported = Set(own.flatMap(\.dependencies))
    let top = libraries.filter { !imported.contains($0) }
    return top.isEmpty ? libraries : top
  }
}

extension SwiftSource {
  /// Whether it uses a library for tests.
  fileprivate var usesTests: Bool {
    let macros: Set = ["#expect", "#require", "Test", "Suite"]
    return tokens.contains { token in
      guard token.kind == .poundName || token.kind == .identifier else { return false }
      let name = text(of: token)
      return macros.contains(name) || name.hasPrefix("XCT")
    }
  }
}
