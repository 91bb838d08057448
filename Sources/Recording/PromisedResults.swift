private import Diagnostics
import Lessons
import SwiftReading

/// The results of a cell's promises.
struct PromisedResults {
  private(set) var promises: [LessonRecord.Promise] = []
  /// The comments that look like promises, but say nothing about what the cell does.
  private(set) var unread: [ResultComment] = []
  /// Whether the promises cover everything that the cell printed.
  private(set) var coverPrinted = false

  private let cell: Cell
  private let result: UnitResult
  private let tolerance: Tolerance

  /// Complexity: O(p·n) for p promises and n statements or printed lines.
  init(of cell: Cell, _ result: UnitResult) {
    self.cell = cell
    self.result = result
    tolerance = Tolerance(cell.options.tolerance)
    guard !cell.swift.promises.isEmpty else { return }
    var ofPrinted: [ResultComment] = []
    for comment in cell.swift.promises {
      switch result.meaning(of: comment, in: cell.swift) {
      case .ofPrinted: ofPrinted.append(comment)
      case .ofValue(let text, let precision):
        add(comment, text, isPrinted: false, tolerance.with(precision))
      case .remark: unread.append(comment)
      }
    }
    var covered = 0
    var lastStatement = 0
    for group in ofPrinted.groups {
      covered += match(group, after: lastStatement)
      lastStatement = group.last?.statement?.upperBound ?? lastStatement
    }
    coverPrinted = covered == CellOutput.lines(of: result.printed.text).count
    promises.sort { $0.comment.range.lowerBound < $1.comment.range.lowerBound }
  }

  private mutating func add(
    _ comment: ResultComment,
    _ text: String?,
    isPrinted: Bool,
    _ tolerance: Tolerance
  ) {
    promises.append(
      LessonRecord.Promise(
        comment: comment,
        cell: cell,
        result: text,
        isPrinted: isPrinted,
        tolerance: tolerance
      )
    )
  }

  /// Finds the lines of promises about the same statements.
  ///
  /// - Returns: the number of lines found.
  private mutating func match(_ group: [ResultComment], after last: Int) -> Int {
    let lines = window(of: group, after: last)
    guard !lines.isEmpty || !group.contains(where: \.mayBeRemark) else { return 0 }
    if group.count == 1, let list = group.first, list.form == .list, lines.count > 1 {
      return match(list, lines)
    }
    let ranges = PromiseMatching.lines(of: group, in: lines, tolerance)
    if group.contains(where: \.mayBeRemark) {
      // Comments that say no more than what was printed are promises if they say that mostly.
      let stated = zip(group, ranges).filter { $0.0.form != .elision }
      let same = stated.count { comment, range in
        range.map { comment.saysMostly(lines[$0].joined(separator: "\n"), tolerance) } ?? false
      }
      let isComplete = stated.count < group.count || stated.count == lines.count
      guard isComplete, 2 * same >= stated.count, same > 0 else {
        unread += stated.map(\.0).filter { $0.form == .list || same > 0 }
        return 0
      }
    }
    for (comment, range) in zip(group, ranges) where comment.form != .elision {
      // A literal may be a mere remark.
      guard range != nil || comment.form == .prints || comment.form == .line else {
        unread.append(comment)
        continue
      }
      let text = range.map { lines[$0].joined(separator: "\n") }
      add(comment, text?.promisedText(by: comment), isPrinted: true, tolerance)
    }
    return ranges.compactMap { $0?.count }.reduce(0, +)
  }

  /// Compares a list with the printed lines, one element a line.
  ///
  /// - Returns: the number of lines if the list is a promise: if its elements are mostly what was printed.
  private mutating func match(_ list: ResultComment, _ lines: [String]) -> Int {
    let isQuoted = list.text.hasPrefix("\"")
    let printed = lines.map { isQuoted ? $0.asLiteral : $0 }
    let elements = list.elements
    let same = zip(elements, printed).count { RoundedComparison.isSame($0, $1) }
    guard 2 * same >= min(elements.count, lines.count) else {
      unread.append(list)
      return 0
    }
    add(list, printed.joined(separator: ", "), isPrinted: true, tolerance)
    return lines.count
  }

