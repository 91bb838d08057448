import Weaving

/// Compares a recorded and a computed text, number by number.
package struct TextComparison: Sendable {
  package enum Outcome: Sendable, Equatable {
    /// Each number is within tolerance, and the text between them is the same.
    case same
    /// The text is the same, but these numbers have moved.
    case moved([Movement])
    /// Something other than numbers differs.
    case changed
  }

  package let outcome: Outcome
  /// The text to record: the recorded text if it still holds, with the numbers that have moved.
  package let merged: String
  /// How many numbers the recorded text holds.
  package let numberCount: Int

  /// Complexity: O(n) in the length of the texts.
  package init(recorded: String, computed: String, _ tolerance: Tolerance = Tolerance()) {
    guard !isIdentical(recorded, computed) else {
      outcome = .same
      merged = recorded
      numberCount = 0
      return
    }
    let old = Self.comparable(recorded)
    let new = Self.comparable(computed)
    var movements: [Movement] = []
    var merged = ""
    var offset = 0
    var count = 0
    var isSame = old.isCut == new.isCut && (old.isCut || old.pieces.count == new.pieces.count)
    for (oldPiece, newPiece) in zip(old.pieces, new.pieces) where isSame {
      switch (oldPiece, newPiece) {
      case (.number(let oldNumber), .number(let newNumber)):
        let isNear = tolerance.accepts(newNumber, for: oldNumber)
        merged += isNear ? oldNumber.text : newNumber.text
        if !isNear {
          movements.append(
            Movement(
              index: count,
              offset: offset,
              recorded: oldNumber,
              computed: newNumber,
              precision: tolerance.precision
            )
          )
        }
        count += 1
      case (.text(let oldText), .text(let newText)):
        isSame = isIdentical(oldText, newText)
        merged += oldText
      default:
        isSame = false
      }
      offset += oldPiece.source.utf8.count
    }
    numberCount = count
    outcome = !isSame ? .changed : movements.isEmpty ? .same : .moved(movements)
    let keepsMerged = isSame && (!old.isCut || movements.isEmpty)
    self.merged = !keepsMerged ? computed : old.isCut ? recorded : merged
  }

  /// The pieces of a text. If a long text was cut, its last number may have lost digits, so it is left
  /// out, and the texts are compared as far as both go.
  private static func comparable(_ text: String) -> (pieces: [TextPiece], isCut: Bool) {
    let pieces = TextPiece.pieces(of: text)
    guard text.utf8.count >= 10_000, text.hasSuffix("…") else { return (pieces, false) }
    return (pieces.dropLast(2), true)
  }
}

/// Whether two texts have the same bytes; `==` also accepts different spellings of a letter.
func isIdentical(_ left: String, _ right: String) -> Bool {
  left.utf8.elementsEqual(right.utf8)
}
