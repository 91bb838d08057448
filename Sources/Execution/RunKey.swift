import Caching

/// All that decides the results of a program, in parts, so that a difference can be told in words.
struct RunKey: Codable, Equatable {
  struct Part: Codable, Equatable {
    let name: String
    let digest: String
  }

  /// Changes when what is kept of a run, or how it is run, does.
  private static let version = "9"

  private let version: String
  private let parts: [Part]

  init(_ parts: [Part]) {
    version = Self.version
    self.parts = parts
  }

  var digest: Digest {
    Digest([version] + parts.flatMap { [$0.name, $0.digest] })
  }

  /// Why a program runs whose last key was another one; `nil` stands for none.
  func difference(from old: RunKey?) -> String {
    guard let old else { return "it is new" }
    let changed = parts.filter { !old.parts.contains($0) }.map(\.name)
    let gone = old.parts.filter { part in !parts.contains { $0.name == part.name } }
      .map { "\($0.name) is gone" }
    if !changed.isEmpty { return "\(changed.joined(separator: ", ")) changed" }
    return gone.isEmpty
      ? "it had a fault, or its results are no longer kept" : gone.joined(separator: ", ")
  }
}
