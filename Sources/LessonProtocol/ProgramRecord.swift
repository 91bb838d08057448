/// A report from a lesson's program to the tool, one record per line of a file.
///
/// The fields of a record are separated by tabs; tab, line feed and backslash inside a field are escaped
/// with a backslash. Lines and columns count from 1, columns in UTF-8 bytes; amounts are bytes.
package enum ProgramRecord: Sendable, Equatable {
  /// A range of the lesson's file.
  package struct Place: Hashable, Sendable {
    package let startLine, startColumn, endLine, endColumn: Int

    package init(startLine: Int, startColumn: Int, endLine: Int, endColumn: Int) {
      self.startLine = startLine
      self.startColumn = startColumn
      self.endLine = endLine
      self.endColumn = endColumn
    }
  }

  /// A form of a value for pages: a media type and its content.
  package struct Representation: Sendable, Equatable {
    package let mediaType: String
    package let content: String

    package init(mediaType: String, content: String) {
      self.mediaType = mediaType
      self.content = content
    }
  }

  /// The program has begun.
  case begin
  /// It has reached a unit, after printing this much, and writing this much to standard error.
  case unit(Int, printed: Int, errors: Int)
  /// It has entered a block.
  case scope(Place)
  /// A place in the unit had a value this many times; this is the last one.
  case value(Place, count: Int, name: String, type: String, text: String, [Representation])
  /// The output of a statement begins or ends after this much.
  case output(line: Int, column: Int, isEnd: Bool, printed: Int)
  /// A statement printed on another thread while the program was in this unit.
  case stray(line: Int, column: Int, unit: Int)
  /// An expectation of Swift Testing has failed; the event as JSON.
  case issue(String)
  /// The program has reached its last statement, or exits after it.
  case end(printed: Int, errors: Int)

  /// Replaces the forms of a value that are larger than a cell may show; the content is their size.
  package static let tooLarge = "x-literate/too-large"
}

extension ProgramRecord {
  private var fields: [String] {
    switch self {
    case .begin: ["begin"]
    case .unit(let unit, let printed, let errors):
      ["unit"] + [unit, printed, errors].map(String.init)
    case .scope(let place): ["scope"] + place.fields
    case .value(let place, let count, let name, let type, let text, let representations):
      ["value"] + place.fields + [String(count), name, type, text]
        + representations.flatMap { [$0.mediaType, $0.content] }
    case .output(let line, let column, let isEnd, let printed):
      ["output", String(line), String(column), isEnd ? "end" : "begin", String(printed)]
    case .stray(let line, let column, let unit): ["stray"] + [line, column, unit].map(String.init)
    case .issue(let json): ["issue", json]
    case .end(let printed, let errors): ["end"] + [printed, errors].map(String.init)
    }
  }

  /// The line of the record, including its line feed.
  ///
  /// - Complexity: O(n) in its length.
  package var bytes: [UInt8] {
    var line: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { line.append(UInt8(ascii: "\t")) }
      for byte in field.utf8 {
        switch byte {
        case UInt8(ascii: "\t"): line += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
        case UInt8(ascii: "\n"): line += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
        default: line.append(byte)
        }
      }
    }
    line.append(UInt8(ascii: "\n"))
    return line
  }

  /// Reads a line without its line feed; `nil` if it is not a complete record, as a stopped program
  /// may leave it.
  ///
  /// The line is read byte by byte: a line feed after a carriage return, or a tab before a combining
  /// accent, is not a separate character.
  ///
  /// - Complexity: O(n) in its length.
  package init?(_ line: Substring.UTF8View) {
    let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map(Self.unescaped)
    let numbers = fields.dropFirst().map { Int($0) }
    func number(_ index: Int) -> Int? { index < numbers.count ? numbers[index] : nil }
    switch fields.first {
    case "begin": self = .begin
    case "unit":
      guard let unit = number(0), let printed = number(1), printed >= 0, let errors = number(2)
      else {
        return nil
      }
      self = .unit(unit, printed: printed, errors: max(0, errors))
    case "scope":
      guard let place = Place(numbers) else { return nil }
      self = .scope(place)
    case "value":
      guard let place = Place(numbers), let count = number(4), fields.count >= 9 else { return nil }
      let forms = stride(from: 9, to: fields.count - 1, by: 2).map {
        Representation(mediaType: fields[$0], content: fields[$0 + 1])
      }
      self = .value(place, count: count, name: fields[6], type: fields[7], text: fields[8], forms)
    case "output":
      guard fields.count == 5, let line = number(0), let column = number(1), let printed = number(3)
      else { return nil }
      self = .output(line: line, column: column, isEnd: fields[3] == "end", printed: printed)
    case "stray":
      guard let line = number(0), let column = number(1), let unit = number(2) else { return nil }
      self = .stray(line: line, column: column, unit: unit)
    case "issue":
      guard fields.count == 2 else { return nil }
      self = .issue(fields[1])
    case "end":
      guard let printed = number(0), let errors = number(1) else { return nil }
      self = .end(printed: printed, errors: errors)
    default: return nil
    }
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

extension ProgramRecord.Place {
  fileprivate var fields: [String] {
    [startLine, startColumn, endLine, endColumn].map(String.init)
  }

  fileprivate init?(_ numbers: [Int?]) {
    guard numbers.count >= 4, let startLine = numbers[0], let startColumn = numbers[1],
      let endLine = numbers[2], let endColumn = numbers[3]
    else { return nil }
    self.init(
      startLine: startLine,
      startColumn: startColumn,
      endLine: endLine,
      endColumn: endColumn
    )
  }
}
