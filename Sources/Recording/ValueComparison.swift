/// Compares a recorded value with the computed one.
struct ValueComparison {
  enum Outcome: Equatable {
    case same
    /// These numbers have moved, out of this many.
    case moved([Movement], of: Int)
    /// Something else has changed; the text describes it.
    case changed(String)
  }

  let outcome: Outcome
  /// The value to record; parts that still hold stay as recorded.
  let merged: RecordedValue

  /// Numbers in a text have six digits if the exact ones are recorded with it.
  private static let shortenedLimit = 1e-5

  init(_ recorded: RecordedValue, _ computed: LiveValue) {
    let new = computed.value
    let numbers = (recorded.numbers ?? [], new.numbers ?? [])
    let isShortened = !numbers.1.isEmpty && computed.tolerance.limit ?? 0 < Self.shortenedLimit
    let text = TextComparison(
      recorded: recorded.value,
      computed: new.value,
      isShortened ? Tolerance(Self.shortenedLimit) : computed.tolerance
    )
    let exact = TextComparison(
      recorded: numbers.0.joined(separator: "\n"),
      computed: numbers.1.joined(separator: "\n"),
      computed.tolerance
    )
    var merged = new
    merged.value = text.merged
    if !numbers.1.isEmpty {
      merged.numbers = exact.merged.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
    }
    self.merged = merged
    if recorded.type != new.type {
      outcome = .changed("was recorded as \(recorded.type) and is now \(new.type)")
    } else if recorded.times != new.times {
      let times = (recorded.times ?? 1, new.times ?? 1)
      outcome = .changed("ran \(times.0)× when it was recorded and \(times.1)× now")
    } else if case .moved(let movements) = exact.outcome {
      outcome = .moved(movements, of: exact.numberCount)
    } else if text.outcome == .changed || exact.outcome == .changed {
      outcome = .changed(Self.difference(recorded.value, new.value))
    } else if case .moved(let movements) = text.outcome {
      outcome = .moved(movements, of: text.numberCount)
    } else {
      outcome = .same
    }
  }

  /// Describes both texts from shortly before their first difference.
  static func difference(_ recorded: String, _ computed: String) -> String {
    let common = zip(recorded, computed).prefix { $0 == $1 }.count
    let start = max(0, common - 30)
    func part(_ text: String) -> String {
      guard !text.isEmpty else { return "nothing" }
      return "'" + ((start > 0 ? "…" : "") + text.dropFirst(start)).cut.showingInvisible + "'"
    }
    return "has changed: recorded \(part(recorded)), computed \(part(computed))"
  }
}

extension String {
  /// The text with blanks other than spaces, and characters without a shape, as escapes: `\u{2007}`.
  fileprivate var showingInvisible: String {
    unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .spaceSeparator where scalar != " ", .format, .lineSeparator, .paragraphSeparator:
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: String(scalar)
      }
    }.joined()
  }
}
