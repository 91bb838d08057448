import LossCore
import Testing

@Suite("An error")
struct LossErrorTests {
  private let vector = Tensor([1.0, 2.0, 3.0])

  @Test("is thrown for rows that differ in length")
  func raggedRows() {
    #expect(throws: LossError.raggedRows(row: 1, length: 1, expected: 2)) {
      try Tensor([[1.0, 2.0], [3.0]])
    }
  }

  @Test("is thrown for shapes that nothing can have")
  func impossibleShapes() {
    #expect(throws: LossError.negativeSize(shape: [2, -3])) {
      try Tensor(shape: [2, -3], scalars: [1.0])
    }
    #expect(throws: LossError.wrongCount(shape: [2, 2], count: 3)) {
      try Tensor(shape: [2, 2], scalars: vector.scalars)
    }
    for shape in [[Int.max, Int.max], [0, Int.max, 2], [Int.max]] {
      #expect(throws: LossError.tooManyElements(shape: shape)) {
        try Tensor(shape: shape, scalars: [Double]())
      }
    }
  }

  @Test("is thrown when broadcasting empty tensors would overflow")
  func broadcastOverflow() throws {
    let tall = try Tensor(shape: [0, 1 << 40, 1], scalars: [Double]())
    let wide = try Tensor(shape: [0, 1, 1 << 40], scalars: [Double]())
    #expect(throws: LossError.tooManyElements(shape: [0, 1 << 40, 1 << 40])) { try tall + wide }
  }

  @Test(
    "is thrown for a shape that a tensor cannot take on",
    arguments: [[2, 2], [-1, 2], [-1, -1], [3, -2, -1], [], [0, -1], [Int.max, Int.max, -1]]
  )
  func reshaping(shape: [Int]) {
    #expect(throws: LossError.cannotReshape(from: [3], to: shape)) {
      try vector.reshaped(to: shape)
    }
  }

  @Test("is thrown where nothing says what -1 stands for")
  func undeterminedSize() throws {
    let empty = try Tensor(shape: [0], scalars: [Double]())
    #expect(throws: LossError.cannotReshape(from: [0], to: [0, -1])) {
      try empty.reshaped(to: [0, -1])
    }
  }

  @Test("is thrown for the only element of many, or of none")
  func notASingleElement() throws {
    #expect(throws: LossError.notASingleElement(shape: [3])) { try vector.item() }
    let empty = try Tensor(shape: [1, 0], scalars: [Double]())
    #expect(throws: LossError.notASingleElement(shape: [1, 0])) { try empty.item() }
  }

  @Test("is thrown for a dimension that does not exist", arguments: [1, -2, Int.max, Int.min])
  func dimensions(dimension: Int) {
    let error = LossError.dimensionOutOfRange(dimension: dimension, shape: [3])
    #expect(throws: error) { try softmax(vector, along: dimension) }
    #expect(throws: error) { try logSoftmax(vector, along: dimension) }
    #expect(throws: error) { try logSumExp(vector, along: dimension) }
    #expect(throws: error) { try entropy(vector, along: dimension) }
    #expect(throws: error) { try vector.sum(along: dimension) }
    #expect(throws: LossError.dimensionOutOfRange(dimension: dimension, shape: [])) {
      try softmax(Tensor(scalar: 1.0), along: dimension)
    }
  }

  @Test("is thrown for shapes that cannot be broadcast, the input's first")
  func broadcasting() {
    let pair = Tensor([1.0, 2.0])
    let error = LossError.notBroadcastable(left: [2], right: [3])
    #expect(throws: error) { try pair + vector }
    #expect(throws: error) { try pair - vector }
    #expect(throws: error) { try pair * vector }
    #expect(throws: error) { try pair / vector }
    #expect(throws: error) { try xlogy(pair, vector) }
    for reduction in Reduction.allCases {
      #expect(throws: error) { try klDivLoss(pair, target: vector, reduction: reduction) }
    }
  }

  @Test("is thrown for targets that are not of the input's shape")
  func targets() throws {
    let row = try vector.reshaped(to: [1, 3])
    #expect(throws: LossError.targetsShape(input: [3], targets: [1, 3])) {
      try crossEntropyLoss(vector, targets: row)
    }
    #expect(throws: LossError.inputWithoutClasses(loss: "crossEntropyLoss")) {
      try crossEntropyLoss(Tensor(scalar: 1.0), targets: Tensor(scalar: 1.0))
    }
  }

  @Test("is thrown for a cross-entropy with batchmean, before shapes are looked at")
  func reductions() {
    #expect(throws: LossError.unsupportedReduction(.batchMean, loss: "crossEntropyLoss")) {
      try crossEntropyLoss(vector, targets: Tensor([1.0]), reduction: .batchMean)
    }
  }

  @Test("is thrown for labels that do not fit, with the label and where it stands")
  func labels() throws {
    let logits = try Tensor([[1.0, 2, 3], [4, 5, 6]])
    #expect(throws: LossError.labelsShape(input: [2, 3], labels: [3])) {
      try crossEntropyLoss(logits, labels: [0, 1, 2])
    }
    #expect(throws: LossError.labelOutOfRange(label: 3, position: 1, classes: 3)) {
      try nllLoss(logits, labels: [0, 3])
    }
    #expect(throws: LossError.labelOutOfRange(label: -1, position: 0, classes: 3)) {
      try crossEntropyLoss(logits, labels: [-1, 0])
    }
    #expect(throws: LossError.raggedRows(row: 1, length: 0, expected: 1)) {
      try ClassLabels([[1], []])
    }
    #expect(throws: LossError.wrongCount(shape: [2], count: 1)) {
      try ClassLabels(shape: [2], indices: [1])
    }
    #expect(throws: LossError.inputWithoutClasses(loss: "nllLoss")) {
      try nllLoss(Tensor(scalar: 1.0), labels: ClassLabels(0))
    }
  }

  @Test("is thrown for weights and smoothing out of place")
  func weights() throws {
    let logits = try Tensor([[1.0, 2, 3], [4, 5, 6]])
    #expect(throws: LossError.weightsShape(classes: 3, weights: [2])) {
      try crossEntropyLoss(logits, labels: [0, 1], weight: Tensor([1, 1]))
    }
    #expect(throws: LossError.weightsShape(classes: 3, weights: [1, 3])) {
      try crossEntropyLoss(logits, targets: logits, weight: Tensor([[1, 1, 1]]))
    }
    #expect(throws: LossError.labelSmoothingOutOfRange(1.5)) {
      try crossEntropyLoss(logits, labels: [0, 1], labelSmoothing: 1.5)
    }
  }

  @Test("is thrown for a ledger without a reduction, and a gradient of another shape")
  func ledgersAndGradients() throws {
    #expect(throws: LossError.unsupportedReduction(.none, loss: "klDivLossLedger")) {
      try klDivLossLedger(vector, target: vector, reduction: .none)
    }
    #expect(throws: LossError.unsupportedReduction(.batchMean, loss: "nllLossLedger")) {
      try nllLossLedger(vector, labels: ClassLabels(0), reduction: .batchMean)
    }
    #expect(throws: LossError.gradientShape(value: [3], gradient: [])) {
      try softmaxWithPullback(vector).pullback(Tensor(scalar: 1))
    }
  }

  @Test("is thrown for what is no distribution, with its row")
  func distributions() throws {
    #expect(throws: LossError.notProbabilities(row: 1, sum: 1.5)) {
      try Probabilities(Tensor([[0.5, 0.5], [0.5, 1]]))
    }
    #expect(throws: LossError.self) { try Probabilities(Tensor([1.5, -0.5])) }
    #expect(throws: LossError.self) { try Probabilities(Tensor([Double.nan, 1])) }
    #expect(throws: LossError.self) { try Probabilities(Tensor([Double]())) }
    #expect(throws: LossError.self) { try LogProbabilities(Tensor([0.1, 0.2])) }
    #expect(throws: LossError.self) { try LogProbabilities(Tensor([Double.infinity, 0])) }
    #expect(throws: LossError.notLogits(row: 0)) { try Logits(Tensor([Double.infinity, 0])) }
    #expect(throws: LossError.notLogits(row: 0)) { try Logits(Tensor([-Double.infinity])) }
    #expect(throws: LossError.notLogits(row: 1)) {
      try Logits(Tensor([[0, 1], [Double.nan, 0]]))
    }
    #expect(throws: LossError.inputWithoutClasses(loss: "Logits")) {
      try Logits(Tensor(scalar: 1.0))
    }
    let p = try Probabilities(Tensor([0.5, 0.5]))
    let q = try Probabilities(Tensor([[0.5, 0.5]]))
    #expect(throws: LossError.distributionsShape(left: [2], right: [1, 2])) {
      try klDivergence(from: p, to: q)
    }
  }

  @Test("names both shapes and says what to do")
  func messages() {
    let error = LossError.notBroadcastable(left: [2, 3], right: [4])
    #expect(
      error.description == "shapes [2, 3] and [4] cannot be broadcast; counted from the last "
        + "dimension, sizes must be equal or one of them 1"
    )
    #expect(error.debugDescription == error.description)
    #expect(
      LossError.dimensionOutOfRange(dimension: 1, shape: []).description
        == "dimension 1 does not exist in shape []; use one from -1 to 0"
    )
    let targets = LossError.targetsShape(input: [2, 3], targets: [3]).description
    #expect(targets.contains("[2, 3]") && targets.contains("[3]"))
    let reshaping = LossError.cannotReshape(from: [3], to: [-1, 2]).description
    #expect(reshaping.contains("[3]") && reshaping.contains("[-1, 2]"))
  }
}
