/// The rules that shapes obey. A shape itself is an array of sizes, as in PyTorch.
enum Shape {
  /// More elements than any memory holds; below it, no product of sizes overflows.
  private static let countLimit = Int.max / 16

  /// Returns the number of elements of a tensor of this shape.
  ///
  /// Sizes of zero are left out where the limit is concerned: with one of them gone, as after a sum
  /// along it, the others must still be countable.
  static func count(of shape: [Int]) throws(LossError) -> Int {
    var count = 1
    for size in shape where size != 0 {
      guard size > 0 else { throw .negativeSize(shape: shape) }
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow, product <= countLimit else { throw .tooManyElements(shape: shape) }
      count = product
    }
    return shape.contains(0) ? 0 : count
  }

  /// Returns the index of a dimension that may be counted from the end, -1 being the last.
  ///
  /// A tensor without dimensions is treated as if it had one, as PyTorch does.
  static func index(ofDimension dimension: Int, in shape: [Int]) throws(LossError) -> Int {
    let rank = max(shape.count, 1)
    guard (-rank..<rank).contains(dimension) else {
      throw .dimensionOutOfRange(dimension: dimension, shape: shape)
    }
    return dimension < 0 ? dimension + rank : dimension
  }

  /// Returns the shape that `wanted` stands for, given that it shall hold `count` elements, or `nil`
  /// if there is none or more than one. A size of -1 is the one to be found.
  static func resolve(_ wanted: [Int], count: Int) -> [Int]? {
    guard let open = wanted.firstIndex(of: -1) else {
      return (try? Shape.count(of: wanted)) == count ? wanted : nil
    }
    var resolved = wanted
    resolved[open] = 1
    guard let others = try? Shape.count(of: resolved), others > 0, count % others == 0 else {
      return nil
    }
    resolved[open] = count / others
    return resolved
  }

  /// Returns the shape as messages write it: `[2, 3]`.
  static func text(_ shape: [Int]) -> String {
    "[" + shape.map { $0.description }.joined(separator: ", ") + "]"
  }
}
