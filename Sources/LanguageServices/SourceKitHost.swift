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

/// The process that runs the language services, seen from the process that uses them.
struct SourceKitHost {
  enum Reply {
    case answer(Data)
    /// A refusal, with its reason if known.
    case refusal(String?)
    /// The process has ended.
    case end
  }

  private let socket: MessageSocket
  private let process: Task<Void, Never>

  /// Starts the process; `nil` if no sockets are available.
  init?(_ executable: URL, _ library: URL) {
    guard let (own, others) = MessageSocket.pair() else { return nil }
    socket = own
    process = Task {
      var options = PlatformOptions()
      // It ends when the connection closes, not when the terminal sends an interrupt.
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
      // A caller waiting for an answer then learns that there will be none.
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
