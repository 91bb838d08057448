import LossCore
import Testing

@Suite("Distributions")
struct DistributionTests {
  @Test("keep their zeros: lesson 6's numbers, where PyTorch's KL loss gives NaN")
  func zeros() throws {
    let q = try Logits(Tensor([1, -.infinity, 2.0]))
    let p = try Probabilities(Tensor([0.25, 0, 0.75]))
    // PyTorch 2.13.0's Categorical, float64.
    let divergence = try klDivergence(from: p, to: q.logProbabilities).item()
    #expect(distance(divergence, 0.0009265428994147118) <= 2)
    #expect(try klDivergence(from: p, to: q.probabilities).item() - divergence < 1e-16)
    let wide = try Probabilities(Tensor([0.25, 0.25, 0.5]))
    #expect(try klDivergence(from: wide, to: q.probabilities).item() == .infinity)
    #expect(try crossEntropy(of: q.logProbabilities, relativeTo: wide).item() == .infinity)
    #expect(try entropy(of: Probabilities(Tensor([1.0, 0]))).item() == 0)
    #expect(try entropy(of: LogProbabilities(Tensor([0, -Double.infinity]))).item() == 0)
  }

  @Test("have the thread's entropy, cross-entropy and divergences, in nats and bits")
  func thread() throws {
    let q = try Logits(Tensor([0.1, 0.2, 0.4, 0.3])).logProbabilities
    let p = try Logits(Tensor([0.7, 0.1, 0.1, 0.1])).probabilities
    // PyTorch 2.13.0, float64.
    #expect(try distance(crossEntropy(of: q, relativeTo: p).item(), 1.418108897753055) <= 1)
    #expect(try distance(entropy(of: p).item(), 1.3464933117228477) <= 1)
    #expect(try distance(klDivergence(from: p, to: q).item(), 0.07161558603020729) <= 1)
    #expect(try distance(klDivergence(from: q, to: p).item(), 0.0648396731521603) <= 1)
    #expect(try distance(klDivergence(from: p, to: q, in: .bits).item(), 0.10331945081613698) <= 1)
    #expect(try distance(jensenShannonDivergence(p, q).item(), 0.016882779507261757) <= 1)
    let uniform = try Probabilities(Tensor([0.25, 0.25, 0.25, 0.25]))
    #expect(try entropy(of: uniform, in: .bits).item() == 2)
    #expect(try distance(perplexity(of: uniform).item(), 4) <= 1)
    #expect(try distance(perplexity(of: uniform, relativeTo: p).item(), 4) <= 1)
  }

  @Test("that exclude each other are log 2 apart, whichever way they are held")
  func disjoint() throws {
    let p = try Probabilities(Tensor([1.0, 0]))
    let q = try Probabilities(Tensor([0.0, 1]))
    #expect(try jensenShannonDivergence(p, q, in: .bits).item() == 1)
    #expect(try jensenShannonDivergence(p.logProbabilities, q, in: .bits).item() == 1)
    #expect(try klDivergence(from: p, to: q).item() == .infinity)
  }

