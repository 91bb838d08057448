/// Distributions over classes, as probabilities or as their logarithms; the last dimension holds the
/// classes.
///
/// ``Probabilities`` and ``LogProbabilities`` are distributions and have been checked when they were
/// made; ``Logits`` are not, and the compiler does not let them in.
public protocol Distribution<Scalar>: Sendable {
  /// The type of the numbers.
  associatedtype Scalar: LossScalar

  /// The numbers as they are held: probabilities or logarithms.
  var tensor: Tensor<Scalar> { get }

  /// Whether the numbers are logarithms of probabilities.
  static var holdsLogarithms: Bool { get }
}

extension Distribution {
  /// The probability at a place in row-major order.
  @inline(__always)
  func probability(_ index: Int) -> Double {
    let number = tensor.scalars[index].wide
    return Self.holdsLogarithms ? Double.exp(number) : number
  }

  /// The logarithm of the probability at a place in row-major order, in nats.
  @inline(__always)
  func logProbability(_ index: Int) -> Double {
    let number = tensor.scalars[index].wide
    return Self.holdsLogarithms ? number : Double.log(number)
  }

  /// The logarithm of the probability at a place with what rounding it loses, in nats.
  func preciseLogProbability(_ index: Int) -> PreciseNumber {
    let number = tensor.scalars[index].wide
    return Self.holdsLogarithms ? PreciseNumber(number) : Double.preciseLog(number)
  }

  /// By how much the probabilities at the places of a row exceed 1, which is what rounding has brought.
  func excess(_ places: Range<Int>) -> Double {
    var sum = CompensatedSum()
    sum.add(-1)
    for place in places {
      let number = tensor.scalars[place].wide
      if Self.holdsLogarithms, number > -0.5 {
        // Where one class has nearly all, what it lacks shows.
        sum.add(1)
        sum.add(Double.expm1(number))
      } else {
        sum.add(probability(place))
      }
    }
    return sum.value
  }

  /// Returns one number for each row, rounded once, from its places in row-major order.
  func measure(_ unit: InformationUnit, _ nats: (Range<Int>) -> Double) -> Tensor<Scalar> {
    let slices = Slices(rowsOf: tensor.shape)
    let scalars: [Scalar] = (0..<slices.count).map { row in
      unit.scalar(nats: nats(row * slices.length..<(row + 1) * slices.length))
    }
    return Tensor(checkedShape: tensor.shape.dropLast(), scalars)
  }

  /// Throws if two collections of distributions do not pair up.
  func requireShape(of other: some Distribution<Scalar>) throws(LossError) {
    guard tensor.shape == other.tensor.shape else {
      throw .distributionsShape(left: tensor.shape, right: other.tensor.shape)
    }
  }
}

extension Tensor {
  /// Checks each row of distributions, which it receives with its number.
  func requireRows(
    of type: String,
    _ check: (Int, Slice<Scalar>) -> LossError?
  ) throws(LossError) {
    guard !shape.isEmpty else { throw .inputWithoutClasses(loss: type) }
    let slices = Slices(rowsOf: shape)
    let error: LossError? = scalars.withUnsafeBufferPointer { elements in
      for row in 0..<slices.count {
        if let error = check(row, slices.slice(row, of: elements)) { return error }
      }
      return nil
    }
    if let error { throw error }
  }
}
