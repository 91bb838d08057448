import LossCore

/// Compares each elementary function in `Float` with that in `Double` on all 2³² numbers, or on one
/// in as many as the first argument says; prints the greatest error in ulp and where it is.
@main
struct FloatProof {
  static func main() {
    let step = CommandLine.arguments.dropFirst().first.flatMap { UInt32($0) } ?? 1
    prove("exp", step, { Float.exp($0) }, { Double.exp($0) })
    prove("log", step, { Float.log($0) }, { Double.log($0) })
    prove("expm1", step, { Float.expm1($0) }, { Double.expm1($0) })
    prove("log1p", step, { Float.log1p($0) }, { Double.log1p($0) })
  }

  private static func prove(
    _ name: String,
    _ step: UInt32,
    _ function: (SIMD8<Float>) -> SIMD8<Float>,
    _ reference: (SIMD8<Double>) -> SIMD8<Double>
  ) {
    var worst = (error: 0.0, argument: Float(0))
    var count = 0
    for block in stride(from: UInt64(0), to: 1 << 32, by: 8 * Int(step)) {
      var x = SIMD8<Float>()
      for lane in 0..<8 {
        x[lane] = Float(bitPattern: UInt32(block) + UInt32(lane))
      }
      let results = function(x)
      let exact = reference(SIMD8<Double>(x))
      for lane in 0..<8 {
        let error = ulps(results[lane], exact[lane])
        if error > worst.error { worst = (error, x[lane]) }
      }
      count += 8
    }
    print("\(name): \(count) numbers, at most \(worst.error) ulp off, at \(worst.argument)")
  }

  /// How far a result is from the exact one, in ulp of the latter.
  private static func ulps(_ result: Float, _ exact: Double) -> Double {
    let nearest = Float(exact)
    if result == nearest && !nearest.isNormal || result.isNaN && exact.isNaN { return 0 }
    guard result.isFinite, nearest.isFinite else { return .infinity }
    let isRoundedUp = abs(exact) < Double(abs(nearest))
    let ulp = isRoundedUp ? abs(nearest).nextDown.ulp : nearest.ulp
    return abs(Double(result) - exact) / Double(ulp)
  }
}
