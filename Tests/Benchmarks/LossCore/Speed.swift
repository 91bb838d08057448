import LossCore

/// Measures the operations on each shape, and prints nanoseconds per element; one line each.
@main
struct Speed {
  static func main() throws {
    let bandwidth = Bandwidth.measure()
    print("bandwidth \(bandwidth)")
    for (rows, columns) in [(1, 4), (32, 1000), (4096, 1000), (512, 50257)] {
      let inputs = try Inputs(rows: rows, columns: columns)
      for operation in Operation.allCases {
        let nanoseconds = try Stopwatch.best(elements: rows * columns) { try operation.run(inputs) }
        print("\(rows)x\(columns) \(operation.rawValue) \(nanoseconds)")
      }
    }
  }
}

/// What is measured, and how many bytes of memory each element of it needs at least.
enum Operation: String, CaseIterable {
  case logProbabilities = "logSoftmax"
  case divergence = "klDivLoss"
  case crossEntropyLabels
  case crossEntropyTargets

  /// Computes it once; the result is returned so that it is not optimised away.
  func run(_ inputs: Inputs) throws(LossError) -> Tensor<Float> {
    switch self {
    case .logProbabilities: try logSoftmax(inputs.logits)
    case .divergence:
      try klDivLoss(inputs.logProbabilities, target: inputs.targets, reduction: .batchMean)
    case .crossEntropyLabels: try crossEntropyLoss(inputs.logits, labels: inputs.labels)
    case .crossEntropyTargets: try crossEntropyLoss(inputs.logits, targets: inputs.targets)
    }
  }
}

/// Random tensors of one shape.
struct Inputs {
  let logits: Tensor<Float>
  let logProbabilities: Tensor<Float>
  let targets: Tensor<Float>
  let labels: ClassLabels

  init(rows: Int, columns: Int) throws(LossError) {
    var state: UInt64 = 1
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    func logits() throws(LossError) -> Tensor<Float> {
      var scalars: [Float] = []
      for _ in 0..<rows * columns {
        // About the spread of a normal distribution: the sum of four uniform numbers.
        let sum = next() & 0xffff + next() & 0xffff + next() & 0xffff + next() & 0xffff
        scalars.append(Float(sum) / 37_837 - 3.464)
      }
      return try Tensor(shape: [rows, columns], scalars: scalars)
    }
    self.logits = try logits()
    logProbabilities = try logSoftmax(self.logits)
    targets = try softmax(logits())
    var indices: [Int] = []
    for _ in 0..<rows {
      indices.append(Int(next()) % columns)
    }
    labels = ClassLabels(indices)
  }
}

/// Times the best of some runs.
enum Stopwatch {
  /// Returns the nanoseconds per element of the fastest of many runs, in about a second.
  static func best<Result>(elements: Int, _ body: () throws -> Result) rethrows -> Double {
    let clock = ContinuousClock()
    let inner = max(1, min(2000, 2_000_000 / elements))
    var best = Double.infinity
    let start = clock.now
    var runs = 0
    while runs < 5 || (clock.now - start < .seconds(1) && runs < 200) {
      let elapsed = try clock.measure {
        for _ in 0..<inner {
          keep(try body())
        }
      }
      let nanoseconds =
        Double(elapsed.components.attoseconds) / 1e9
        + Double(elapsed.components.seconds) * 1e9
      best = min(best, nanoseconds / Double(inner) / Double(elements))
      runs += 1
    }
    return best
  }

  /// Makes the optimiser believe that a value is needed.
  @inline(never)
  @_optimize(none)
  private static func keep<Value>(_ value: Value) {}
}

/// What this machine's memory gives one thread.
enum Bandwidth {
  /// Returns the bytes per nanosecond at which an array much larger than the caches is read.
  static func measure() -> Double {
    let words = [UInt64](repeating: 1, count: 1 << 25)
    let nanoseconds = Stopwatch.best(elements: words.count) {
      words.withUnsafeBufferPointer { words in
        var sums = SIMD8<UInt64>(repeating: 0)
        for start in stride(from: 0, to: words.count, by: 8) {
          for lane in 0..<8 {
            sums[lane] &+= words[start + lane]
          }
        }
        return sums.wrappedSum()
      }
    }
    return 8 / nanoseconds
  }
}
