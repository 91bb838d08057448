import LossCore
import Testing

@Suite("exp and log")
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
      let result = reference.function == "exp" ? Double.exp(x) : Double.log(x)
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
      let result = reference.function == "exp" ? Float.exp(x) : Float.log(x)
      let nearest = Float(reference.nearest)
      #expect(
        result == nearest || abs(result - nearest) <= nearest.ulp,
        "\(reference.function)(\(x)) = \(result)"
      )
    }
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
