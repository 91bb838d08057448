import LessonKit
import Lessons
import Weaving

/// Which values of a page follow its controls, noted while the page is rendered.
struct FollowingValues {
  private let program: PageProgram?
  private let values: Set<PageProgram.PlacedValue>
  /// The positions of the units that follow, by the index of their element.
  private let units: [Int: Int]
  /// The inline expressions that follow, by the index of their element.
  private let expressions: [Int: String]
  private var sites: [PageScript.Site] = []
  private let claims: [PageScript.Site]

  init(_ woven: WovenLesson) {
    program = woven.results.program
    values = Set(program?.values ?? [])
    let followed = Set(values.map(\.unit))
    var units: [Int: Int] = [:]
    var claims: [PageScript.Site] = []
    var expressions: [Int: String] = [:]
    for (position, unit) in woven.lesson.units.enumerated() where followed.contains(position) {
      switch unit {
      case .cell(let cell):
        units[cell.element] = position
        if cell.options.fate == .claims, let value = woven.results.units[position].lastValue {
          claims.append(PageScript.Site(unit: position, place: value.place, id: ""))
        }
      case .inline(let inline):
        units[inline.element] = position
        expressions[inline.element] = inline.source
      }
    }
    self.units = units
    self.expressions = expressions
    self.claims = claims
  }

  /// The position of the unit of an element, if it follows a control.
  func unit(ofElement element: Int) -> Int? { units[element] }

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
    if values.contains(PageProgram.PlacedValue(unit: unit, place: value.place)) {
      sites.append(PageScript.Site(unit: unit, place: value.place, id: id))
    }
    let index = program.controls.firstIndex { placed in
      expressions[element] == placed.name
        || value.control != nil && placed.unit == unit && placed.place == value.place
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
