import LossCore
import Testing

@Suite("For random tensors")
struct PropertyTests {
  @Test("the sum of a KL loss is its mean times the number of elements", arguments: 0..<50)
  func meanTimesCount(seed: UInt64) throws {
    let (input, target) = try distributions(seed)
    let sum = try klDivLoss(input, target: target, reduction: .sum).item()
    let mean = try klDivLoss(input, target: target, reduction: .mean).item()
    #expect(distance(mean * Double(input.count), sum) <= 1)
  }

  @Test("batchmean times the input's first dimension is the sum", arguments: 0..<50)
  func batchMeanTimesFirst(seed: UInt64) throws {
    let (input, target) = try distributions(seed)
    let sum = try klDivLoss(input, target: target, reduction: .sum).item()
    let batchMean = try klDivLoss(input, target: target, reduction: .batchMean).item()
    #expect(distance(batchMean * Double(input.shape[0]), sum) <= 1)
  }

  @Test("the sum of a loss is bit for bit the sum of its pointwise values", arguments: 0..<50)
  func pointwiseSum(seed: UInt64) throws {
    let (input, target) = try distributions(seed)
    let first = Tensor(target.rows[0])
    for logTarget in [false, true] {
      for other in [target, first] {
        let sum = try klDivLoss(input, target: other, reduction: .sum, logTarget: logTarget)
        let all = try klDivLoss(input, target: other, reduction: .none, logTarget: logTarget)
        #expect(sum == all.sum())
      }
    }
  }

  @Test("a broadcast target gives the bits of one that is written out", arguments: 0..<50)
  func writtenOut(seed: UInt64) throws {
    let (input, target) = try distributions(seed)
    let row = target.rows[0]
    let copies = try Tensor(
      shape: input.shape,
      scalars: Array(input.rows.map { _ in row }.joined())
    )
    for reduction in Reduction.allCases {
      let broadcast = try klDivLoss(input, target: Tensor(row), reduction: reduction)
      let full = try klDivLoss(input, target: copies, reduction: reduction)
      #expect(broadcast == full)
    }
  }

  @Test("KL is the cross-entropy minus the entropy", arguments: 0..<50)
  func divergenceIsDifference(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let shape = [
      Int.random(in: 1...5, using: &generator), Int.random(in: 1...9, using: &generator),
    ]
    let logits = try generator.logits(shape)
    let target = try softmax(generator.logits(shape))
    let divergence = try klDivLoss(logSoftmax(logits), target: target, reduction: .none)
    let crossEntropy = try crossEntropyLoss(logits, targets: target, reduction: .none)
    let difference = try crossEntropy - entropy(target)
    #expect(try distance(divergence.sum(along: -1), difference) <= 4 * Double(shape[1]))
  }

  @Test("KL with logarithms as target is that with probabilities", arguments: 0..<50)
  func logTargets(seed: UInt64) throws {
    let (input, target) = try distributions(seed)
    let plain = try klDivLoss(input, target: target, reduction: .none)
    let logarithmic = try klDivLoss(input, target: log(target), reduction: .none, logTarget: true)
    #expect(distance(plain, logarithmic) <= 8)
  }

  @Test("adding a constant to the logits changes no probability", arguments: 0..<50)
  func shifts(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    // Multiples of 1/64, so that the shifted logits are exact.
    let scalars = (0..<24).map { _ in Double(Int.random(in: -256...256, using: &generator)) / 64 }
    let logits = try Tensor(shape: [4, 6], scalars: scalars)
    for shift in [-1e6, -3, 0.25, 1e9] {
      for dimension in 0...1 {
        let plain = try softmax(logits, along: dimension)
        #expect(try softmax(logits + shift, along: dimension) == plain)
        let logarithms = try logSoftmax(logits, along: dimension)
        #expect(try logSoftmax(logits + shift, along: dimension) == logarithms)
        let total = try logSumExp(logits, along: dimension) + shift
        #expect(try distance(logSumExp(logits + shift, along: dimension), total) <= 2)
      }
    }
  }

  @Test("probabilities sum to 1 along the chosen dimension", arguments: 0..<50)
  func normalization(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let logits = try generator.logits(generator.shape())
    for dimension in logits.shape.indices {
      let probabilities = try softmax(logits, along: dimension)
      for sum in try probabilities.sum(along: dimension).scalars {
        #expect(distance(sum, 1) <= 4)
      }
      #expect(try distance(exp(logSoftmax(logits, along: dimension)), probabilities) <= 16)
    }
  }

  @Test("a dimension is the same to the bit wherever it stands", arguments: 0..<50)
  func transposition(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let matrix = try generator.logits([5, 300])
    let transposed = try transpose(matrix)
    #expect(try softmax(matrix, along: 1) == transpose(softmax(transposed, along: 0)))
    #expect(try logSoftmax(matrix, along: 1) == transpose(logSoftmax(transposed, along: 0)))
    #expect(try logSumExp(matrix, along: 1) == logSumExp(transposed, along: 0))
    #expect(try matrix.sum(along: 1) == transposed.sum(along: 0))
  }

  @Test("a uniform distribution has the entropy log C", arguments: [1, 2, 3, 10, 1000])
  func uniformEntropy(classes: Int) throws {
    let uniform = Tensor([Double](repeating: 1 / Double(classes), count: classes))
    #expect(distance(try entropy(uniform).item(), .log(Double(classes))) <= 4)
  }

  /// Log-probabilities and probabilities of one random shape.
  private func distributions(_ seed: UInt64) throws -> (Tensor<Double>, Tensor<Double>) {
    var generator = SeededGenerator(seed: seed)
    let shape = generator.shape()
    return (try logSoftmax(generator.logits(shape)), try softmax(generator.logits(shape)))
  }

  private func transpose(_ matrix: Tensor<Double>) throws -> Tensor<Double> {
    let rows = matrix.rows
    return try Tensor(rows[0].indices.map { column in rows.map { $0[column] } })
  }
}
