import Lessons
import Weaving

/// Finds the printed lines that each promise of a cell refers to.
///
/// Promises are in the order of printing, but not every line needs one: of all ways to go through both
/// in order, the one with the most lines as promised is chosen. Where dots stand for lines that are left out,
/// the promises before them are about the first lines, those behind them about the last.
enum PromiseMatching {
  /// The lines of each promise; `nil` if more is promised than is printed, and for dots.
  ///
  /// Complexity: O(p·n) for p promises and n lines.
  static func lines(
    of promises: [ResultComment],
    in printed: [String],
    _ tolerance: Tolerance
  ) -> [Range<Int>?] {
    let dots = promises.indices.filter { promises[$0].form == .elision }
    guard let first = dots.first, let last = dots.last else {
      return aligned(promises, with: printed, tolerance)
    }
    let (head, tail) = (first, promises.count - last - 1)
    guard printed.count >= promises.count - dots.count else { return promises.map { _ in nil } }
    let middle = promises[first...last].filter { $0.form != .elision }
    var inner = aligned(middle, with: Array(printed[head..<(printed.count - tail)]), tolerance)[...]
    return promises.indices.map { index in
      if index < first { return index..<(index + 1) }
      if index > last {
        let line = printed.count - promises.count + index
        return line..<(line + 1)
      }
      guard promises[index].form != .elision, let range = inner.popFirst() ?? nil else {
        return nil
      }
      return (range.lowerBound + head)..<(range.upperBound + head)
    }
  }

  private static func aligned(
    _ promises: [ResultComment],
    with printed: [String],
    _ tolerance: Tolerance
  ) -> [Range<Int>?] {
    let candidates = promises.map { Set($0.readings.map(\.lineCount)).sorted(by: >) }
    if promises.count == printed.count, candidates.allSatisfy({ $0 == [1] }) {
      return printed.indices.map { $0..<($0 + 1) }
    }
    let skeletons = printed.map(\.skeleton)
    // best[p][n]: the score of the promises from p on among the lines from n on.
    let row = Array(repeating: Score.none, count: printed.count + 1)
    var best = Array(repeating: row, count: promises.count + 1)
    for p in promises.indices.reversed() {
      let readings = promises[p].readings.map { (text: $0, skeleton: $0.skeleton) }
      for n in printed.indices.reversed() {
        var score = Score(points: 0, length: nil)
        for length in candidates[p] where n + length <= printed.count {
          let isAlike = readings.contains {
            $0.text.lineCount == length
              && $0.skeleton == skeletons[n..<(n + length)].joined(separator: "\n")
          }
          let text = isAlike ? printed[n..<(n + length)].joined(separator: "\n") : ""
          let isKept = isAlike && promises[p].isKept(by: text, tolerance)
          let points = best[p + 1][n + length].points + (isKept ? 4 : isAlike ? 3 : 1)
          if points > score.points { score = Score(points: points, length: length) }
        }
        if best[p][n + 1].points > score.points {
          score = Score(points: best[p][n + 1].points, length: 0)
        }
        // A promise without matching lines is skipped, at no gain.
        if best[p + 1][n].points > score.points {
          score = Score(points: best[p + 1][n].points, length: nil)
        }
        best[p][n] = score
      }
      best[p][printed.count] = Score(points: 0, length: nil)
    }
    return path(through: best, promiseCount: promises.count, lineCount: printed.count)
  }

  private struct Score {
    var points: Int
    /// How many lines the promise takes; 0 skips the line, and `nil` skips the promise.
    var length: Int?

    static let none = Score(points: 0, length: nil)
  }

  private static func path(
    through best: [[Score]],
    promiseCount: Int,
    lineCount: Int
  ) -> [Range<Int>?] {
    var ranges: [Range<Int>?] = []
    var n = 0
    while ranges.count < promiseCount {
      switch best[ranges.count][n].length {
      case nil: ranges.append(nil)
      case 0: n += 1
      case .some(let length):
        ranges.append(n..<(n + length))
        n += length
      }
    }
    return ranges
  }
}

extension ResultComment {
  /// Whether a text is what the comment promises.
  func isKept(by text: String, _ tolerance: Tolerance) -> Bool {
    readings.contains { reading in
      TextComparison(recorded: reading, computed: text, tolerance).outcome == .same
        || isLine && reading.trimmingSpaces == text.trimmingSpaces
        || form != .prints && line == text
        || form != .prints && form != .guess && form != .elision
          && (RoundedComparison.isSame(reading, text)
            || ElidedText(reading)?.matches(text) ?? false)
    }
  }
}

extension ResultComment {
  /// Whether a printed line is what the comment says, but for numbers.
  func resembles(_ line: String) -> Bool {
    readings.contains { $0.skeleton == line.skeleton }
  }

  /// Whether it is printed text without quotation marks, in which blanks at the ends do not count.
  fileprivate var isLine: Bool { form == .line || form == .guess }
}

extension String {
  /// The text with `#` in place of each number.
  fileprivate var skeleton: String {
    TextPiece.pieces(of: self).map { piece in
      if case .text(let text) = piece { text } else { "#" }
    }.joined()
  }
}
