import Basics
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("tolerence", "tolerance"), ("hid", "hide"), ("tiemout", "timeout"), ("value", "values"),
  ]) func `a slip leads to what was meant`(slip: String, name: String) {
    #expect(nearestName(to: slip, among: ["hide", "timeout", "tolerance", "values"]) == name)
  }

  @Test func `a word that is none of them leads nowhere`() {
    #expect(nearestName(to: "gradient", among: ["hide", "timeout", "tolerance", "values"]) == nil)
  }

  @Test func `of two that are as near, the first in order is taken`() {
    #expect(nearestName(to: "bat", among: ["rat", "cat"]) == "cat")
  }
}