  /// The lines that promises are about: those printed by the statement before them and, if comments
  /// under it promise more, by the statements before that, up to the last promise.
  private func window(of group: [ResultComment], after last: Int) -> [String] {
    guard let first = group.first, let statement = first.statement else { return [] }
    let source = cell.swift.source
    let before = source.bodies(around: first.range.lowerBound).last?.statements.filter {
      $0.range.upperBound <= statement.upperBound && $0.range.lowerBound >= last
    }
    let wanted = group.map { $0.readings.map(\.lineCount).min() ?? 1 }.reduce(0, +)
    var text = ""
    for statement in (before ?? []).reversed() {
      text = output(of: statement) + text
      if !first.standsAlone || CellOutput.lines(of: text).count >= wanted { break }
    }
    return CellOutput.lines(of: text)
  }

  private func output(of statement: SwiftStatement) -> String {
    result.outputs.first { $0.offset == statement.range.lowerBound }?.text ?? ""
  }
}

extension ResultComment {
  /// Whether it may have been meant as a remark.
  fileprivate var mayBeRemark: Bool { form == .guess || form == .list }

  /// Whether it says what was printed, but for the numbers of a list.
  fileprivate func saysMostly(_ line: String, _ tolerance: Tolerance) -> Bool {
    isKept(by: line, tolerance) || form == .list && resembles(line)
  }

  /// The elements of a list.
  fileprivate var elements: [String] { "[\(readings.first ?? "")]".elements }
}

extension [ResultComment] {
  /// Comments on their own lines under one statement belong together.
  fileprivate var groups: [[ResultComment]] {
    var groups: [[ResultComment]] = []
    for comment in self {
      if comment.standsAlone, let last = groups.last?.last, last.standsAlone,
        last.statement == comment.statement
      {
        groups[groups.count - 1].append(comment)
      } else {
        groups.append([comment])
      }
    }
    return groups
  }
}

extension UnitResult {
  fileprivate enum CommentMeaning {
    /// The comment promises printed output.
    case ofPrinted
    /// The comment promises the statement's value, which is this.
    case ofValue(String, Tolerance.Precision)
    /// The comment promises nothing: its literal is not of the value's type.
    case remark
  }

  fileprivate func meaning(of comment: ResultComment, in code: UnitCode) -> CommentMeaning {
    guard comment.isOfValue else { return .ofPrinted }
    let about = comment.isStated ? comment.range : comment.statement
    let bodies = code.source.bodies(around: comment.range.lowerBound)
    let isInBlock = bodies.dropFirst().allSatisfy { $0.kind == .block || $0.kind == .cases }
    let value = values.last { value in
      guard value.isShown, let about, let range = code.range(of: value.place) else { return false }
      // A block that runs once is read like the lines around it.
      let isOfBlock =
        isInBlock && value.count == 1
        && code.source.bodies(around: range.lowerBound).count == bodies.count
      guard !value.isNested || comment.isStated || isOfBlock else { return false }
      // A comment with an expression of its own is about that value only.
      return comment.isStated
        ? range == about
        : about.lowerBound <= range.lowerBound && range.upperBound <= about.upperBound
    }
    guard let value else { return comment.isStated ? .remark : .ofPrinted }
    var text = value.promisedText(asOptional: comment.text.hasPrefix("Optional("))
    let precision = Tolerance.Precision(ofType: value.type)
    let reading = comment.readings.first ?? ""
    if comment.form == .list {
      guard text.hasPrefix("[") else { return .ofPrinted }
      if value.isUnordered { text = text.reordered(like: "[\(reading)]") }
      return .ofValue(String(text.dropFirst().dropLast()), precision)
    }
    if value.isUnordered { text = text.reordered(like: reading) }
    guard value.isOfType(of: comment.text, text) else { return .remark }
    return .ofValue(text, precision)
  }
}

