import Foundation

/// The settings for compiling a lesson's program without this tool: the modules of the package, of the tool
/// and of the system, as a shell can name them.
package struct StandaloneCompilation: Sendable {
  /// The package's modules, built or not.
  private let modules: LessonModules
  private let package: URL?
  /// The names of the modules that come with the tool.
  private let toolModules: [String]
  /// The tool's folder, as written in a shell.
  private let toolFolder: String

  /// The folder of SwiftPM's release builds, relative to the package's folder.
  private static let products = ".build/release"

  init(_ modules: LessonModules, of package: URL?, toolModules: [String], toolFolder: String) {
    self.modules = modules
    self.package = package
    self.toolModules = toolModules
    self.toolFolder = toolFolder
  }

  var languageMode: String? { modules.languageMode }

  /// The modules of the package's library products.
  var libraries: [String] { modules.libraries }

  /// The shell command that compiles and runs a file, in the package's folder if the program imports its
  /// modules.
  ///
  /// - Parameters:
  ///   - flags: the compiler's flags.
  ///   - names: the modules that the program imports.
  /// - Returns: one line, in which the file is called `FILE`.
  func command(_ flags: [String], imports names: [String]) -> String {
    let asked = modules.modules.filter { names.contains($0.name) && !toolModules.contains($0.name) }
    let needed = asked.flatMap { [$0.name] + $0.dependencies }
    let own = modules.modules.filter { needed.contains($0.name) }
    let others = toolModules.filter(names.contains)
    // The `swift` command can only run a file with a top level.
    let runsAtOnce = own.isEmpty && others.isEmpty && !flags.contains("-parse-as-library")
    let flags = flags.joined(separator: " ")
    guard !runsAtOnce else { return "swift \(flags) FILE" }
    var words = ["swiftc \(flags) FILE"]
    if !own.isEmpty { words.append("-I \(Self.products)/Modules") }
    words += own.compactMap(\.moduleMap).map { "-Xcc -fmodule-map-file=\(shown($0))" }
    words += own.map(objects)
    if !others.isEmpty { words.append("-I \(toolFolder)/Modules") }
    words += others.map { "\(toolFolder)/\($0).build/*.o" }
    let program = own.isEmpty ? "./lesson-program" : ".build/lesson-program"
    // Modules may call the C math library, which their objects do not name.
    words.append("-lm -o \(program) && \(program)")
    let lower = Set(asked.flatMap(\.dependencies))
    let builds = asked.filter { !lower.contains($0.name) }
      .map { "swift build -c release --target \($0.name) && " }
    return builds.joined() + words.joined(separator: " ")
  }

  /// The module's object files; those of C are nested as deep as their sources.
  private func objects(of module: LessonModules.Module) -> String {
    let folder = "\(Self.products)/\(module.name).build"
    return module.moduleMap == nil ? "\(folder)/*.o" : "$(find \(folder) -name '*.o')"
  }

  /// A path relative to the package's folder, in the author's own SwiftPM build.
  private func shown(_ path: String) -> String {
    guard let package, path.hasPrefix(package.path + "/") else { return path }
    let path = String(path.dropFirst(package.path.count + 1))
    return path.replacing(/^\.build\/lessons\/(?:[^\/]+\/)?release\//, with: "\(Self.products)/")
  }
}
