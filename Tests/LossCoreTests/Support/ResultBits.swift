import LossCore

/// Hashes the bits of many results (FNV-1a), so that two builds of the module can be compared.
///
/// The test builds this file for WebAssembly too, so it imports nothing else.
///
/// - Parameter seed: What the arguments are drawn from.
/// - Returns: The hash; 0 if something was thrown.
@_cdecl("resultBits")
public func resultBits(_ seed: UInt64) -> UInt64 {
  var hash = ResultHash(seed: seed)
  do throws(LossError) {
    for count in [9, 12, 48, 51, 3000] {
      try hash.addResults(Float.self, count)
      try hash.addResults(Double.self, count)
    }
  } catch {
    return 0
  }
  return hash.value
}

private struct ResultHash {
  private(set) var value: UInt64 = 14_695_981_039_346_656_037
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// Numbers between -4 and 4.
  private mutating func numbers<Scalar: LossScalar>(_ count: Int) -> [Scalar] {
    var numbers: [Scalar] = []
    for _ in 0..<count {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      numbers.append(Scalar(wide: Double((state >> 33) & 0xff_ffff) / 0x20_0000 - 4))
    }
    return numbers
  }

  private mutating func add<Scalar: LossScalar>(_ numbers: [Scalar]) {
    for number in numbers {
      value = (value ^ number.wide.bitPattern) &* 1_099_511_628_211
    }
  }

  mutating func addResults<Scalar: LossScalar>(
    _ type: Scalar.Type,
    _ count: Int
  ) throws(LossError) {
    let shape = [3, count / 3]
    let arguments: [Scalar] = numbers(count)
    let logits = try Tensor(shape: shape, scalars: arguments)
    let others: [Scalar] = numbers(count)
    let target = try softmax(Tensor(shape: shape, scalars: others))
    let input = try logSoftmax(logits)
    add(target.scalars)
    add(input.scalars)
    add(try logSumExp(logits, along: 0).scalars)
    for reduction in Reduction.allCases {
      add(try klDivLoss(input, target: target, reduction: reduction).scalars)
    }
    add(try crossEntropyLoss(logits, targets: target).scalars)
    add(try crossEntropyLoss(logits, labels: [0, 1, 2]).scalars)
    add(try crossEntropyLossWithPullback(logits, targets: target).gradients().input.scalars)
    let divergence = try klDivergence(from: Probabilities(target), to: LogProbabilities(input))
    add(divergence.scalars)
    for number in arguments {
      let x = 10 * number
      add([Scalar.exp(x), Scalar.expm1(x), Scalar.log(abs(x)), Scalar.log1p(abs(x))])
    }
  }
}
