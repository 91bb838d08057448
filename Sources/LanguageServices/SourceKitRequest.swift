private import Foundation

/// A request to the language services.
package struct SourceKitRequest: Sendable {
  package enum Field: Sendable {
    case text(String)
    case texts([String])
    case flag(Bool)
  }

  let kind: String
  /// The request in the format that the library reads.
  let yaml: String

  /// - Parameters:
  ///   - kind: the part after `source.request.`.
  ///   - fields: the fields, by the part of their key after `key.`.
  package init(_ kind: String, _ fields: KeyValuePairs<String, Field>) {
    self.kind = kind
    let lines = fields.map { key, field in "key.\(key): \(field.yaml)" }
    yaml = (["key.request: source.request.\(kind)"] + lines).joined(separator: "\n")
  }
}

extension SourceKitRequest.Field {
  fileprivate var yaml: String {
    switch self {
    case .text(let text): Self.json(text)
    case .texts(let texts): Self.json(texts)
    case .flag(let isSet): isSet ? "1" : "0"
    }
  }

  /// JSON is valid YAML, except for slashes that it may escape.
  private static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    // Strings can always be encoded.
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
