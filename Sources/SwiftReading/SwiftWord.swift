/// The words and signs that the parser distinguishes.
///
/// The reserved words are those of the compiler (`TokenKinds.def`); the others are keywords only in
/// some places, and names elsewhere.
enum SwiftWord: String, CaseIterable {
  // Reserved words.
  case `associatedtype`, `class`, `deinit`, `enum`, `extension`, `fileprivate`, `func`, `import`
  case `init`, `inout`, `internal`, `let`, `operator`, `precedencegroup`, `private`, `protocol`
  case `public`, `static`, `struct`, `subscript`, `typealias`, `var`
  case `break`, `case`, `catch`, `continue`, `default`, `defer`, `do`, `else`, `fallthrough`, `for`
  case `guard`, `if`, `in`, `repeat`, `return`, `switch`, `throw`, `where`, `while`
  case anyType = "Any"
  case `as`, `false`, `is`, `nil`, `rethrows`, `self`
  case selfType = "Self"
  case `super`, `throws`, `true`, `try`
  // The last of the reserved words: `isReserved` relies on it.
  case underscore = "_"

  // Modifiers and words that introduce declarations.
  case open, package, final, mutating, nonmutating, override, indirect, nonisolated, convenience
  case required, lazy, weak, unowned, dynamic, optional, prefix, postfix, infix, distributed
  case isolated, borrowing, consuming, async, sending
  case ownedConsuming = "__consuming"
  case constant = "_const"
  case actor, macro, await, reasync

  // Accessors.
  case get, set, willSet, didSet, read, modify, borrow, mutate, yielding
  case readCoroutine = "_read"
  case modifyCoroutine = "_modify"
  case unsafeAddress, unsafeMutableAddress

  // Directives.
  case poundIf = "#if"
  case poundElseif = "#elseif"
  case poundElse = "#else"
  case poundEndif = "#endif"
  case poundSourceLocation = "#sourceLocation"
  case poundWarning = "#warning"
  case poundError = "#error"

  // Signs.
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case moduleSelector = "::"
  case semicolon = ";"
  case dot = "."
  case at = "@"
  case equal = "="
  case arrow = "->"
  case question = "?"
  case exclamation = "!"
  case leftAngle = "<"
  case rightAngle = ">"

  /// Whether it is reserved everywhere except after a dot.
  var isReserved: Bool { Self.isReserved[self] == true }

  private static let isReserved: [SwiftWord: Bool] = {
    let end = allCases.firstIndex(of: .underscore) ?? 0
    return Dictionary(uniqueKeysWithValues: allCases[...end].map { ($0, true) })
  }()

  var isDirective: Bool {
    switch self {
    case .poundIf, .poundElseif, .poundElse, .poundEndif, .poundSourceLocation, .poundWarning,
      .poundError:
      true
    default: false
    }
  }
}

// MARK: - Looking up

extension SwiftWord {
  /// The signs of a single ASCII character, by its code.
  private static let signs: [SwiftWord?] = (0..<128).map { code in
    SwiftWord(rawValue: String(Unicode.Scalar(UInt8(code))))
  }

  /// The words, by the hash of their text.
  private static let words: [UInt64: SwiftWord] = Dictionary(
    uniqueKeysWithValues: allCases.map { word in
      let bytes = Array(word.rawValue.utf8)
      return (hash(of: bytes, in: bytes.indices), word)
    }
  )

  private static let longest = allCases.map(\.rawValue.utf8.count).max() ?? 0

  /// The word at a range, if it is one of these.
  static func word(of bytes: [UInt8], in range: Range<Int>) -> SwiftWord? {
    if range.count == 1 {
      let byte = bytes[range.lowerBound]
      return byte < 128 ? signs[Int(byte)] : nil
    }
    guard range.count <= longest, let word = words[hash(of: bytes, in: range)],
      word.rawValue.utf8.elementsEqual(bytes[range])
    else { return nil }
    return word
  }

  /// A fast hash (FNV-1a).
  private static func hash(of bytes: [UInt8], in range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range {
      hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
    }
    return hash
  }
}

extension SwiftWord {
  /// Whether a slash after this reserved word begins a regular expression.
  var mayPrecedeRegex: Bool {
    switch self {
    case .`as`, .`case`, .`catch`, .`defer`, .`do`, .`else`, .`for`, .`guard`, .`if`, .`in`, .`is`,
      .`repeat`, .`return`, .`switch`, .`throw`, .`try`, .`where`, .`while`, .`fallthrough`,
      .`break`, .`continue`:
      true
    default: false
    }
  }
}
