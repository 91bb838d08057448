/// The unit that information is measured in.
public enum InformationUnit: Sendable, CaseIterable, CustomStringConvertible {
  /// The unit of the natural logarithm: a fair choice among e.
  case nats
  /// The unit of the binary logarithm: a fair choice among two. 1 nat is 1/ln 2 ≈ 1.4427 bits.
  case bits

  /// The name of the case.
  public var description: String {
    switch self {
    case .nats: "nats"
    case .bits: "bits"
    }
  }

  /// Returns a number of nats in this unit, rounded.
  func scalar<Scalar: LossScalar>(nats: Double) -> Scalar {
    switch self {
    case .nats: Scalar(wide: nats)
    case .bits: Scalar(wide: nats / 0x1.62e42fefa39efp-1)
    }
  }
}
