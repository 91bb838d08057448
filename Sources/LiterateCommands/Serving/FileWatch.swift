import Foundation

/// Polls some folders, and reports when something in them has changed.
///
/// Polling works on every file system, including those that report no changes (network, containers).
struct FileWatch: Sendable {
  fileprivate struct Folder {
    let url: URL
    let scope: FileSnapshot.Scope
    var last: FileSnapshot
    /// The time of the next look.
    var due = ContinuousClock.now
    /// The time at which a file in the folder became empty, if one has.
    var emptied: ContinuousClock.Instant?
  }

  private var folders: [Folder]

  init(_ folders: [URL: FileSnapshot.Scope]) {
    self.folders = folders.map {
      Folder(url: $0, scope: $1, last: FileSnapshot(of: $0, $1))
    }
  }

  /// The paths of the files that have changed since the last call; waits until there are some.
  ///
  /// Many editors empty a file before they write it, so this waits for an emptied file to be written.
  ///
  /// - Throws: `CancellationError`.
  mutating func changes() async throws -> Set<String> {
    while true {
      var changes: Set<String> = []
      for index in folders.indices where folders[index].due <= .now {
        changes.formUnion(folders[index].look())
      }
      if !changes.isEmpty { return changes }
      let next = folders.map(\.due).min() ?? .now + Self.interval
      try await Task.sleep(until: next, clock: .continuous)
    }
  }

  fileprivate static let interval = Duration.milliseconds(15)
  /// A look at very many files is followed by a longer rest: a twentieth of a core at most.
  fileprivate static let restPerLook = 19
  /// How long to wait for an emptied file, which may be meant to be empty.
  fileprivate static let patience = Duration.milliseconds(500)
}

extension FileWatch.Folder {
  /// The paths of the folder's files that have changed.
  fileprivate mutating func look() -> Set<String> {
    let start = ContinuousClock.now
    let now = FileSnapshot(of: url, scope)
    due = .now + max(FileWatch.interval, (.now - start) * FileWatch.restPerLook)
    let changes = now.changes(since: last)
    if changes.contains(where: { now.isEmpty($0) && !last.isEmpty($0) }) {
      emptied = emptied ?? start
    } else {
      emptied = nil
    }
    guard emptied.map({ start - $0 > FileWatch.patience }) ?? true else { return [] }
    last = now
    return changes
  }
}
