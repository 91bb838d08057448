#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The Swift Testing expectations that fail outside a test, which nothing else reports.
///
/// The library passes events that belong to no test to a handler that a process may install once
/// (swift-testing, `Sources/_TestingInterop`).
enum TestingIssues {
  private typealias Handler =
    @convention(c) (
      _ version: UnsafePointer<CChar>,
      _ json: UnsafeRawPointer,
      _ count: Int,
      _ reserved: UnsafeRawPointer?
    ) -> Void
  private typealias Installer = @convention(c) (Handler) -> Bool

  /// Starts recording failures; does nothing in a program without the library.
  static func record() {
    guard let symbol = dlsym(nil, "_swift_testing_installFallbackEventHandler") else { return }
    let install = unsafeBitCast(symbol, to: Installer.self)
    _ = install { _, json, count, _ in
      let bytes = UnsafeRawBufferPointer(start: json, count: count)
      Recorder.shared.recordIssue(String(decoding: bytes, as: UTF8.self))
    }
  }
}
