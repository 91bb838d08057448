import Lessons

/// The records that a lesson's program has written (`LessonRuntime`), read back.
struct RunRecords {
  /// A unit as its program reached it, with places in the lines of the Markdown.
  struct Unit {
    let index: Int
    /// Where its output begins.
    let printedFrom: Int
    /// Where what it wrote on standard error begins.
    let errorsFrom: Int
    fileprivate(set) var values: [(place: Place, value: ObservedValue)] = []
    /// The blocks that were entered.
    fileprivate(set) var scopes: [Place] = []
  }

  /// What a statement printed, each time that it ran.
  struct Statement {
    /// Of the file, from 1.
    let line, column: Int
    /// In the bytes that the program printed.
    fileprivate(set) var ranges: [Range<Int>] = []
    fileprivate var start: Int?
  }

  typealias Place = ObservedValue.Place

  /// In the order in which they were reached.
  let units: [Unit]
  /// The statements whose output was noted.
  let statements: [Statement]
  /// A statement that printed on another thread than the program's own.
  struct StrayPrint {
    /// Of the file, from 1.
    let line, column: Int
    /// The unit that the program had reached meanwhile.
    let unit: Int
  }

  let strayPrints: [StrayPrint]
  /// The expectations of Swift Testing that failed, in their order.
  let failures: [FailedExpectation]
  /// How much was printed before the last statement's end; `nil` where the program did not come to it.
  let end: Int?
  /// How much was printed in all, by code that is deferred as well.
  let exit: Int?
  /// How much was written on standard error by then.
  let errorsEnd: Int?

  /// Reads what is whole; a program that was stopped may leave half a record.
  ///
  /// Complexity: O(n) in the length of the text, O(v·s) for v values and s blocks of a unit.
  init(_ text: String) {
    var units: [Unit] = []
    var ends: [Int] = []
    var failures: [FailedExpectation] = []
    var strayPrints: [StrayPrint] = []
    var statements: [[Int]: Statement] = [:]
    var errorsEnd: Int?
    // Byte by byte: a line feed behind a carriage return, or a tab before an accent, is no character.
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { Self.unescaped($0) }
      switch fields.first {
      case "unit":
        guard fields.count >= 3, let index = Int(fields[1]), let offset = Int(fields[2]),
          offset >= 0
        else { continue }
        let errors = fields.count >= 4 ? Int(fields[3]).map { max(0, $0) } : nil
        units.append(Unit(index: index, printedFrom: offset, errorsFrom: errors ?? 0))
      case "scope":
        guard let place = Self.place(fields), !units.isEmpty else { continue }
        units[units.count - 1].scopes.append(place)
      case "value":
        guard let place = Self.place(fields), let scopes = units.last?.scopes,
          let value = Self.value(fields, place, scopes)
        else { continue }
        units[units.count - 1].values.append((place, value))
      case "end":
        if fields.count >= 2, let count = Int(fields[1]) { ends.append(count) }
        errorsEnd = fields.count >= 3 ? Int(fields[2]) : nil
      case "stray":
        let numbers = fields.dropFirst().compactMap { Int($0) }
        guard numbers.count == 3 else { continue }
        strayPrints.append(StrayPrint(line: numbers[0], column: numbers[1], unit: numbers[2]))
      case "issue":
        if fields.count == 2, let failure = FailedExpectation(fields[1]) {
          failures.append(failure)
        }
      case "printed":
        guard fields.count == 5, let line = Int(fields[1]), let column = Int(fields[2]),
          let count = Int(fields[4])
        else { continue }
        statements[[line, column], default: Statement(line: line, column: column)]
          .note(count, isEnd: fields[3] == "end")
      default: continue
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

  private static func place(_ fields: [String]) -> Place? {
    let numbers = fields.dropFirst().prefix(4).compactMap(Int.init)
    guard numbers.count == 4 else { return nil }
    return Place(
      startLine: numbers[0],
      startColumn: numbers[1],
      endLine: numbers[2],
      endColumn: numbers[3]
    )
  }

  private static func value(
    _ fields: [String],
    _ place: Place,
    _ scopes: [Place]
  ) -> ObservedValue? {
    guard fields.count >= 9, let count = Int(fields[5]) else { return nil }
    var representations: [String: String] = [:]
    for index in stride(from: 9, to: fields.count - 1, by: 2) {
      representations[fields[index]] = fields[index + 1]
    }
    return ObservedValue(
      place: place,
      isNested: scopes.contains { $0.encloses(place) },
      count: count,
      name: fields[6],
      type: fields[7].withoutLessonModules,
      text: fields[8].withoutLessonModules,
      representations: representations
    )
  }

  private static func unescaped(_ field: Substring.UTF8View) -> String {
    guard field.contains(UInt8(ascii: "\\")) else { return String(Substring(field)) }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in field {
      if isEscaped {
        switch byte {
        case UInt8(ascii: "t"): bytes.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
        default: bytes.append(byte)
        }
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension RunRecords.Statement {
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
  func encloses(_ other: Self) -> Bool {
    (startLine, startColumn) <= (other.startLine, other.startColumn)
      && (other.endLine, other.endColumn) <= (endLine, endColumn)
  }

  /// The same place with its lines counted from another.
  func relative(toLine line: Int) -> Self {
    Self(
      startLine: startLine - line,
      startColumn: startColumn,
      endLine: endLine - line,
      endColumn: endColumn
    )
  }
}
