import Basics
private import CCMarkGFM
private import Diagnostics

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A paragraph of the tree that is a caption.
struct CMarkCaption {
  let noun: Caption.Noun
  let node: CMarkNode
  /// The sibling that it names, or that holds the image it names.
  fileprivate let block: CMarkNode

  /// `nil` if the node is not a caption.
  init?(_ node: CMarkNode) {
    guard node.type == CMARK_NODE_PARAGRAPH, let first = node.firstChild,
      first.type == CMARK_NODE_TEXT, let literal = cmark_node_get_literal(first.pointer),
      let noun = Caption.Noun.allCases.first(where: {
        strncmp(literal, $0.opening, $0.opening.utf8.count) == 0
      }),
      let block = node.previous?.captioned
    else { return nil }
    self.noun = noun
    self.block = block
    self.node = node
  }

  /// The code block, image or table it names.
  var named: CMarkNode { block.type == CMARK_NODE_PARAGRAPH ? block.firstChild ?? block : block }

  /// The name at the end, as in `Figure: The losses. {#losses}`.
  var identifier: String? {
    guard let end = node.lastChild?.literal, end.containsBytes(of: "{#") else { return nil }
    return (end.firstMatch(of: Self.name)?.output.1).map(String.init)
  }

  /// Replaces the caption with its text between `label` and `closing`, without its noun and name, and
  /// inserts `opening` before the block it names.
  func replace(opening: String, label: String, closing: String, _ style: HTMLStyle) {
    if let last = node.lastChild, last.type == CMARK_NODE_TEXT, identifier != nil {
      cmark_node_set_literal(last.pointer, last.literal.replacing(Self.name, with: ""))
    }
    if let first = node.firstChild {
      cmark_node_set_literal(
        first.pointer,
        String(first.literal.dropFirst(noun.opening.count))
      )
    }
    let content = node.children.map { $0.html(style) }.joined()
    block.insertBefore(html: opening)
    node.replace(with: .html(label + content + closing), style)
  }

  private static var name: Regex<(Substring, Substring)> { /\s*\{#([^\s{}]+)\}$/ }
}

extension CMarkNode {
  /// The block that a caption right after this one names; `nil` if nothing here can be named.
  fileprivate var captioned: CMarkNode? {
    switch type {
    case CMARK_NODE_CODE_BLOCK:
      guard isOutput, let cell = previous, cell.type == CMARK_NODE_CODE_BLOCK else { return self }
      return cell
    case CMARK_NODE_PARAGRAPH:
      guard let only = firstChild, only.type == CMARK_NODE_IMAGE, only.next == nil else {
        return CMarkCaption(self)?.block
      }
      return self
    default: return isTable ? self : nil
    }
  }

  /// Whether it holds the output of the code above it.
  var isOutput: Bool { type == CMARK_NODE_CODE_BLOCK && info.hasPrefix("output") }
}
