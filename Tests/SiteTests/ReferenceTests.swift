import Foundation
import TestSupport
import Testing

/// The numbers of each lesson, as PyTorch computed them, against those on its page.
@Suite struct ReferenceTests {
  /// What torch recorded of each lesson: `lessons.json`, by precision, page and name.
  private struct References: Decodable {
    let float64: [String: [String: Reference]]
    let float32: [String: [String: Reference]]
  }

  /// A number, which JSON has no way to write where it is not finite.
  private struct Reference: Decodable {
    let value: Double

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      value =
        try (try? container.decode(Double.self))
        ?? #require(Double(container.decode(String.self)))
    }
  }

  private static func references() throws -> References {
    let file = projectRoot.appending(path: "Tests/SiteTests/Fixtures/lessons.json")
    return try JSONDecoder().decode(References.self, from: Data(contentsOf: file))
  }

  @Test func `every page shows what PyTorch recorded for its lesson`() async throws {
    let site = try await ProjectSite.shared()
    let references = try Self.references()
    #expect(references.float64.count == 14)
    for (slug, numbers) in references.float64 {
      let page = try BuiltPage(site.page(slug))
      for (name, number) in numbers {
        // A search for a minimum ends anywhere in its flat valley.
        let isSearched = name.hasPrefix("fits ")
        let distance = isSearched ? 1e-6 * abs(number.value) : 4 * number.value.ulp
        #expect(page.shows(number.value, within: distance), "\(slug): \(name) is \(number.value)")
      }
    }
    for (slug, numbers) in references.float32 {
      let page = try BuiltPage(site.page(slug))
      for (name, number) in numbers {
        let distance = 4 * Double(Float(number.value).ulp)
        #expect(page.shows(number.value, within: distance), "\(slug): \(name) is \(number.value)")
      }
    }
  }
}
