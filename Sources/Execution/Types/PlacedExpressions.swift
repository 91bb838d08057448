import Lessons
import SwiftReading

/// The expressions of a program that lie in the code of its lesson's cells.
struct PlacedExpressions {
  private struct Entry {
    let unit: Int
    let range: Range<Int>
    let type: String

    var end: ProgramLineMap.Place { ProgramLineMap.Place(unit: unit, offset: range.upperBound) }
  }

  /// Each before the expressions inside it.
  private let entries: [Entry]
  private let code: [Int: [UInt8]]
  /// The expressions that end at a place, each before those inside it.
  private var endings: [ProgramLineMap.Place: [Entry]] = [:]

  /// Leaves out expressions whose type is unknown because of an error in or around them. If several cover the
  /// same code, the last is the one that is written: the others convert it.
  ///
  /// Complexity: O(n·m) for n expressions and m cells.
  init(_ checked: [CheckedExpression], in places: ProgramLineMap) {
    code = places.codeByUnit
    let texts = code.mapValues { bytes in
      SwiftSource(String(decoding: bytes, as: UTF8.self)).tokens
        .filter { $0.kind == .stringText || $0.kind == .interpolationStart }.map(\.range)
    }
    var entries: [Entry] = []
    for expression in checked where expression.length > 0 && expression.hasKnownType {
      let last = expression.offset + expression.length - 1
      guard let start = places.place(offset: expression.offset),
        let end = places.place(offset: last), start.unit == end.unit, start.offset <= end.offset
      else { continue }
      let entry = Entry(
        unit: start.unit,
        range: start.offset..<end.offset + 1,
        type: expression.plainType
      )
      // Pieces of a string are arguments of its assembly, not expressions of the author's.
      guard texts[entry.unit]?.contains(where: { $0.contains(entry.range.lowerBound) }) != true
      else {
        continue
      }
      if entries.last?.unit == entry.unit, entries.last?.range == entry.range {
        entries.removeLast()
      }
      entries.append(entry)
    }
    self.entries = entries
    endings = Dictionary(grouping: entries, by: \.end)
  }

  /// The type that a name has at a place, which its declaration may leave open.
  func type(ofNameAt place: ProgramLineMap.Place, length: Int) -> String? {
    let end = ProgramLineMap.Place(unit: place.unit, offset: place.offset + length)
    return endings[end]?.last { $0.range.lowerBound <= place.offset }?.type
  }

  /// The expressions that are more than a name, by the index of their unit: `row`, `row.count` and the
  /// `row.max` of `row.max()` are covered by their name; other calls and operators have the type of their
  /// result.
  ///
  /// Complexity: O(n) in the length of all expressions.
  func unnamed(beside names: TypedNames) -> [Int: [TypedExpression]] {
    var found: [Int: [TypedExpression]] = [:]
    for entry in entries {
      guard let code = code[entry.unit] else { continue }
      let text = code[entry.range]
      let isCalled = entry.type.contains("->") && code[text.endIndex] == UInt8(ascii: "(")
      let isType = entry.type.hasSuffix(".Type") && text.startOfLastName == text.startIndex
      let isInterpolation = code[..<text.startIndex].last == UInt8(ascii: "\\")
      guard !isCalled, !isType, !isInterpolation, !isTold(entry, text, names), text.isWritten
      else { continue }
      found[entry.unit, default: []].append(TypedExpression(range: entry.range, type: entry.type))
    }
    return found
  }

  /// Whether an expression is a name or a member access, and the name already has a type.
  private func isTold(_ entry: Entry, _ text: ArraySlice<UInt8>, _ names: TypedNames) -> Bool {
    let start = text.startOfLastName
    guard names.places.contains(ProgramLineMap.Place(unit: entry.unit, offset: start)) else {
      return false
    }
    let outer = endings[entry.end]?.last { $0.range.lowerBound < start }
    return start == text.startIndex || text.isMember(from: start) && outer?.range == entry.range
  }
}

extension CheckedExpression {
  /// The type without the attributes for being writable or sendable.
  fileprivate var plainType: String {
    var text = type[...]
    for word in ["@lvalue ", "@Sendable "] where text.hasPrefix(word) {
      text = text.dropFirst(word.count)
    }
    return String(text)
  }
}

extension ArraySlice<UInt8> {
  private static let signs = Set("/=-+!*%<>&|^~?.".utf8)

  /// Whether the author wrote it and it adds information: not an operator, not code that the compiler inserts
  /// for a loop or a piece of a string, and not one that begins with `try` or `await`, whose type is that of
  /// what follows.
  fileprivate var isWritten: Bool {
    !allSatisfy(Self.signs.contains) && !elementsEqual("for".utf8)
      && SwiftSource(String(decoding: self, as: UTF8.self)).isClosed
      && !["try ", "try! ", "await "].contains { starts(with: $0.utf8) }
  }

  /// The start of the name that it ends in; its end, if it ends in none.
  fileprivate var startOfLastName: Int {
    endIndex - reversed().prefix { $0.isPartOfName }.count
  }

  /// Whether the code from a place on is a member of what precedes it.
  fileprivate func isMember(from start: Int) -> Bool {
    let before = self[..<start].reversed().drop { $0 == 0x20 || $0 == 0x0A }
    return before.first == UInt8(ascii: ".") && before.dropFirst().first != before.first
  }
}

extension UInt8 {
  /// Whether it is a byte of a Swift name. Any non-ASCII byte may be in one.
  fileprivate var isPartOfName: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
    default: false
    }
  }
}
