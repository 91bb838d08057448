import Diagnostics
import Lessons
import Markdown
import Weaving

/// The numbers of a lesson's figures, tables and formulas: each kind is counted separately, in document
/// order.
struct Numbering: Sendable {
  /// A label such as `Figure 2` for a numbered element.
  struct Label: Sendable, Equatable, CustomStringConvertible {
    enum Kind: String, Sendable {
      case figure = "Figure"
      case table = "Table"
      case formula = "Equation"
    }

    let kind: Kind
    let number: Int

    var description: String {
      kind == .formula ? "\(kind.rawValue) (\(number))" : "\(kind.rawValue) \(number)"
    }
  }

  /// A figure or table with its caption.
  struct Figure: Sendable {
    let label: Label
    let identifier: String?
  }

  /// The figures and tables, by the index of the caption's element.
  private(set) var figures: [Int: Figure] = [:]
  /// The formulas' labels, by the index of the formula's element.
  private(set) var formulas: [Int: Label] = [:]
  /// The labels, by their names in links.
  private(set) var named: [String: Label] = [:]
  /// The figures around cells, by the index of the cell's element.
  private(set) var figuresOfCells: [Int: Figure] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  private var counts: [Label.Kind: Int] = [:]
  private let woven: WovenLesson

  /// Complexity: O(n) in the size of the lesson.
  init(_ woven: WovenLesson) {
    self.woven = woven
    var captioned: Set<Int> = []
    for (index, element) in woven.lesson.document.elements.enumerated() {
      switch element.kind {
      case .tex(let tex):
        guard let identifier = tex.identifier else { continue }
        let label = next(.formula)
        formulas[index] = label
        named[identifier] = label
      case .caption(let caption):
        guard captioned.insert(caption.element).inserted else {
          report("repeated-caption", "what is here has a caption already; drop one", element)
          continue
        }
        add(caption, at: index, element)
      case .heading, .codeBlock, .code, .link, .image, .quotation, .table, .html: continue
      }
    }
  }

  private mutating func add(_ caption: Caption, at index: Int, _ element: Element) {
    let cell = woven.cells[caption.element]
    if let cell, !cell.hasOutput, woven.hasRun {
      report(
        "nothing-to-caption",
        "nothing to caption: this cell shows no output; drop the caption, or let the cell print or "
          + "end with what it is to show",
        element
      )
    }
    let kind: Label.Kind =
      switch caption.noun {
      case .figure: .figure
      case .table: .table
      case nil: cell?.showsTable ?? false ? .table : .figure
      }
    let label = next(kind)
    let identifier = caption.identifier ?? cell?.identifier
    let figure = Figure(label: label, identifier: identifier)
    figures[index] = figure
    if cell != nil { figuresOfCells[caption.element] = figure }
    for name in [identifier, cell?.identifier].compactMap(\.self) { named[name] = label }
  }

  private mutating func next(_ kind: Label.Kind) -> Label {
    counts[kind, default: 0] += 1
    return Label(kind: kind, number: counts[kind, default: 0])
  }

  private mutating func report(_ identifier: String, _ message: String, _ element: Element) {
    let line = element.range.start
    let place = SourceRange(line: line.line, column: line.column)
    diagnostics.append(
      Diagnostic(identifier, message, at: woven.lesson.file.location(place))
    )
  }
}
