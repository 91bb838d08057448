import LossCore
import Testing

@Suite("exp, log, expm1 and log1p")
struct ElementaryTests {
  /// An argument, and the exact result as the nearest `Double` and what is left over, in ulp.
  struct Reference {
    let function: Substring
    let argument: Double
    let nearest: Double
    let rest: Double

    init(_ line: Substring) throws {
      let fields = line.split(separator: " ")
      function = fields[0]
      argument = Double(bitPattern: try #require(UInt64(fields[1], radix: 16)))
      nearest = Double(bitPattern: try #require(UInt64(fields[2], radix: 16)))
      rest = try #require(Double(fields[3]))
    }

    /// What the module makes of an argument.
    func value<Scalar: LossScalar>(at x: Scalar) throws -> Scalar {
      switch function {
      case "exp": .exp(x)
      case "log": .log(x)
      case "expm1": .expm1(x)
      case "log1p": .log1p(x)
      default: throw OracleFault.unknownOperation(id: 0, name: String(function))
      }
    }

    /// How far a result is from the exact one, in ulp of the latter.
    func error(of result: Double) -> Double {
      abs((result - nearest) / nearest.ulp - rest)
    }
  }

  @Test("are at most 1 ulp off where they are hard to compute and at random")
  func accuracy() throws {
    for line in try Fixture.lines("elementary.txt").dropFirst() {
      let reference = try Reference(line)
      let x = reference.argument
      let result = try reference.value(at: x)
      #expect(reference.error(of: result) <= 1, "\(reference.function)(\(x)) = \(result)")
    }
  }

  @Test("are at most 1 ulp off in Float")
  func accuracyInFloat() throws {
    for line in try Fixture.lines("elementary.txt").dropFirst() {
      let reference = try Reference(line)
      let x = Float(reference.argument)
      // The reference is for this argument only if nothing was lost.
      guard Double(x) == reference.argument else { continue }
      let result = try reference.value(at: x)
      let nearest = Float(reference.nearest)
      #expect(
        result == nearest || abs(result - nearest) <= nearest.ulp,
        "\(reference.function)(\(x)) = \(result)"
      )
    }
  }

  @Test("are at most 1 ulp off Double's in Float, a sample of all numbers")
  func sampleOfFloats() {
    var failures: [Float] = []
    for pattern in stride(from: UInt32(0), to: UInt32.max - 8, by: 400_009) {
      var x = SIMD8<Float>()
      for lane in 0..<8 {
        x[lane] = Float(bitPattern: pattern + UInt32(lane))
      }
      let wide = SIMD8<Double>(x)
      let results = [
        (Float.exp(x), Double.exp(wide)), (Float.log(x), Double.log(wide)),
        (Float.expm1(x), Double.expm1(wide)), (Float.log1p(x), Double.log1p(wide)),
      ]
      for lane in 0..<8 where !results.allSatisfy({ isNear($0.0[lane], $0.1[lane]) }) {
        failures.append(x[lane])
      }
    }
    #expect(failures == [])
  }

  /// Whether a result is at most 1 ulp off, or what rounding makes of what is out of range.
  private func isNear(_ result: Float, _ exact: Double) -> Bool {
    let nearest = Float(exact)
    return result == nearest || result.isNaN && exact.isNaN
      || abs(Double(result) - exact) <= Double(nearest.ulp)
  }

  @Test("as terms of a sum are off by less than such a sum shows, in Float")
  func decay() {
    for step in 0..<8600 {
      let x = -Float(step) / 100
      let exact = Double.exp(Double(x))
      let error = abs(Double(Float.decay(SIMD8(repeating: x))[0]) - exact) / exact
      #expect(error <= (8 - 2 * Double(x)) * 0x1p-24, "decay(\(x))")
    }
    #expect(Float.decay(SIMD8(repeating: 0))[0] == 1)
    #expect(Float.decay(SIMD8(repeating: -.infinity))[0] < 0x1p-125)
    #expect(Float.decay(SIMD8(repeating: .nan))[0].isNaN)
  }

  @Test("give one number the bits that they give eight")
  func lanes() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      var x = SIMD8<Double>()
      for lane in 0..<8 {
        x[lane] = .random(in: -30...30, using: &generator)
      }
      for lane in 0..<8 {
        #expect(Double.exp(x)[lane] == Double.exp(x[lane]))
        #expect(Double.expm1(x)[lane] == Double.expm1(x[lane]))
        let y = x * x
        #expect(Double.log(y)[lane] == Double.log(y[lane]))
        #expect(Double.log1p(y)[lane] == Double.log1p(y[lane]))
      }
    }
  }

  @Test("are exact at the ends of the ranges of expm1 and log1p")
  func endsNearZero() {
    #expect(Double.expm1(0) == 0 && Double.expm1(-.infinity) == -1)
    #expect(Double.expm1(.infinity) == .infinity && Double.expm1(.nan).isNaN)
    #expect(Double.expm1(-0.0).sign == .minus && Double.log1p(-0.0).sign == .minus)
    #expect(Double.expm1(.leastNonzeroMagnitude) == .leastNonzeroMagnitude)
    #expect(Double.log1p(-1) == -.infinity && Double.log1p(.infinity) == .infinity)
    #expect(Double.log1p(-1.5).isNaN && Double.log1p(.nan).isNaN)
    #expect(Float.expm1(100) == .infinity && Float.expm1(-100) == -1)
    #expect(Float.log1p(-1) == -.infinity && Float.log1p(1e-30) == 1e-30)
  }

  @Test("are exact at the ends of their ranges")
  func ends() {
    #expect(Double.exp(0) == 1 && Double.exp(-0.0) == 1)
    #expect(Double.exp(-.infinity) == 0 && Double.exp(.infinity) == .infinity)
    #expect(Double.exp(709.782712893384) < .infinity && Double.exp(709.7827128933841) == .infinity)
    #expect(Double.exp(-745.1332191019411) == .leastNonzeroMagnitude)
    #expect(Double.exp(-745.1332191019412) == 0 && Double.exp(-1e300) == 0)
    #expect(Double.exp(.nan).isNaN)

    #expect(Double.log(1) == 0 && Double.log(1).sign == .plus)
    #expect(Double.log(0) == -.infinity && Double.log(-0.0) == -.infinity)
    #expect(Double.log(.infinity) == .infinity)
    #expect(Double.log(-1).isNaN && Double.log(-.infinity).isNaN && Double.log(.nan).isNaN)
  }

  @Test("are exact at the ends of Float's ranges")
  func endsInFloat() {
    #expect(Float.exp(88.72283) < .infinity && Float.exp(88.72284) == .infinity)
    #expect(Float.exp(-103.27893) == .leastNonzeroMagnitude && Float.exp(-104) == 0)
    #expect(Float.exp(-.infinity) == 0 && Float.exp(.infinity) == .infinity)
    #expect(Float.exp(.nan).isNaN)
    #expect(Float.log(1) == 0 && Float.log(0) == -.infinity && Float.log(.infinity) == .infinity)
    #expect(Float.log(-1).isNaN && Float.log(.nan).isNaN)
  }

  @Test("undo each other up to rounding")
  func inverses() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<1000 {
      let x = Double.random(in: -700...700, using: &generator)
      #expect(abs(Double.log(Double.exp(x)) - x) <= 2 * max(x.ulp, Double.ulpOfOne))
    }
  }
}
