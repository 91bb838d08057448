import LessonKit
import Lessons
import Weaving

/// Which values of a page follow its controls, noted while the page is rendered.
struct FollowingValues {
  private let program: PageProgram?
  /// The places by which the program names the values, by unit and by place in a cell.
  private let keys: [Value: String]
  /// The units that follow, by the index of their element: their positions in the lesson, and the numbers by which
  /// the program knows them.
  private let units: [Int: (position: Int, number: Int)]
  /// The inline expressions that follow, by the index of their element.
  private let expressions: [Int: String]
  private var sites: [PageScript.Site] = []
  private let claims: [PageScript.Site]

  private struct Value: Hashable {
    let unit: Int
    /// `nil` for the value of an inline expression.
    let place: ObservedValue.Place?
  }

  init(_ woven: WovenLesson) {
    program = woven.results.program
    let values = program?.values ?? []
    let keys = Dictionary(values.map { (Value(unit: $0.unit, place: $0.place), $0.key) }) { $1 }
    let numbers = Dictionary(values.map { ($0.unit, $0.number) }) { $1 }
    var units: [Int: (position: Int, number: Int)] = [:]
    var claims: [PageScript.Site] = []
    var expressions: [Int: String] = [:]
    for (position, unit) in woven.lesson.units.enumerated() {
      guard let number = numbers[position] else { continue }
      switch unit {
      case .cell(let cell):
        units[cell.element] = (position, number)
        if cell.options.fate == .claims, let value = woven.results.units[position].lastValue {
          let key = keys[Value(unit: position, place: value.place)] ?? ""
          claims.append(PageScript.Site(unit: number, key: key, id: ""))
        }
      case .inline(let inline):
        units[inline.element] = (position, number)
        expressions[inline.element] = inline.source
      }
    }
    self.keys = keys
    self.units = units
    self.expressions = expressions
    self.claims = claims
  }

  /// The number by which the program knows the unit of an element, if it follows a control.
  func unit(ofElement element: Int) -> Int? { units[element]?.number }

  /// Notes a value of an element.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - element: the element of its cell or inline expression.
  ///   - id: the identifier of its tip on the page.
  /// - Returns: the control that it comes from, or that it shows in a sentence.
  mutating func control(
    of value: WovenValue,
    inElement element: Int,
    id: String
  ) -> ControlContext? {
    guard let program, let unit = units[element] else { return nil }
    let place = expressions[element] == nil ? value.place : nil
    if let key = keys[Value(unit: unit.position, place: place)] {
      sites.append(PageScript.Site(unit: unit.number, key: key, id: id))
    }
    let index = program.controls.firstIndex { placed in
      expressions[element] == placed.name
        || value.control != nil && placed.unit == unit.position && placed.place == value.place
    }
    return index.map {
      ControlContext(program.controls[$0].control, index: $0, id: id, shown: value.plain)
    }
  }

  /// The script with the page's program; `nil` if it has none.
  func script(slug: String) -> PageScript? {
    program.map { PageScript($0, slug: slug, sites: sites, claims: claims) }
  }
}
