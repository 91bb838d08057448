/// Results of a page's costly renderings, by the digest of what they were made from.
///
/// A memo is loaded with a page, and `used` is stored with it afterwards: what a page no longer needs
/// falls out by itself.
package struct Memo: Sendable {
  private let known: [String: String]
  /// What was asked for in this run: found or computed.
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
    let name = Digest(key).description
    let value: String
    if let old = used[name] ?? known[name] {
      value = old
    } else {
      value = try await compute()
    }
    used[name] = value
    return value
  }
}
