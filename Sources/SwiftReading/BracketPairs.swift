/// The pairs of matching brackets in a text.
///
/// A closing bracket matches the nearest open bracket of its kind; brackets opened in between stay
/// unclosed. Nothing in an interpolation closes a bracket outside it.
struct BracketPairs {
  /// For an opening bracket, the index among the code's tokens of its closing bracket, or of the token
  /// after its content if it is not closed; for a closing bracket, the index of its opening one.
  private(set) var ends: [Int]
  private var isMatched: [Bool]
  /// The brackets that are never closed, and those that close nothing.
  private(set) var unmatched: [Int] = []

  enum Kind: Int {
    case parenthesis, bracket, brace, interpolation
  }

  /// The brackets that are open at the current token.
  private var open: [(index: Int, kind: Kind)] = []
  /// The number of open brackets of each kind, for each open interpolation.
  private var counts = [[0, 0, 0, 0]]

  /// - Parameters:
  ///   - code: the tokens other than comments.
  ///   - abandoned: the ends of unclosed interpolations, as the index of the next token.
  /// - Complexity: O(n) in the number of tokens.
  init(_ code: [SwiftToken], abandoned: [Int]) {
    ends = Array(repeating: 0, count: code.count)
    isMatched = Array(repeating: false, count: code.count)
    var abandoned = abandoned[...]
    for (index, token) in code.enumerated() {
      while abandoned.first == index {
        abandoned.removeFirst()
        if counts.count > 1 { close(.interpolation, at: index, isMatched: false) }
      }
      if let kind = token.opens {
        open.append((index, kind))
        if kind == .interpolation { counts.append([0, 0, 0, 0]) }
        counts[counts.count - 1][kind.rawValue] += 1
      } else if let kind = token.closes {
        if counts[counts.count - 1][kind.rawValue] > 0 {
          close(kind, at: index, isMatched: true)
        } else {
          unmatched.append(index)
        }
      }
    }
    for last in open {
      ends[last.index] = code.count
      unmatched.append(last.index)
    }
  }

  /// Closes the innermost bracket of a kind, and everything open inside it.
  private mutating func close(_ kind: Kind, at index: Int, isMatched: Bool) {
    while let last = open.popLast() {
      counts[counts.count - 1][last.kind.rawValue] -= 1
      ends[last.index] = index
      if last.kind == .interpolation { counts.removeLast() }
      guard last.kind == kind, isMatched else {
        unmatched.append(last.index)
        if last.kind == kind { return }
        continue
      }
      self.isMatched[last.index] = true
      self.isMatched[index] = true
      ends[index] = last.index
      return
    }
  }

  /// Whether a bracket has a matching one.
  func isMatched(_ index: Int) -> Bool { isMatched[index] }

  /// The index after a bracket and everything it encloses.
  func after(_ index: Int) -> Int { isMatched[index] ? ends[index] + 1 : ends[index] }
}

extension SwiftToken {
  var opens: BracketPairs.Kind? {
    switch word {
    case .leftParenthesis: .parenthesis
    case .leftBracket: .bracket
    case .leftBrace: .brace
    default: kind == .interpolationStart ? .interpolation : nil
    }
  }

  var closes: BracketPairs.Kind? {
    switch word {
    case .rightParenthesis: .parenthesis
    case .rightBracket: .bracket
    case .rightBrace: .brace
    default: kind == .interpolationEnd ? .interpolation : nil
    }
  }
}
