import Foundation
import PackagePlugin

/// `swift package literate check`: runs the tool for the package that the plugin was called in.
@main struct LiteratePlugin: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) throws {
    let process = Process()
    process.executableURL = try context.tool(named: "literate").url
    process.currentDirectoryURL = context.package.directoryURL
    process.arguments = arguments.isEmpty ? ["check"] : arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw Failure(status: process.terminationStatus)
    }
  }

  /// The tool has reported faults, or could not work.
  private struct Failure: Error, CustomStringConvertible {
    let status: Int32

    var description: String {
      status == 1 ? "the documentation is at fault" : "literate could not work (\(status))"
    }
  }
}
