import Foundation
import SwiftReading
import Testing

/// Whatever the text, it is read to its end.
@Suite struct RobustnessTests {
  private static let pieces = [
    "\"", "\"\"\"", "#\"", "\"#", "\\(", ")", "(", "{", "}", "[", "]", "/*", "*/", "//", "#if A\n",
    "#endif\n", "\n", "\r", "`", "/", "#/", "/#", "<", ">", "case ", "func ", "if ", "else ", "@a(",
    ".", "=", "in ", "return ", "var x", "get ", "é", "\u{0}", "??", "!", ":", ";", "\\#(", "<#",
    "x ",
  ]

  @Test(.timeLimit(.minutes(30)))
  func `tokens and statements stand in order in any text`() throws {
    var generator = Seeded(state: 7)
    for _ in 1...100 {
      var text = ""
      for _ in 1...60 { text += Self.pieces.randomElement(using: &generator) ?? "" }
      expectOrder(in: text)
    }
    let own = try String(contentsOfFile: #filePath, encoding: .utf8)
    for _ in 1...10 {
      var bytes = Array(own.utf8)
      for _ in 1...5 {
        bytes.remove(at: Int.random(in: bytes.indices, using: &generator))
        let place = Int.random(in: bytes.indices, using: &generator)
        let piece = Self.pieces.randomElement(using: &generator) ?? ""
        bytes.insert(contentsOf: piece.utf8, at: place)
      }
      expectOrder(in: String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test(
    .timeLimit(.minutes(30)),
    arguments: [
      "(", "[", "{", "f {", "if a {", "x = if ", "\"\\(", "/*", "#if A\n", "open\n", "@a\n", "@A({",
      "#\"\"\"\\#(", "#/\n", "(/a ", "struct A {", "return\nopen ", "a\n#if A\n.b\n", "{ a, ", "<#",
    ]
  )
  func `depth costs neither the stack nor time`(piece: String) {
    let text = String(repeating: piece, count: 20_000)
    #expect(SwiftSource(text).bytes.count == text.utf8.count)
  }

  @Test func `what is deeper than the limit is read as tokens`() {
    let text = String(repeating: "f {", count: 1000) + " a " + String(repeating: "}", count: 1000)
    let source = SwiftSource(text)
    #expect(source.isClosed)
    #expect(source.statements.count == 1)
  }

  private func expectOrder(in text: String) {
    let source = SwiftSource(text)
    var end = 0
    for token in source.tokens {
      guard token.range.lowerBound >= end, token.range.upperBound <= source.bytes.count else {
        Issue.record("tokens out of order in \(text.debugDescription)")
        return
      }
      end = token.range.upperBound
    }
    #expect(isOrdered(source.file), "\(text.debugDescription)")
  }

  private func isOrdered(_ body: SwiftBody) -> Bool {
    var end = body.tokens.lowerBound
    for statement in body.statements {
      guard statement.tokens.lowerBound >= end, statement.tokens.contains(statement.head),
        statement.tokens.upperBound <= body.tokens.upperBound
      else { return false }
      end = statement.tokens.upperBound
      var inner = statement.tokens.lowerBound
      for body in statement.bodies {
        guard body.tokens.lowerBound >= inner, body.tokens.upperBound <= end, isOrdered(body) else {
          return false
        }
        inner = body.tokens.upperBound
      }
    }
    return true
  }

  /// Numbers that are the same in every run (SplitMix64).
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }
}
