import Mustache
import Weaving

/// The compiler's messages about a rejected cell.
struct RejectionContext: Sendable {
  let messages: [WovenMessage]
}

extension RejectionContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
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
