import LossCore
import Testing

@Suite("The ledger of a loss")
struct LedgerTests {
  private let input = Tensor([0.1, 0.2, 0.4, 0.3])

  @Test("tells that batchmean divided one distribution by its four classes")
  func batchMean() throws {
    let ledger = try klDivLossLedger(
      logSoftmax(input),
      target: softmax(Tensor([[0.7, 0.1, 0.1, 0.1]])),
      reduction: .batchMean
    )
    #expect(ledger.divisor == 4 && ledger.origin == .batch)
    #expect(ledger.distributions == 1 && !ledger.isNumberOfDistributions)
    // PyTorch 2.13.0, float64.
    #expect(distance(ledger.sum, 0.07161558603020729) <= 4)
    #expect(distance(ledger.value, 0.017903896507551822) <= 4)
    #expect(
      ledger.description
        == "\(ledger.sum) / 4.0 (batch) = \(ledger.value); 1 distribution"
    )
  }

  @Test(
    "knows the divisor of each reduction of a KL loss",
    arguments: [
      (Reduction.sum, 1.0, LossLedger<Double>.Origin.nothing, false),
      (.mean, 12, .elements, false), (.batchMean, 3, .batch, true),
    ]
  )
  func divergence(
    reduction: Reduction,
    divisor: Double,
    origin: LossLedger<Double>.Origin,
    isNumber: Bool
  ) throws {
    let logits = try Tensor(shape: [3, 4], scalars: (0..<12).map { Double($0 * $0 % 7) })
    let target = try softmax(input)
    let ledger = try klDivLossLedger(logSoftmax(logits), target: target, reduction: reduction)
    #expect(ledger.divisor == divisor && ledger.origin == origin)
    #expect(ledger.distributions == 3 && ledger.isNumberOfDistributions == isNumber)
    let loss = try klDivLoss(logSoftmax(logits), target: target, reduction: reduction)
    #expect(try loss.item() == ledger.value)
  }

  @Test("of a weighted mean divides by the weights of the kept labels")
  func weights() throws {
    let logits = try Tensor([[1.0, 2, 3], [3, 1, 2], [0, 0, 0], [1, 1, 1]])
    let ledger = try crossEntropyLossLedger(
      logits,
      labels: [2, 0, 1, -100],
      weight: Tensor([1, 2, 0.5])
    )
    #expect(ledger.divisor == 3.5 && ledger.origin == .keptWeights)
    #expect(ledger.distributions == 3 && !ledger.isNumberOfDistributions)

    let plain = try nllLossLedger(logSoftmax(logits), labels: [2, 0, 1, -100])
    #expect(plain.divisor == 3 && plain.origin == .keptLabels && plain.isNumberOfDistributions)
    let targets = try softmax(logits)
    let soft = try crossEntropyLossLedger(logits, targets: targets, weight: Tensor([1, 2, 0.5]))
    #expect(soft.divisor == 4 && soft.origin == .distributions && soft.isNumberOfDistributions)
    let loss = try crossEntropyLoss(logits, targets: targets, weight: Tensor([1, 2, 0.5]))
    #expect(try loss.item() == soft.value)
  }

  @Test("is NaN over 0 where all labels are ignored")
  func ignored() throws {
    let ledger = try crossEntropyLossLedger(input, labels: ClassLabels(-1), ignoreIndex: -1)
    #expect(ledger.sum == 0 && ledger.divisor == 0 && ledger.value.isNaN)
    #expect(ledger.distributions == 0)
  }
}
