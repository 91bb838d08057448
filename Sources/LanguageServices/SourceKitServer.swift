private import DynamicLibraries
private import Foundation

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The process that runs the language services: it answers requests from its standard input, which is
/// a socket, until the other end is closed.
package enum SourceKitServer {
  /// The option that precedes the library's path in the arguments of that process.
  static let option = "--language-services"

  /// The first byte of a reply.
  enum ReplyKind: UInt8 {
    /// Followed by JSON.
    case answer
    /// Followed by the reason, if it is known.
    case refusal
  }

  /// The library that a process with these arguments should serve; `nil` for any other process.
  package static func library(in arguments: [String]) -> String? {
    arguments.count == 3 && arguments[1] == option ? arguments[2] : nil
  }

  package static func run(_ path: String) -> Never {
    let socket = MessageSocket(descriptor: STDIN_FILENO)
    var library: SourceKitLibrary?
    var reason = ""
    do {
      library = try SourceKitLibrary(path)
    } catch {
      reason = error.message
    }
    while let request = socket.receive() {
      let answer = library?.answer(to: String(decoding: request, as: UTF8.self))
      let kind = answer == nil ? ReplyKind.refusal : .answer
      guard socket.send(Data([kind.rawValue]) + (answer ?? Data(reason.utf8))) else { break }
    }
    // The library's own cleanup would take longer than ending the process.
    _exit(0)
  }
}
