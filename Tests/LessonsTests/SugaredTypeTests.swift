import Lessons
import Testing

@Suite struct SugaredTypeTests {
  /// The short forms are those of The Swift Programming Language, "Types".
  @Test(arguments: [
    ("Array<Double>", "[Double]"), ("Optional<Int>", "Int?"),
    ("Dictionary<String, Array<Int>>", "[String: [Int]]"),
    ("Array<Optional<Dictionary<Int, Set<Int>>>>", "[[Int: Set<Int>]?]"),
    ("Optional<(Int) -> Bool>", "((Int) -> Bool)?"),
    ("Array<(Int, Array<String>) -> ()>", "[(Int, [String]) -> ()]"),
    ("Optional<any Error>", "(any Error)?"), ("ClosedRange<Int>", "ClosedRange<Int>"),
    ("MyArray<Int>", "MyArray<Int>"), ("Foo.Array<Int>", "Foo.Array<Int>"), ("Array", "Array"),
    ("counts(of: Array<A>) -> Dictionary<A, Int>", "counts(of: [A]) -> [A: Int]"),
    ("Array<Int", "Array<Int"),
  ]) func `a type is written as users write it`(type: String, sugared: String) {
    #expect(SugaredType.text(type) == sugared)
  }
}
