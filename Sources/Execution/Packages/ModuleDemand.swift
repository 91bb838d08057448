import Lessons
private import Markdown

/// The modules of a package that lessons ask for.
struct ModuleDemand: Sendable {
  /// The modules that they import, from the package or not.
  private(set) var names: Set<String>
  /// Whether they import all libraries of the package.
  let libraries: Bool
  /// Whether they use internal declarations of a module.
  private(set) var isTestable = false

  init(names: Set<String> = [], libraries: Bool = false) {
    self.names = names
    self.libraries = libraries
  }

  /// The demand without modules that are already available.
  func without(_ names: [String]) -> ModuleDemand {
    var demand = self
    demand.names.subtract(names)
    return demand
  }

  /// The demand with other modules, built for testing if either requires it.
  func adding(_ names: [String], isTestable: Bool) -> ModuleDemand {
    var demand = self
    demand.names.formUnion(names)
    demand.isTestable = self.isTestable || isTestable
    return demand
  }

  /// The demand of lessons' programs.
  ///
  /// Complexity: O(n) in the length of their code.
  init(_ programs: [(plan: ProgramPlan, lesson: Lesson)], in configuration: SiteConfiguration) {
    let common = configuration.importsLibraries ? [] : configuration.imports.values
    self.init(libraries: configuration.importsLibraries)
    for (plan, lesson) in programs {
      let imports = plan.units.flatMap { lesson.units[$0].swift.imports }
      names.formUnion(common + lesson.frontMatter.imports.values + imports.map(\.name))
      isTestable = isTestable || imports.contains(where: \.isTestable)
    }
  }
}
