import Mustache
import Weaving

/// What the compiler said of a cell.
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
