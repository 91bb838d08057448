import Mustache
import Weaving

/// What the compiler said of a cell.
struct RejectionContext: Sendable {
  struct Message: Sendable {
    let text: String
    let excerpt: String?
  }

  let messages: [Message]

  init(_ messages: [WovenMessage]) {
    self.messages = messages.map { Message(text: $0.text, excerpt: $0.excerpt) }
  }
}

extension RejectionContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "messages": messages
    default: nil
    }
  }
}

extension RejectionContext.Message: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "excerpt": excerpt
    default: nil
    }
  }
}
