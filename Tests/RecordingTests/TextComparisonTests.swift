import Recording
import Testing
import Weaving

/// Texts side by side, number by number.
@Suite struct TextComparisonTests {
  static let pieces: [(text: String, numbers: [String])] = [
    ("[1, 2.5e-3, x1]", ["1", "2.5e-3"]),
    ("version 1.2.3 of 2026-11-23", ["2026", "11", "23"]),
    ("-1.5 and (-2) and 3-1 and a -4", ["-1.5", "-2", "3", "1", "-4"]),
    ("It is 3. Or 4.", ["3", "4"]),
    ("0x1F 1_000 1st e5 2e 2e+ 2e+3", ["2e+3"]),
    ("nan, -inf, inference, banana", ["nan", "-inf"]),
    ("≈0.5 × 2 π1 50% 10:30", ["0.5", "2", "50", "10", "30"]),
    ("0..<5, 0...5, .5, ...", ["0", "5"]),
    ("1.0+2.0=3.0", ["1.0", "2.0", "3.0"]),
    ("", []),
    ("-", []),
  ]

  @Test(arguments: pieces) func `numbers are found, and nothing else is one`(
    text: String,
    numbers: [String]
  ) {
    let pieces = TextPiece.pieces(of: text)
    let found = pieces.compactMap { if case .number(let number) = $0 { number.text } else { nil } }
    #expect(found == numbers)
    #expect(pieces.map(\.source).joined() == text)
  }

  static let same: [(recorded: String, computed: String)] = [
    ("0.1", "0.10000000000000002"),
    ("[1.0, 2.0]", "[1.0, 2.0000000000000004]"),
    ("1e5", "100000.0"),
    ("nan", "nan"),
    ("0.0", "-0.0"),
    ("0.0", "5e-324"),
    ("x -0.3 y", "x -0.30000000000000004 y"),
    ("9007199254740993.0", "9007199254740996.0"),
  ]

  @Test(arguments: same) func `what is within 4 units in the last place is the same, and stays`(
    recorded: String,
    computed: String
  ) {
    let comparison = TextComparison(recorded: recorded, computed: computed)
    #expect(comparison.outcome == .same)
    #expect(comparison.merged == recorded)
  }

  static let different: [(recorded: String, computed: String, movements: Int?)] = [
    ("0.1", "0.10000000000000009", 1),
    ("1", "2", 1),
    ("9007199254740993", "9007199254740994", 1),
    ("nan", "0.5", 1),
    ("inf", "-inf", 1),
    ("[1.0, 2.0]", "[1.5, 2.5]", 2),
    ("[1.0, 2.0]", "[1.0]", nil),
    ("x1", "x2", nil),
    ("1.2.3", "1.2.4", nil),
    ("0.5 nats", "0.5 bits", nil),
    ("", "1", nil),
    ("é", "e\u{301}", nil),
  ]

  @Test(arguments: different) func `what differs is told apart by number and by text`(
    recorded: String,
    computed: String,
    movements: Int?
  ) {
    let comparison = TextComparison(recorded: recorded, computed: computed)
    switch comparison.outcome {
    case .same: Issue.record("\(recorded) is not \(computed)")
    case .moved(let moved): #expect(moved.count == movements)
    case .changed: #expect(movements == nil)
    }
    #expect(TextComparison(recorded: comparison.merged, computed: computed).outcome == .same)
  }

  @Test func `only the numbers that moved are written anew`() {
    let comparison = TextComparison(
      recorded: "[0.1, 0.2, 0.3]",
      computed: "[0.10000000000000002, 0.25, 0.30000000000000004]"
    )
    #expect(comparison.merged == "[0.1, 0.25, 0.3]")
    guard case .moved(let movements) = comparison.outcome else {
      Issue.record("\(comparison.outcome)")
      return
    }
    #expect(movements.map(\.offset) == [6])
    #expect(movements.map(\.index) == [1])
    #expect(
      movements.map(\.description) == ["recorded 0.2, computed 0.25, by 0.05 (1.8e+15 ulp)"]
    )
  }

  @Test func `a Float has wider units than a Double`() {
    let float = Tolerance(precision: .float)
    #expect(TextComparison(recorded: "0.1", computed: "0.10000001").outcome != .same)
    #expect(TextComparison(recorded: "0.1", computed: "0.10000001", float).outcome == .same)
    #expect(TextComparison(recorded: "0.1", computed: "0.1000001", float).outcome != .same)
    #expect(Tolerance.Precision(ofType: "Tensor<Float>") == .float)
    #expect(Tolerance.Precision(ofType: "[String: Double]") == .double)
    #expect(Tolerance.Precision(ofType: "FloatingPointSign") == .double)
  }

  @Test func `a tolerance is absolute below 1 and relative above, and not for whole numbers`() {
    let tolerance = Tolerance(1e-3)
    func isSame(_ recorded: String, _ computed: String) -> Bool {
      TextComparison(recorded: recorded, computed: computed, tolerance).outcome == .same
    }
    #expect(isSame("0.0", "0.0009"))
    #expect(!isSame("0.0", "0.0011"))
    #expect(isSame("2000.0", "2001.9"))
    #expect(!isSame("2000.0", "2002.1"))
    #expect(!isSame("2000", "2001"))
  }

  @Test func `a text that was cut is compared as far as it goes`() {
    let numbers = (0..<2000).map { "\(Double($0) + 0.5)" }.joined(separator: ", ")
    let cut = numbers.prefix(10_000) + "…"
    let shorter = "0.50000000000000001" + numbers.dropFirst(3)
    #expect(
      TextComparison(recorded: String(cut), computed: shorter.prefix(10_000) + "…").outcome == .same
    )
    let other = numbers.replacing("7.5", with: "7.25").prefix(10_000) + "…"
    #expect(TextComparison(recorded: String(cut), computed: String(other)).outcome != .same)
  }
}