  @Test("have divergences of small relative error, however close they are")
  func closeness() throws {
    for line in try Fixture.lines("divergences.txt").dropFirst() {
      let fields = line.split(separator: " ")
      let classes = try #require(Int(fields[0]))
      let numbers = try fields.dropFirst().map {
        Double(bitPattern: try #require(UInt64($0, radix: 16)))
      }
      let p = try Probabilities(Tensor(Array(numbers[..<classes])))
      let q = try Probabilities(Tensor(Array(numbers[classes..<2 * classes])))
      let (divergence, middle) = (numbers[2 * classes], numbers[2 * classes + 1])
      // The reference divides by the sums, which are 1 up to 2⁻⁵²: squared, that is no divergence.
      let rest = 0x1p-104
      let tolerance = 64 * Double.ulpOfOne
      let kl = try klDivergence(from: p, to: q).item()
      #expect(kl >= 0 && abs(kl - divergence) <= tolerance * divergence + rest, "KL, \(line)")
      let js = try jensenShannonDivergence(p, q).item()
      #expect(js >= 0 && abs(js - middle) <= tolerance * middle + rest, "JS, \(line)")
    }
  }

  @Test("are never less than 0 apart, at any closeness and in both types", arguments: 0..<20)
  func nonNegativity(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for exponent in 0..<18 {
      let first = try generator.logits([3, 6])
      let shift =
        try generator.logits([3, 6]) * Double(sign: .plus, exponent: -3 * exponent, significand: 1)
      let p = try Logits(first)
      let q = try Logits(first + shift)
      let divergences = [
        try klDivergence(from: p.probabilities, to: q.probabilities),
        try klDivergence(from: p.logProbabilities, to: q.logProbabilities),
        try klDivergence(from: p.probabilities, to: q.logProbabilities),
        try jensenShannonDivergence(p.logProbabilities, q.logProbabilities),
      ]
      #expect(divergences.allSatisfy { $0.scalars.allSatisfy { $0 >= 0 } })
      let narrow = try Logits(Tensor(shape: [3, 6], scalars: first.scalars.map { Float($0) }))
      let other = try Logits(
        Tensor(shape: [3, 6], scalars: (first + shift).scalars.map { Float($0) })
      )
      let single = try klDivergence(from: narrow.probabilities, to: other.probabilities)
      #expect(single.scalars.allSatisfy { $0 >= 0 })
    }
  }

  @Test(
    "are as far apart as cross-entropy is above entropy, within 2 ulp of the larger",
    arguments: 0..<10
  )
  func identity(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let shape = [4, Int.random(in: 2...16, using: &generator)]
      let first = try generator.logits(shape)
      // Any two, and nearer and nearer ones.
      let scale = [1, 1, 0x1p-4, 0x1p-12, 0x1p-30][Int.random(in: 0..<5, using: &generator)]
      let second =
        try scale == 1 ? generator.logits(shape) : first + generator.logits(shape) * scale
      try expectIdentity(Logits(first), Logits(second))
      try expectIdentity(Logits(narrow(first)), Logits(narrow(second)))
    }
  }

  private func narrow(_ tensor: Tensor<Double>) throws -> Tensor<Float> {
    try Tensor(shape: tensor.shape, scalars: tensor.scalars.map { Float($0) })
  }

  private func expectIdentity<Scalar>(_ p: Logits<Scalar>, _ q: Logits<Scalar>) throws {
    try expectIdentity(p.probabilities, q.logProbabilities)
    try expectIdentity(p.logProbabilities, q.probabilities)
  }

  private func expectIdentity<P: Distribution, Q: Distribution<P.Scalar>>(_ p: P, _ q: Q) throws {
    let upper = try crossEntropy(of: q, relativeTo: p).scalars
    let lower = entropy(of: p).scalars
    let divergences = try klDivergence(from: p, to: q).scalars
    for row in divergences.indices {
      let error = abs(divergences[row] - (upper[row] - lower[row]))
      #expect(error <= 2 * max(upper[row], lower[row]).ulp, "\(p), \(q), row \(row)")
    }
  }

  @Test("take each other's form")
  func conversions() throws {
    let logits = try Tensor([[0.1, 0.2, -3], [1000, 0, -1000]])
    let distribution = try Logits(logits)
    #expect(try distribution.probabilities.tensor == softmax(logits))
    #expect(try distribution.logProbabilities.tensor == logSoftmax(logits))
    let back = distribution.logProbabilities.probabilities.tensor
    #expect(distance(back, distribution.probabilities.tensor) <= 2)
    #expect(try LogProbabilities(logSoftmax(logits)) == distribution.logProbabilities)
    #expect(try Probabilities(softmax(logits)) == distribution.probabilities)
    let large = try SeededLogits.logits(classes: 50_000)
    #expect(throws: Never.self) { try Probabilities(softmax(large)) }
    #expect(throws: Never.self) { try LogProbabilities(logSoftmax(large)) }
  }
}

/// Logits in Float.
private enum SeededLogits {
  static func logits(classes: Int) throws -> Tensor<Float> {
    var generator = SeededGenerator(seed: 1)
    return Tensor((0..<classes).map { _ in .random(in: -4...4, using: &generator) })
  }
}