extension String {
  /// The printed text as a comment promises it: an optional may be promised as its content.
  fileprivate func promisedText(by comment: ResultComment) -> String {
    guard comment.form == .literal, hasPrefix("Optional("), hasSuffix(")"),
      !comment.text.hasPrefix("Optional(")
    else { return self }
    let content = String(dropFirst("Optional(".count).dropLast())
    return content.hasPrefix("\"") && SwiftSource(content).isLiteral ? content.unquoted : content
  }
}

extension ObservedValue {
  /// The value as a comment states it: an optional is stated as its content.
  fileprivate func promisedText(asOptional: Bool) -> String {
    // A slice within a tuple is printed with its type.
    let text = text.replacing(/ArraySlice\((\[[^()]*\])\)/) { $0.output.1 }
    guard !asOptional, type.hasPrefix("Optional<"), text.hasPrefix("Optional("), text.hasSuffix(")")
    else { return text }
    var (held, heldType) = (text, type)
    while heldType.hasPrefix("Optional<"), held.hasPrefix("Optional("), held.hasSuffix(")") {
      held = String(held.dropFirst("Optional(".count).dropLast())
      heldType = String(heldType.dropFirst("Optional<".count).dropLast())
    }
    return held.hasPrefix("\"") && SwiftSource(held).isLiteral ? held.unquoted : held
  }

  /// Whether a literal is of the value's type.
  fileprivate func isOfType(of literal: String, _ text: String) -> Bool {
    var type = type[...]
    while type.hasPrefix("Optional<") { type = type.dropFirst("Optional<".count).dropLast() }
    switch literal.first {
    case "\"": return ["String", "Substring", "Character"].contains(type)
    case "[", "(": return text.first == literal.first
    case "t", "f": return type == "Bool"
    case "O": return text.hasPrefix("Optional(") || text == "nil"
    case "n" where literal == "nil": return self.type.hasPrefix("Optional<")
    default: return Double(text) != nil || text == "nil"
    }
  }
}

extension ObservedValue {
  /// Whether its elements have no order of their own.
  fileprivate var isUnordered: Bool {
    type.firstMatch(of: /^[\w.]*(?:Set|Dictionary)(?:$|<)/) != nil && !type.contains("Ordered")
      && !type.contains("Bit")
  }
}

extension String {
  /// The elements of a set in the order of another text of the same elements, or of some of them and dots in
  /// place of the rest; sorted, if that has others, so that they are the same in every run.
  fileprivate func reordered(like other: String) -> String {
    guard let first, let last else { return self }
    func text(of elements: [String]) -> String {
      "\(first)\(elements.joined(separator: ", "))\(last)"
    }
    let own = elements.sorted()
    var (ordered, rest) = ([String](), own)
    var dots: Int?
    for element in other.elements {
      if ["...", "…"].contains(element) {
        dots = dots ?? ordered.count
      } else if let index = rest.firstIndex(of: element) {
        ordered.append(rest.remove(at: index))
      } else {
        return text(of: own)
      }
    }
    if dots == nil { return rest.isEmpty ? other : text(of: own) }
    ordered.insert(contentsOf: rest, at: dots ?? 0)
    return text(of: ordered)
  }

  /// The elements between a text's first and last character, as far as they are separated by commas.
  var elements: [String] {
    var elements: [String] = [""]
    var depth = 0
    var isQuoted = false
    for character in dropFirst().dropLast() {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, "[(".contains(character) { depth += 1 }
      if !isQuoted, "])".contains(character) { depth -= 1 }
      if character == ",", depth == 0, !isQuoted {
        elements.append("")
      } else if character != " " || !(elements.last?.isEmpty ?? true) {
        elements[elements.count - 1].append(character)
      }
    }
    return elements
  }

  var lineCount: Int { utf8.count { $0 == UInt8(ascii: "\n") } + 1 }
}
