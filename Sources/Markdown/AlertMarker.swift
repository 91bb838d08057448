/// The marker that makes a quotation an alert: `[!NOTE]`, `[!WARNING]-`, `[!TIP]- Answer`.
package struct AlertMarker: Sendable, Equatable {
  package enum Kind: String, CaseIterable, Sendable {
    case note, tip, important, warning, caution
  }

  package let kind: Kind
  /// Whether the alert starts folded (a `-` after the marker).
  package let isFolded: Bool
  /// The title shown instead of the kind of a folded alert: the text after the `-`.
  package let title: String?

  /// Reads a line; `nil` if it is not a marker.
  init?(_ line: some StringProtocol) {
    guard line.hasPrefix("[!"), let close = line.firstIndex(of: "]") else { return nil }
    let name = line[line.index(line.startIndex, offsetBy: 2)..<close]
    let rest = line[close...].dropFirst()
    guard let kind = Kind(rawValue: name.lowercased()),
      rest.isEmpty || rest == "-" || rest.hasPrefix("- ")
    else { return nil }
    let title = rest.dropFirst().drop { $0 == " " }
    self.kind = kind
    self.isFolded = rest.first == "-"
    self.title = title.isEmpty ? nil : String(title)
  }
}
