import LessonKit

/// A value as records hold it.
struct DescribedValue {
  let type: String
  let text: String
  /// Media types and contents, alternating.
  let representations: [String]

  /// Longest text kept of one value, in characters.
  private static let textLimit = 10_000
  /// How many elements of an array are described, those of arrays in it included; and how many in
  /// short.
  private static let elementLimit = 1000
  private static let shortElementLimit = 32

  /// Describes a value; in short where it is one of many and only the last will be seen.
  ///
  /// Complexity: O(1) in the number of a collection's elements, otherwise as its `description`.
  init<Value>(_ value: Value, inShort: Bool) {
    type = _typeName(Value.self, qualified: false)
    if let displayable = value as? any LessonDisplayable {
      let display = displayable.lessonDisplay
      text = String(display.plainText.prefix(Self.textLimit))
      representations = display.representations.sorted { $0.key < $1.key }
        .flatMap { [$0.key, $0.value] }
      return
    }
    var whole = ""
    if let sequence = value as? any SequenceInBrackets {
      var budget = inShort ? Self.shortElementLimit : Self.elementLimit
      sequence.write(to: &whole, budget: &budget)
    } else {
      whole = String(describing: value)
    }
    let start = whole.prefix(Self.textLimit)
    text = start.endIndex == whole.endIndex ? whole : start + "…"
    representations = []
  }
}

/// A collection that describes itself as `[…]`, and can do so in part.
private protocol SequenceInBrackets {
  /// Writes the elements as `description` does, as far as the budget goes, and then how many there
  /// are.
  func write(to text: inout String, budget: inout Int)
}

extension SequenceInBrackets where Self: Collection {
  func write(to text: inout String, budget: inout Int) {
    let isNested = Element.self is any SequenceInBrackets.Type
    text += "["
    for (offset, element) in enumerated() {
      if offset > 0 { text += ", " }
      guard budget > 0 else {
        text += "… (\(count) elements)"
        break
      }
      if isNested, let sequence = element as? any SequenceInBrackets {
        sequence.write(to: &text, budget: &budget)
      } else {
        budget -= 1
        debugPrint(element, terminator: "", to: &text)
      }
    }
    text += "]"
  }
}

extension Array: SequenceInBrackets {}
extension Set: SequenceInBrackets {}
