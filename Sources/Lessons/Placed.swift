package import Diagnostics

/// A value that an author wrote in a file, with its location there.
package struct Placed<Value: Sendable & Equatable>: Sendable, Equatable {
  package let value: Value
  package let location: Diagnostic.Location
}

extension [Placed<String>] {
  package var values: [String] { map(\.value) }

  /// The first location of each text.
  package var locations: [String: Diagnostic.Location] {
    Dictionary(map { ($0.value, $0.location) }) { first, _ in first }
  }
}
