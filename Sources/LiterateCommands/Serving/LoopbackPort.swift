import Diagnostics
import FlyingSocks

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A free port of the loopback interface.
struct LoopbackPort {
  let number: UInt16

  static let address = "127.0.0.1"
  private static let usual: UInt16 = 8000

  /// The requested port, with 0 for any; without a request, the usual one or, if that is taken, one of
  /// those after it.
  ///
  /// - Throws: `DiagnosticError` if none of them is free.
  init(_ wanted: UInt16?) throws {
    let candidates = wanted.map { $0...$0 } ?? Self.usual...Self.usual + 99
    for candidate in candidates {
      guard let free = Self.free(candidate) else { continue }
      number = free
      return
    }
    let ports = wanted.map { "the port \($0) is" } ?? "the ports from \(Self.usual) on are"
    throw DiagnosticError(
      Diagnostic(
        "no-port",
        "\(ports) taken, or not available without more rights",
        notes: [Diagnostic.Note("name another one with --port")]
      )
    )
  }

  /// The port, or for 0 one that the system chooses; `nil` if it is not available.
  private static func free(_ port: UInt16) -> UInt16? {
    guard let socket = try? Socket(domain: AF_INET) else { return nil }
    defer { try? socket.close() }
    do {
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: .inet(ip4: address, port: port))
      try socket.listen()
      guard case .ip4(_, let bound) = try socket.sockname() else { return nil }
      return bound
    } catch {
      return nil
    }
  }
}

extension SocketError {
  /// Whether the port is already in use.
  var isOfTakenPort: Bool {
    if case .failed(_, EADDRINUSE, _) = self { true } else { false }
  }
}
