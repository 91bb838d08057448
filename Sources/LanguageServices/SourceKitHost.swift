import Foundation
private import Subprocess

#if canImport(System)
  private import System
#else
  private import SystemPackage
#endif

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The process that the language services run in, seen from the one that asks them.
struct SourceKitHost {
  enum Reply {
    case answer(Data)
    /// For this reason, where it is known.
    case refusal(String?)
    /// The process is no more.
    case end
  }

  private let socket: MessageSocket
  private let process: Task<Void, Never>

  /// Starts it; `nil` where there are no sockets left.
  init?(_ executable: URL, _ library: URL) {
    guard let (own, others) = MessageSocket.pair() else { return nil }
    socket = own
    process = Task {
      var options = PlatformOptions()
      // Its end is the end of the connection, and not the terminal's interruption.
      options.createSession = true
      _ = try? await Subprocess.run(
        Configuration(
          executable: .path(FilePath(executable.path)),
          arguments: Arguments([SourceKitServer.option, library.path]),
          platformOptions: options
        ),
        input: .fileDescriptor(
          FileDescriptor(rawValue: others.descriptor),
          closeAfterSpawningProcess: false
        ),
        output: .discarded,
        error: .discarded
      )
      // Whoever waits for an answer then knows that there will be none.
      others.close()
    }
  }

  func answer(to request: String) -> Reply {
    guard socket.send(Data(request.utf8)), let reply = socket.receive(),
      let kind = reply.first.flatMap(SourceKitServer.ReplyKind.init)
    else { return .end }
    let rest = reply.dropFirst()
    switch kind {
    case .answer: return .answer(Data(rest))
    case .refusal: return .refusal(rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self))
    }
  }

  func stop() {
    process.cancel()
    socket.close()
  }
}
