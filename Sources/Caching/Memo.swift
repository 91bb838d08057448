/// Results of a page's costly renderings, by the digest of their inputs.
///
/// A memo is loaded with a page, and `used` is stored with it afterwards, so results that a page no
/// longer needs are dropped automatically.
package struct Memo: Sendable {
  private let known: [String: String]
  /// The results requested in this run, found or computed.
  package private(set) var used: [String: String] = [:]

  package init(_ known: [String: String] = [:]) {
    self.known = known
  }

  /// Whether storing `used` would change anything.
  package var isChanged: Bool { used != known }

  /// The result for a key, computed only if it is not known.
  package mutating func value<Failure: Error>(
    for key: [String],
    compute: () async throws(Failure) -> String
  ) async throws(Failure) -> String {
    let values = try await values(for: [key]) { _ throws(Failure) in [try await compute()] }
    return values[0]
  }

  /// The results for some keys; unknown ones are computed together, with one result for each
  /// index passed to `compute`.
  package mutating func values<Failure: Error>(
    for keys: [[String]],
    compute: ([Int]) async throws(Failure) -> [String]
  ) async throws(Failure) -> [String] {
    let names = keys.map { Digest($0).description }
    let unknown = names.indices.filter { used[names[$0]] == nil && known[names[$0]] == nil }
    if !unknown.isEmpty {
      for (index, value) in zip(unknown, try await compute(unknown)) { used[names[index]] = value }
    }
    return names.map { name in
      let value = used[name] ?? known[name] ?? ""
      used[name] = value
      return value
    }
  }
}
