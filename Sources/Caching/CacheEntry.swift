package import Foundation

/// A piece of data that a build leaves for later ones.
///
/// Every read and write of a `CacheDirectory` uses one of these: the folder holds no other files.
package enum CacheEntry: Sendable, Hashable {
  /// The results of a program, by the digest of its key.
  case results(key: Digest)
  /// The verdicts on the examples of a page of documentation, by the digest of its key.
  case examples(key: Digest)
  /// The key with which a program last ran.
  case history(program: String)
  /// The processes that the compiler driver starts, by the digest of its arguments.
  case driverPlan(arguments: Digest)
  /// The library that the modules of lessons are linked into.
  case moduleLibrary(key: Digest)
  /// The library with which programs record what they read.
  case readsLibrary(key: Digest)
  /// The interface of a module for pages, compiled as Embedded Swift.
  case pageModule(key: Digest)
  /// The code of a module for pages.
  case pageObject(key: Digest)
  /// The program of a page, by the digest of its code and its modules.
  case pageProgram(key: Digest)
  /// The modules of the package that SwiftPM has built.
  case packageModules
  /// The modules next to the tool.
  case toolModules(folder: URL)
  /// The renderings of one page's code and formulas.
  case renderings(page: String)
  /// The texts of the last build without cells or faults.
  case prose(content: URL)
  /// All pages of the last build.
  case pages(content: URL)
  /// The inputs of the last build into a folder.
  case buildStamp(output: URL)
  /// The folder in which the compiler keeps the C modules it has built.
  case clangModules

  package var kind: CacheKind {
    switch self {
    case .results: .results
    case .examples: .examples
    case .history: .history
    case .driverPlan: .driverPlans
    case .moduleLibrary: .moduleLibraries
    case .readsLibrary: .readsLibraries
    case .pageModule, .pageObject: .pageModules
    case .pageProgram: .pagePrograms
    case .packageModules: .packageModules
    case .toolModules: .toolModules
    case .renderings: .renderings
    case .prose: .prose
    case .pages: .pages
    case .buildStamp: .buildStamps
    case .clangModules: .clangModules
    }
  }

  /// The path within the cache's folder.
  var path: String {
    let name: String? =
      switch self {
      case .results(let key), .examples(let key): "\(key).packed"
      case .history(let program): "\(program).json"
      case .driverPlan(let arguments): "\(arguments).json"
      case .moduleLibrary(let key), .readsLibrary(let key): "\(key).so"
      case .pageModule(let key): "\(key).swiftmodule"
      case .pageObject(let key): "\(key).o"
      case .pageProgram(let key): "\(key).packed"
      case .packageModules: "modules.json"
      case .toolModules(let folder): "\(Digest([folder.path])).json"
      case .renderings(let page): "\(page).json"
      case .prose(let content), .pages(let content): "\(Digest([content.path])).packed"
      case .buildStamp(let output): "\(Digest([output.path])).json"
      case .clangModules: nil
      }
    return name.map { "\(kind.folder)/\($0)" } ?? kind.folder
  }
}

/// A kind of cache entry, with a folder of its own.
///
/// For all kinds, `CacheDirectory.trim(to:)` removes the least recently used entries when the cache
/// outgrows the setting `cacheLimit`, and `literate clean` removes all of them.
package enum CacheKind: String, Sendable, CaseIterable {
  case results
  case examples
  case history
  case driverPlans = "driver-plans"
  case moduleLibraries = "module-libraries"
  case readsLibraries = "reads-libraries"
  case pageModules = "page-modules"
  case pagePrograms = "page-programs"
  case packageModules = "package-modules"
  case toolModules = "tool-modules"
  case renderings
  case prose
  case pages
  case buildStamps = "build-stamps"
  case clangModules = "clang-modules"

  /// The name of its folder.
  package var folder: String { rawValue }

  /// The content of its entries, as a phrase.
  package var contents: String {
    switch self {
    case .results: "what a lesson's program gave"
    case .examples: "what is known of the examples of one page of documentation"
    case .history: "the key that a program last ran with, for '--explain'"
    case .driverPlans: "the processes that the compiler's driver starts"
    case .moduleLibraries: "the modules that lessons import, linked into one library"
    case .readsLibraries: "a library with which programs note the files that they read"
    case .pageModules: "modules that pages compute with, compiled for browsers"
    case .pagePrograms: "what a page computes again when a reader moves a control"
    case .packageModules: "what SwiftPM has built of the package"
    case .toolModules: "the digests of the modules beside the tool"
    case .renderings: "coloured code and formulas of one page"
    case .prose: "the digests of texts that hold neither cells nor faults"
    case .pages: "the pages of the last build"
    case .buildStamps: "what the last build into a folder was made of"
    case .clangModules: "C modules of the compiler, where its own cache cannot be written"
    }
  }

  /// The key of its entries, as a phrase.
  package var key: String {
    switch self {
    case .results:
      "the code, the compiler and its arguments, the modules, the data files, the surroundings"
    case .examples: "the examples, the code before them, the tool, the compiler, the modules"
    case .history: "the lesson and the program in it"
    case .driverPlans: "the compiler and its arguments"
    case .moduleLibraries: "the compiler, the modules, the folder of the cache"
    case .readsLibraries: "the compiler and the library's source"
    case .pageModules: "the compiler, the module's sources and those that it imports"
    case .pagePrograms: "the code that a control reaches, the compiler, the modules"
    case .packageModules: "the package"
    case .toolModules: "the folder of the tool"
    case .renderings: "the page; in it, what each rendering was made from"
    case .prose, .pages: "the content folder"
    case .buildStamps: "the output folder"
    case .clangModules: "the compiler's own"
    }
  }

  /// Anything else that invalidates an entry, as a phrase; `nil` if its key covers everything.
  package var invalidation: String? {
    switch self {
    case .results: "a file changes that the program looked at"
    case .packageModules: "the compiler, a version, a manifest, a source or a built object changes"
    case .toolModules: "an object in it changes"
    case .prose: "the tool changes"
    case .pages: "the tool, the theme, a setting, or a page's text, results or neighbours change"
    case .buildStamps: "the content, the tool, the compiler, a module, a source or the site changes"
    case .examples, .history, .driverPlans, .moduleLibraries, .readsLibraries, .pageModules,
      .pagePrograms, .renderings, .clangModules:
      nil
    }
  }
}
