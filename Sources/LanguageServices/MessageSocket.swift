import Foundation

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// One end of a connection between two processes that exchange whole messages.
struct MessageSocket {
  let descriptor: Int32

  /// The time limit for an answer, in seconds.
  private static let timeLimit = 120

  #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    /// A process that has ended is reported in the result, without raising a signal.
    private static let sending = Int32(MSG_NOSIGNAL)
    private static let receiving = Int32(MSG_WAITALL)
  #else
    private static let stream = SOCK_STREAM
    private static let sending: Int32 = 0
    private static let receiving = MSG_WAITALL
  #endif

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Both ends of a new connection, which no other process inherits; `nil` if none can be created.
  static func pair() -> (MessageSocket, MessageSocket)? {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, stream, 0, &ends) == 0 else { return nil }
    var limit = timeval(tv_sec: timeLimit, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    #if canImport(Darwin)
      for end in ends {
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        var isSet: Int32 = 1
        setsockopt(end, SOL_SOCKET, SO_NOSIGPIPE, &isSet, socklen_t(MemoryLayout<Int32>.size))
      }
    #endif
    return (MessageSocket(descriptor: ends[0]), MessageSocket(descriptor: ends[1]))
  }

  /// Sends a message; `false` if the other end is closed.
  func send(_ message: Data) -> Bool {
    var length = UInt64(message.count)
    let header = withUnsafeBytes(of: &length) { Data($0) }
    let bytes = header + message
    return bytes.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
        #if canImport(Glibc)
          let count = Glibc.send(descriptor, rest.baseAddress, rest.count, Self.sending)
        #else
          let count = Darwin.send(descriptor, rest.baseAddress, rest.count, Self.sending)
        #endif
        guard count > 0 || errno == EINTR else { return false }
        sent += max(0, count)
      }
      return true
    }
  }

  /// Receives the next message; `nil` if the other end is closed, or sends nothing for too long.
  func receive() -> Data? {
    guard let header = receive(MemoryLayout<UInt64>.size) else { return nil }
    let length = header.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    return Int(exactly: length).flatMap(receive)
  }

  private func receive(_ count: Int) -> Data? {
    guard count > 0 else { return Data() }
    var data = Data(count: count)
    let isWhole = data.withUnsafeMutableBytes { bytes in
      var received = 0
      while received < count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[received..<count])
        let more = recv(descriptor, rest.baseAddress, rest.count, Self.receiving)
        guard more > 0 || (more < 0 && errno == EINTR) else { return false }
        received += max(0, more)
      }
      return true
    }
    return isWhole ? data : nil
  }

  func close() {
    #if canImport(Glibc)
      _ = Glibc.close(descriptor)
    #else
      _ = Darwin.close(descriptor)
    #endif
  }
}
