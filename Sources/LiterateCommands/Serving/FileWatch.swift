import Foundation

/// Looks at some folders again and again, and tells when something in them has changed.
///
/// Every file system can be looked at, those that report no changes included (network, containers).
struct FileWatch: Sendable {
  private let folders: [URL: FileSnapshot.Scope]
  private var last: FileSnapshot

  init(_ folders: [URL: FileSnapshot.Scope]) {
    self.folders = folders
    last = FileSnapshot(of: folders)
  }

  /// The paths of the files that have changed since it returned last; waits until there are some.
  ///
  /// Many editors empty a file before they write it: one that has become empty is waited for.
  ///
  /// - Throws: `CancellationError`.
  mutating func changes() async throws -> Set<String> {
    var emptied: ContinuousClock.Instant?
    while true {
      let start = ContinuousClock.now
      let now = FileSnapshot(of: folders)
      let cost = ContinuousClock.now - start
      let changes = now.changes(since: last)
      if changes.contains(where: { now.isEmpty($0) && !last.isEmpty($0) }) {
        emptied = emptied ?? start
      } else {
        emptied = nil
      }
      if !changes.isEmpty, emptied.map({ start - $0 > Self.patience }) ?? true {
        last = now
        return changes
      }
      try await Task.sleep(for: max(Self.interval, cost * Self.restPerLook))
    }
  }

  private static let interval = Duration.milliseconds(15)
  /// A look at very many files is followed by a longer rest: a twentieth of a core at most.
  private static let restPerLook = 19
  /// How long an empty file is waited for, which may be meant to be empty.
  private static let patience = Duration.milliseconds(500)
}
