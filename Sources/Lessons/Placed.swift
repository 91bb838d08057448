package import Diagnostics

/// Something that an author wrote in a file, with its place there.
package struct Placed<Value: Sendable & Equatable>: Sendable, Equatable {
  package let value: Value
  package let location: Diagnostic.Location
}

extension [Placed<String>] {
  package var values: [String] { map(\.value) }

  /// Where each text is first.
  package var locations: [String: Diagnostic.Location] {
    Dictionary(map { ($0.value, $0.location) }) { first, _ in first }
  }
}
