import Basics
import Caching
import Foundation
import Lessons

/// Where SwiftPM puts what it builds for lessons: apart from the author's builds, so that neither causes the
/// other to be rebuilt.
struct BuildProducts {
  private let own: URL
  private let settings: PackageSettings
  /// SwiftPM's scratch folder for lessons.
  let scratch: URL

  init(of package: URL, _ settings: PackageSettings = PackageSettings()) {
    self.settings = settings
    own = package.appending(path: ".build")
    scratch = own.appending(path: "lessons")
  }

  /// The folder with the modules.
  var folder: URL {
    scratch.appending(path: settings.configuration.rawValue).resolvingSymlinksInPath()
  }

  /// A scratch folder for asking about a package that this one depends on.
  func scratch(ofDependency package: URL) -> URL {
    scratch.appending(path: "dependencies/\(package.lastPathComponent)")
  }

  /// With the messages of preconditions, which a release build drops.
  func arguments(isTestable: Bool) -> [String] {
    ["--scratch-path", scratch.path, "-c", settings.configuration.rawValue]
      + ["-assert-config", "Debug"].flatMap { ["-Xswiftc", $0] }
      + (isTestable ? ["-Xswiftc", "-enable-testing"] : [])
      + (settings.traits.map { ["--traits", $0.joined(separator: ",")] } ?? [])
  }

  /// Removes what was built before the package's folder was moved or copied: the compiler's caches contain the
  /// folder's path, and SwiftPM fails on them.
  func discardMoved() throws {
    let record = scratch.appending(path: "built-at")
    let files = FileManager.default
    let builtAt = files.contents(atPath: record.path).map { String(decoding: $0, as: UTF8.self) }
    if let builtAt, builtAt != scratch.path { try files.removeItem(at: scratch) }
    try files.createDirectory(at: scratch, withIntermediateDirectories: true)
    try Data(scratch.path.utf8).writeUnsynced(to: record)
  }

  /// Removes the interfaces of modules that are not part of a build: they may be older than their sources, and
  /// would hide modules of the same name that come with the tool.
  func removeInterfaces(except names: [String]) {
    let modules = folder.appending(path: "Modules")
    let files = try? FileManager.default.contentsOfDirectory(atPath: modules.path)
    for file in files ?? [] where file.hasSuffix(".swiftmodule") {
      guard !names.contains(String(file.dropLast(".swiftmodule".count))) else { continue }
      try? FileManager.default.removeItem(at: modules.appending(path: file))
    }
  }

  /// Shares what SwiftPM has fetched into the package's own folder, so that it is not fetched again.
  func shareCheckouts() throws {
    let files = FileManager.default
    let state = "workspace-state.json"
    guard let text = files.contents(atPath: own.appending(path: state).path) else { return }
    try files.createDirectory(at: scratch, withIntermediateDirectories: true)
    for name in ["artifacts", "checkouts", "repositories"] {
      let (place, shared) = (scratch.appending(path: name), own.appending(path: name))
      guard FileStatus(shared.path) != nil, !FileStatus.isLink(place.path) else { continue }
      try? files.removeItem(at: place)
      try files.createSymbolicLink(atPath: place.path, withDestinationPath: "../\(name)")
    }
    try text.writeUnsynced(to: scratch.appending(path: state))
  }
}
