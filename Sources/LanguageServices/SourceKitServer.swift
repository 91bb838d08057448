private import DynamicLibraries
private import Foundation

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The process that the language services run in: answers what comes over its standard input, which is
/// a socket, until the other end is closed.
package enum SourceKitServer {
  /// Stands before the library's path among the arguments of that process.
  static let option = "--language-services"

  /// The first byte of a reply.
  enum ReplyKind: UInt8 {
    /// Behind it is JSON.
    case answer
    /// Behind it is why, if that is known.
    case refusal
  }

  /// The library that a process with these arguments is to serve; `nil` for any other.
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
    // What the library would tidy up behind itself takes longer than the end of a process does.
    _exit(0)
  }
}
