import LossCore

/// A random number generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// Returns a tensor of numbers between -4 and 4.
  mutating func logits(_ shape: [Int]) throws(LossError) -> Tensor<Double> {
    var scalars: [Double] = []
    for _ in 0..<shape.reduce(1, *) {
      scalars.append(.random(in: -4...4, using: &self))
    }
    return try Tensor(shape: shape, scalars: scalars)
  }

  /// Returns a shape of one to three dimensions of one to nine elements each.
  mutating func shape() -> [Int] {
    (0..<Int.random(in: 1...3, using: &self)).map { _ in .random(in: 1...9, using: &self) }
  }
}
