import LessonProtocol
import Lessons

/// The records that a lesson's program has written (`LessonRuntime`), read back.
struct ProgramRecords {
  /// A unit that the program reached, with places in the lines of the Markdown.
  struct Unit {
    let index: Int
    /// Where its output begins.
    let printedFrom: Int
    /// Where its standard error output begins.
    let errorsFrom: Int
    fileprivate(set) var values: [(place: Place, value: ObservedValue)] = []
    /// The blocks that were entered.
    fileprivate(set) var scopes: [Place] = []
  }

  /// The output of a statement, for each time it ran.
  struct Statement {
    /// The place in the file, from 1.
    let line, column: Int
    /// Ranges of the bytes that the program printed.
    fileprivate(set) var ranges: [Range<Int>] = []
    fileprivate var start: Int?
  }

  typealias Place = ObservedValue.Place

  /// The units that the program reached, in order.
  let units: [Unit]
  /// The statements whose output was noted.
  let statements: [Statement]
  /// A statement that printed on a thread other than the program's own.
  struct StrayPrint {
    /// The place in the file, from 1.
    let line, column: Int
    /// The unit that the program had reached by then.
    let unit: Int
  }

  let strayPrints: [StrayPrint]
  /// The failed expectations of Swift Testing, in order.
  let failures: [FailedExpectation]
  /// How much was printed before the last statement ended; `nil` if the program did not get that far.
  let end: Int?
  /// How much was printed in total, including by deferred code.
  let exit: Int?
  /// How much was written to standard error by then.
  let errorsEnd: Int?

  /// Reads the complete records; a program that was stopped may leave a partial one.
  ///
  /// Complexity: O(n) in the length of the text, O(v·s) for v values and s blocks of a unit.
  init(_ text: String) {
    var units: [Unit] = []
    var ends: [Int] = []
    var failures: [FailedExpectation] = []
    var strayPrints: [StrayPrint] = []
    var statements: [[Int]: Statement] = [:]
    var errorsEnd: Int?
    for record in text.utf8.split(separator: UInt8(ascii: "\n")).compactMap(ProgramRecord.init) {
      switch record {
      case .begin: break
      case .unit(let index, let printed, let errors):
        units.append(Unit(index: index, printedFrom: printed, errorsFrom: errors))
      case .scope(let place):
        guard !units.isEmpty else { continue }
        units[units.count - 1].scopes.append(Place(place))
      case .value(let place, let count, let name, let type, let text, let representations):
        guard let scopes = units.last?.scopes else { continue }
        let place = Place(place)
        let value = ObservedValue(
          place: place,
          isNested: scopes.contains { $0.encloses(place) },
          count: count,
          name: name,
          type: type.withoutLessonModules,
          text: text.withoutLessonModules,
          representations: Dictionary(representations.map { ($0.mediaType, $0.content) }) { $1 }
        )
        units[units.count - 1].values.append((place, value))
      case .output(let line, let column, let isEnd, let printed):
        statements[[line, column], default: Statement(line: line, column: column)]
          .note(printed, isEnd: isEnd)
      case .stray(let line, let column, let unit):
        strayPrints.append(StrayPrint(line: line, column: column, unit: unit))
      case .issue(let json):
        if let failure = FailedExpectation(json) { failures.append(failure) }
      case .end(let printed, let errors):
        ends.append(printed)
        errorsEnd = errors
      }
    }
    self.units = units
    self.statements = statements.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    self.failures = failures
    self.strayPrints = strayPrints
    self.errorsEnd = errorsEnd
    end = ends.first
    exit = ends.last
  }
}

extension ProgramRecords.Statement {
  fileprivate mutating func note(_ count: Int, isEnd: Bool) {
    if isEnd, let start, start <= count {
      if start < count { ranges.append(start..<count) }
      self.start = nil
    } else if !isEnd {
      start = count
    }
  }
}

extension ObservedValue.Place {
  fileprivate init(_ place: ProgramRecord.Place) {
    self.init(
      startLine: place.startLine,
      startColumn: place.startColumn,
      endLine: place.endLine,
      endColumn: place.endColumn
    )
  }

  func encloses(_ other: Self) -> Bool {
    (startLine, startColumn) <= (other.startLine, other.startColumn)
      && (other.endLine, other.endColumn) <= (endLine, endColumn)
  }

  /// The same place, with its lines counted from a given line.
  func relative(toLine line: Int) -> Self {
    Self(
      startLine: startLine - line,
      startColumn: startColumn,
      endLine: endLine - line,
      endColumn: endColumn
    )
  }
}
