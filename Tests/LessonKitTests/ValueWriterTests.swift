import Foundation
import Testing

@testable import LessonRuntime

/// Swift's own `String(describing:)` is what a description is held against.
@Suite struct ValueWriterTests {
  struct Point { var x = 1, name = "a\n", other: Int?, list = [1.5] }
  indirect enum Kind { case a, b(Int), c(x: Int, y: String), d((Int, Int)), e(Kind), f(Point?) }
  final class Object {}
  struct Own: CustomStringConvertible { var description: String { "own" } }
  struct Debug: CustomDebugStringConvertible { var debugDescription: String { "debug" } }

  private func text(_ value: Any, elements: Int = 1000, bytes: Int = 10_000) -> String {
    var writer = ValueWriter(elements: elements, bytes: bytes)
    writer.write(value)
    return writer.text
  }

  private static func values() -> [Any] {
    let values: [Any] = [
      1, 1.5, Float(0.1), "x\"y", Character("c"), true, Int?(1) as Any, Int?.none as Any,
      Int??.some(nil) as Any,
      [1, 2], [[1], []], [Int](), ["a": [1]], [String: Int](), Set([1]), [Set([1])],
      [1, 2, 3].dropFirst(),
      [[1, 2].dropFirst()], ContiguousArray([1]), [ContiguousArray([1])], ["a": 1].keys,
      [["a": 1].values], ["k": 1] as KeyValuePairs, 1..<3, [1...2], "abc".dropFirst(),
      ["abc".dropFirst()], AnyHashable(1), [AnyHashable("a"): 1], AnyHashable([1]),
      Point(), [Point()], Kind.a, [Kind.a], Kind.b(1), [Kind.c(x: 1, y: "z")], Kind.d((1, 2)),
      Kind.e(.e(.f(Point()))), Own(), [Own()], Debug(), [Debug()], (1, "a"), (x: 1, y: [Own()]),
      Int.self, [Int.self], Duration.seconds(1), UInt8(3), Data([1]), [URL(filePath: "/a")],
      Result<Int, CocoaError>.success(1), repeatElement(1, count: 2), stride(from: 0, to: 3, by: 1),
    ]
    return values
  }

  @Test func `values are described as Swift does`() {
    for value in Self.values() { #expect(text(value) == String(describing: value)) }
    #expect(text(Object()) == String(describing: Object()))
    #expect(text([Object()]) == String(describing: [Object()]))
  }

  @Test func `what is deep ends in points`() {
    let deep = (0..<20_000).reduce([Any]()) { list, _ in [list] }
    let end = String(repeating: "[", count: 64) + "…" + String(repeating: "]", count: 64)
    #expect(text(deep) == end)
  }

  @Test func `a large value ends where its budget does`() {
    #expect(text(Array(0..<1_000_000), elements: 3) == "[0, 1, 2, … (1000000 elements)]")
    #expect(text([[0, 1], [2, 3]], elements: 3) == "[[0, 1], [2, … (2 elements)]]")
    #expect(text(String(repeating: "é", count: 1_000_000), bytes: 3) == "ééé…")
    #expect(text(["abcdef", "x"], bytes: 4) == "[\"ab…")
    let both = [Array(repeating: 1, count: 100_000), Array(repeating: 2, count: 100_000)]
    #expect(text(both).utf8.count < 10_010)
  }

  @Test func `what has no description is known by its type`() {
    #expect(text(Task { 1 }) == "Task<Int, Never>")
    #expect(text([Task { 1 }]) == "[Swift.Task<Swift.Int, Swift.Never>]")
  }
}
