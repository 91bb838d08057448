import Weaving

/// Compares numbers in a comment with computed ones, to as many digits as their author wrote.
enum RoundedComparison {
  /// Whether a computed text, its numbers rounded, is the one in a comment: `0.67` for 0.6666666666666666.
  ///
  /// Complexity: O(n) in the length of the texts.
  static func isSame(_ stated: String, _ computed: String) -> Bool {
    let (old, new) = (TextPiece.pieces(of: stated), TextPiece.pieces(of: computed))
    guard old.count == new.count else { return false }
    return zip(old, new).allSatisfy { pair in
      switch pair {
      case (.text(let old), .text(let new)): isIdentical(old, new)
      case (.number(let old), .number(let new)): new.rounds(to: old)
      default: false
      }
    }
  }
}

extension NumberToken {
  /// Whether it is a stated number when it is rounded to the digits of that.
  fileprivate func rounds(to stated: NumberToken) -> Bool {
    if value == stated.value || value.isNaN && stated.value.isNaN { return true }
    guard !stated.isWhole, !isWhole, value.isFinite, stated.value.isFinite else { return false }
    return abs(value - stated.value) <= stated.lastDigit / 2 * (1 + 1e-9)
  }

  /// The size of one unit of the last digit written.
  private var lastDigit: Double {
    let parts = text.lowercased().split(separator: "e", maxSplits: 1)
    let fraction = parts.first?.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    return Double("1e\(exponent - fraction)") ?? 0
  }
}

/// A literal in which dots stand for what its author left out: `[1, 2, …]`, `0.3333…`.
struct ElidedText {
  /// The text before, between and after the dots.
  private let pieces: [String]

  /// `nil` if there are no dots.
  init?(_ text: String) {
    let pieces = text.split(separator: /\s*(?:…|\.{3})\s*/, omittingEmptySubsequences: false).map(
      String.init
    )
    guard pieces.count > 1 else { return nil }
    self.pieces = pieces
  }

  /// Whether a text is this one with something in place of the dots, which may be nothing.
  ///
  /// Complexity: O(n·m) in the lengths of the texts.
  func matches(_ text: String) -> Bool {
    var rest = text[...]
    for (index, piece) in pieces.enumerated() {
      let sought = piece.trimmingSeparators
      if index == 0 {
        guard rest.hasPrefix(sought) else { return false }
        rest = rest.dropFirst(sought.count)
      } else if index == pieces.count - 1 {
        return rest.hasSuffix(sought)
      } else {
        guard let found = rest.firstRange(of: sought) else { return false }
        rest = rest[found.upperBound...]
      }
    }
    return true
  }
}

extension String {
  /// The text without the commas and blanks around it.
  fileprivate var trimmingSeparators: String {
    var text = self[...].drop { $0 == " " || $0 == "," }
    while let last = text.last, last == " " || last == "," { text.removeLast() }
    return String(text)
  }
}
