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

  typealias Place = ObservedValue.Place

  /// In the order in which they were reached.
  let units: [Unit]
  /// How much was printed in all; `nil` where the program did not come to its end.
  let end: Int?
  /// How much was written on standard error by then.
  let errorsEnd: Int?

  /// Reads what is whole; a program that was stopped may leave half a record.
  ///
  /// Complexity: O(n) in the length of the text, O(v·s) for v values and s blocks of a unit.
  init(_ text: String) {
    var units: [Unit] = []
    var end: Int?
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
        end = fields.count >= 2 ? Int(fields[1]) : nil
        errorsEnd = fields.count >= 3 ? Int(fields[2]) : nil
      default: continue
      }
    }
    self.units = units
    self.end = end
    self.errorsEnd = errorsEnd
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
      type: fields[7],
      text: fields[8],
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
