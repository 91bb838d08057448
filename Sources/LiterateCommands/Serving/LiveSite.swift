import Diagnostics
import Foundation

/// What the server shows: the last site that was whole, and what is wrong with the content since.
actor LiveSite {
  struct State: Sendable {
    /// Changes with the site and with the faults.
    fileprivate(set) var version: Int
    /// Changes with the site alone.
    fileprivate(set) var siteVersion: Int
    /// Changes with the files that pages share: style sheets, scripts, images.
    fileprivate(set) var lookVersion: Int
    fileprivate(set) var files: [String: Data] = [:]
    fileprivate(set) var faults: [Diagnostic] = []
  }

  private(set) var state: State
  private var waiting: [UUID: AsyncStream<Void>.Continuation] = [:]
  /// Proxies and the server itself end requests that are held for longer.
  private static let longestWait = Duration.seconds(10)

  init() {
    // Of an earlier server at this port, pages may still be open: none of its versions is ours.
    let start = Int(Date().timeIntervalSince1970 * 1000)
    state = State(version: start, siteVersion: start, lookVersion: start)
  }

  /// Shows a new site.
  func show(_ files: [String: Data]) {
    guard files != state.files || !state.faults.isEmpty else { return }
    state.faults = []
    if files != state.files {
      if files.shared != state.files.shared { state.lookVersion += 1 }
      state.files = files
      state.siteVersion += 1
    }
    tell()
  }

  /// Shows what is wrong over the last site.
  func show(_ faults: [Diagnostic]) {
    guard faults != state.faults else { return }
    state.faults = faults
    tell()
  }

  /// The state as soon as it is another than the one of that version; after a while, as it is.
  func state(after version: Int?) async -> State {
    guard version == state.version else { return state }
    let (news, continuation) = AsyncStream.makeStream(of: Void.self)
    let identifier = UUID()
    waiting[identifier] = continuation
    let alarm = Task {
      try? await Task.sleep(for: Self.longestWait)
      continuation.finish()
    }
    for await _ in news { break }
    alarm.cancel()
    waiting[identifier] = nil
    return state
  }

  private func tell() {
    state.version += 1
    for continuation in waiting.values { continuation.finish() }
  }
}

extension [String: Data] {
  /// The files that pages share and that no lesson's text is in.
  fileprivate var shared: [String: Data] {
    let ofText = ["html", "md", "swift", "xml", "atom"]
    return filter { path, _ in
      !ofText.contains { path.hasSuffix(".\($0)") } && !path.hasSuffix("/search-index.js")
        && !path.contains("/cards/")
    }
  }
}
