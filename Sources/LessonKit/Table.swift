/// A table of texts and numbers, shown under the cell whose last expression it is.
///
///     Table(
///       columns: ["reduction", "loss", "divided by"],
///       rows: [["sum", .number(sum), 1], ["mean", .number(mean), 12]])
public struct Table: Sendable, Equatable {
  /// One entry of a table.
  public enum Entry: Sendable, Equatable {
    case text(String)
    /// A number in full digits, shown with six significant ones, or as many as the settings say.
    case decimal(String)

    /// Creates the entry for a number.
    public static func number(_ value: some LosslessStringConvertible & Numeric) -> Entry {
      .decimal(value.description)
    }
  }

  /// The titles of the columns.
  public let columns: [String]
  /// The entries, row by row. A short row is padded with empty entries; a long one is cut.
  public let rows: [[Entry]]

  /// - Parameters:
  ///   - columns: the titles of the columns.
  ///   - rows: the entries, row by row, the first of each naming its row. A row shorter than
  ///     `columns` is padded with empty entries; entries past the last column are left out.
  ///
  /// Complexity: O(number of entries).
  public init(columns: [String], rows: [[Entry]]) {
    self.columns = columns
    self.rows = rows.map { row in
      row.prefix(columns.count)
        + Array(repeating: Entry.text(""), count: max(0, columns.count - row.count))
    }
  }
}

extension Table.Entry: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(value) }
}

extension Table: LessonDisplayable, CustomStringConvertible {
  /// The table as HTML, and as lines of text.
  public var lessonDisplay: LessonDisplay {
    #if hasFeature(Embedded)
      // A page shows the table as HTML alone.
      LessonDisplay(plainText: "", html: html)
    #else
      LessonDisplay(plainText: description, html: html)
    #endif
  }

  /// The table as lines of text, with columns padded to equal width.
  public var description: String {
    let lines = [columns] + rows.map { $0.map { entry in entry.shown } }
    let widths = columns.indices.map { column in lines.map { width(of: $0[column]) }.max() ?? 0 }
    return lines.map { line in
      var text = ""
      for (entry, width) in zip(line, widths) {
        text += entry + String(repeating: " ", count: width - self.width(of: entry) + 2)
      }
      while text.utf8.last == UInt8(ascii: " ") { text.unicodeScalars.removeLast() }
      return text
    }.joined(separator: "\n")
  }

  /// The number of characters; a page's program, which shows the table as HTML alone, counts in scalars.
  private func width(of text: String) -> Int {
    #if hasFeature(Embedded)
      text.unicodeScalars.count
    #else
      text.count
    #endif
  }

  var html: String {
    let attributes = columns.indices.map { holdsNumbers($0) ? " class=\"number\"" : "" }
    let head = zip(columns, attributes).map { "<th scope=\"col\"\($1)>\(escaped($0))</th>" }
    let body = rows.map { row in
      let cells = zip(row, attributes).dropFirst().map { "<td\($1)>\($0.content)</td>" }
      return "<tr>" + (row.first.map { $0.rowHeading } ?? "") + cells.joined() + "</tr>"
    }
    return "<table><thead><tr>\(head.joined())</tr></thead><tbody>\(body.joined())</tbody></table>"
  }

  /// Whether a column's entries are right-aligned.
  private func holdsNumbers(_ column: Int) -> Bool {
    column > 0 && rows.contains { $0[column].isNumber }
  }
}

extension Table.Entry {
  fileprivate var shown: String {
    switch self {
    case .text(let text): text
    case .decimal(let digits): shorteningNumbers(in: digits)
    }
  }

  fileprivate var rowHeading: String { "<th scope=\"row\">\(content)</th>" }

  fileprivate var isNumber: Bool {
    switch self {
    case .text: false
    case .decimal: true
    }
  }

  fileprivate var content: String {
    switch self {
    case .text: escaped(shown)
    case .decimal(let digits): "<data value=\"\(escaped(digits))\">\(escaped(shown))</data>"
    }
  }
}
