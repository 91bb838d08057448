import Diagnostics
import Foundation

/// The state that the server shows: the last complete site, and the faults found since.
actor LiveSite {
  struct State: Sendable {
    /// Changes with the site and with the faults.
    fileprivate(set) var version: Int
    /// Changes only with the site.
    fileprivate(set) var siteVersion: Int
    /// Changes with the files that pages share: style sheets, scripts, images.
    fileprivate(set) var lookVersion: Int
    fileprivate(set) var files: [String: Data] = [:]
    fileprivate(set) var faults: [Diagnostic] = []
  }

  private(set) var state: State
  private var waiting: [UUID: AsyncStream<Void>.Continuation] = [:]
  /// Proxies and the server itself end requests that take longer.
  private static let longestWait = Duration.seconds(10)

  init() {
    // Pages of an earlier server at this port may still be open, so versions must not repeat.
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

  /// Shows faults over the last site.
  func show(_ faults: [Diagnostic]) {
    guard faults != state.faults else { return }
    state.faults = faults
    tell()
  }

  /// The state once its version differs from the given one; after a while, the unchanged state.
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
  /// The files that pages share and that contain no lesson's text.
  fileprivate var shared: [String: Data] {
    let ofText = ["html", "md", "swift", "xml", "atom"]
    return filter { path, _ in
      !ofText.contains { path.hasSuffix(".\($0)") } && !path.hasSuffix("/search-index.js")
        && !path.contains("/cards/")
    }
  }
}
