import Lessons
private import Markdown
import SwiftReading

/// A unit's code in a part of a program: all of it, or a piece if the unit redeclares a variable and its code
/// before that still reads the earlier one.
struct PartPiece: Sendable {
  let unit: Int
  /// The unit's code, with everything outside of the piece left blank.
  let code: UnitCode
  /// In UTF-8 bytes of the unit's code.
  let range: Range<Int>
  let isFirst: Bool
  let isLast: Bool

  /// Whether text inserted at an offset of the unit's code belongs here.
  func contains(_ offset: Int) -> Bool {
    range.contains(offset) || isLast && offset >= range.upperBound
  }

  /// The pieces of each part of a program.
  ///
  /// - Parameters:
  ///   - units: the units of the program, in order.
  ///   - lesson: the lesson that they belong to.
  ///   - starts: the units with which a part begins.
  /// - Returns: at least one part, each with its pieces.
  /// - Complexity: O(n) in the length of the code, times the functions of a cell that redeclares a variable.
  static func groups(
    _ units: [Int],
    of lesson: Lesson,
    startingAt starts: Set<Int>
  ) -> [[PartPiece]] {
    var groups: [[PartPiece]] = [[]]
    var declared: Set<String> = []
    for unit in units {
      let code = lesson.units[unit].swift
      let isStart = starts.contains(unit)
      if isStart, groups.last?.isEmpty == false { groups.append([]) }
      for piece in pieces(of: code, unit, turning: isStart ? code.source.turns(of: declared) : []) {
        if !piece.isFirst { groups.append([]) }
        groups[groups.count - 1].append(piece)
      }
      declared.formUnion(code.source.variables)
      declared.formUnion(code.source.statements.flatMap(code.source.guardedNames).map(\.text))
    }
    return groups
  }

  private static func pieces(of code: UnitCode, _ unit: Int, turning turns: [Int]) -> [PartPiece] {
    let bounds = [0] + turns + [code.source.bytes.count]
    return bounds.indices.dropLast().map { index in
      let range = bounds[index]..<bounds[index + 1]
      return PartPiece(
        unit: unit,
        code: turns.isEmpty ? code : code.blank { !range.contains($0) },
        range: range,
        isFirst: index == 0,
        isLast: index == bounds.count - 2
      )
    }
  }
}

extension UnitCode {
  /// The code with some of its bytes replaced by blanks.
  func blank(_ isBlank: (Int) -> Bool) -> UnitCode {
    UnitCode(
      lines.enumerated().map { index, line in
        let start = source.lineStarts[index]
        let bytes = line.text.utf8.enumerated().map { offset, byte in
          isBlank(start + offset) ? UInt8(ascii: " ") : byte
        }
        return CodeBlock.Line(text: String(decoding: bytes, as: UTF8.self), start: line.start)
      }
    )
  }
}

extension SwiftSource {
  /// The variables that are declared outside of any body.
  var variables: [String] {
    statements.flatMap { boundNames(of: $0).map(\.text.withoutBackticks) }
  }

  /// The starts of statements that redeclare variables which code before them uses when it runs: there, the
  /// name still refers to the earlier variable.
  fileprivate func turns(of declared: Set<String>) -> [Int] {
    var conditions = 0
    var turns: [Int] = []
    for (index, statement) in statements.enumerated() {
      if statement.kind == .directive {
        let word = text(of: tokens[statement.tokens.lowerBound])
        conditions += word == "#if" ? 1 : word == "#endif" ? -1 : 0
      }
      let names = declared.intersection(boundNames(of: statement).map(\.text.withoutBackticks))
      guard index > 0, conditions == 0, !names.isEmpty else { continue }
      let readers = declarations(reading: names)
      let isRead = statements[..<index].contains { earlier in
        !isDefinition(earlier)
          && (!read(names, in: earlier.tokens).isEmpty || mentions(readers, in: earlier.tokens))
      }
      if isRead { turns.append(statement.range.lowerBound) }
    }
    return turns
  }

  /// The names of the declarations whose code reads some names, directly or through other declarations.
  private func declarations(reading names: Set<String>) -> Set<String> {
    var readers: Set<String> = []
    var count = -1
    while count != readers.count {
      count = readers.count
      for statement in statements where isDefinition(statement) {
        guard !read(names, in: statement.tokens).isEmpty || mentions(readers, in: statement.tokens)
        else { continue }
        readers.formUnion(declaredNames(of: statement))
        for member in statement.bodies.filter({ $0.kind == .type }).flatMap(\.statements) {
          readers.formUnion(declaredNames(of: member))
        }
      }
    }
    return readers.subtracting(names)
  }

  private func mentions(_ names: Set<String>, in range: Range<Int>) -> Bool {
    !names.isEmpty
      && tokens[range].contains { token in
        token.kind == .identifier && names.contains(text(of: token).withoutBackticks)
      }
  }

  private func declaredNames(of statement: SwiftStatement) -> [String] {
    boundNames(of: statement).map(\.text.withoutBackticks)
      + [declaredName(of: statement)].compactMap { $0?.withoutBackticks }
  }

  /// Whether a statement runs nothing by itself: a function, a type, a computed variable or one that holds a
  /// closure, a `defer`.
  private func isDefinition(_ statement: SwiftStatement) -> Bool {
    guard case .declaration(let kind) = statement.kind else {
      return statement.kind == .directive || text(of: tokens[statement.head]) == "defer"
    }
    guard kind == .variable else { return true }
    return statement.bodies.contains { $0.kind == .accessors }
      || boundNames(of: statement).allSatisfy { name in
        name.initializer.map {
          isClosure(in: $0)
        } ?? true
      }
  }

  /// Whether a range holds a closure without a capture list.
  private func isClosure(in range: Range<Int>) -> Bool {
    guard let first = tokens.firstIndex(where: { $0.range.lowerBound == range.lowerBound }),
      text(of: tokens[first]) == "{", bytes[range.upperBound - 1] == UInt8(ascii: "}")
    else { return false }
    return text(of: tokens[first + 1]) != "["
  }
}
