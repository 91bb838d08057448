import Mustache
import Weaving

/// The compiler's messages about a cell that it refuses or warns about, as announced.
struct CompilerMessagesContext: Sendable {
  let label: String
  /// The class that sets the colour.
  let kind: String
  let messages: [WovenMessage]

  /// `nil` for a cell without announced messages.
  init?(_ cell: WovenCell) {
    if let rejection = cell.rejection {
      (label, kind, messages) = ("The compiler refuses this", "refused", rejection)
    } else if !cell.warnings.isEmpty {
      (label, kind, messages) = ("The compiler warns about this", "warned", cell.warnings)
    } else {
      return nil
    }
  }
}

extension CompilerMessagesContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "label": label
    case "kind": kind
    case "messages": messages
    default: nil
    }
  }
}

extension WovenMessage: MustacheParent {
  package func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "excerpt": excerpt
    default: nil
    }
  }
}
