import Foundation
import TestSupport
import Testing

/// One look for each of the course's quantities, in charts as on the rest of the page.
@Suite struct QuantityTests {
  /// The looks, by the quantity's name, as `literate.yml` has them.
  private static func looks() throws -> [String: String] {
    let file = projectRoot.appending(path: "Content/literate.yml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let section = try #require(text.firstMatch(of: /quantities:\n((?: +\w+: \w+\n)+)/)).output.1
    let pairs = section.matches(of: /(\w+): (\w+)/).map {
      (String($0.output.1), String($0.output.2))
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  @Test func `a series that is called like a quantity looks like it`() throws {
    let looks = try Self.looks()
    var found: Set<String> = []
    for lesson in try LessonProse.all() {
      for entry in lesson.code.matches(of: /"([^"]+)": \.([a-z]+)\b/) {
        guard let look = looks[String(entry.output.1)] else { continue }
        found.insert(String(entry.output.1))
        #expect(look == entry.output.2, "\(lesson.name): \(entry.output.0)")
      }
    }
    #expect(found == ["p", "CE", "H", "KL"])
  }

  @Test func `no other series looks like a quantity`() async throws {
    let site = try await ProjectSite.shared()
    let looks = try Self.looks()
    for page in try ProjectSite.pages {
      let charts = try site.page(page).matches(of: #/<svg [^>]*role="img".*?</svg>/#)
      for chart in charts.map(\.output) {
        let words = chart.replacing(/<[^>]*>/, with: " ").split { !$0.isLetter }
        for (name, look) in looks where chart.contains("var(--chart-\(look)") {
          #expect(words.contains(Substring(name)), "\(page): \(look) in \(words)")
        }
      }
    }
  }
}
