extension StatementParser {
  /// Whether accessors come next, rather than the statements of a getter.
  func beginsAccessors(until end: Int) -> Bool {
    var index = next
    // Directives may precede the first accessor.
    while index < end, code[index].kind == .directive {
      repeat { index += 1 } while index < end && !code[index].startsLine
    }
    return accessorName(from: index, until: end) != nil
  }

  /// The index of an accessor's name, after the attributes and modifiers that begin at an index.
  private func accessorName(from start: Int, until end: Int) -> Int? {
    var index = start
    while index < end {
      if code[index].word == .at {
        index = afterAttribute(index, until: end)
      } else if code[index].word?.modifiesAccessor == true {
        index += 1
      } else {
        break
      }
    }
    guard index < end, code[index].word?.isAccessor == true else { return nil }
    var following = index + 1
    guard following < end else { return index }
    if code[following].word == .leftParenthesis { following = pairs.after(following) }
    guard following < end else { return following == index + 1 ? index : nil }
    let token = code[following]
    switch token.word {
    case .leftBrace, .semicolon, .at, .async, .`throws`, .`rethrows`, .reasync: return index
    case let word?:
      return word.isAccessor || word.modifiesAccessor || token.kind == .directive ? index : nil
    default: return nil
    }
  }

  /// `get { … }`, `didSet(old) { … }`, `mutating get async throws`.
  mutating func accessor() -> Parsed? {
    let start = next
    guard let name = accessorName(from: start, until: limit) else { return nil }
    next = name + 1
    while let token = token() {
      switch token.word {
      case .leftBrace: return (.declaration(.member), name, [body(.function)])
      case .leftParenthesis: next = min(pairs.after(next), limit)
      case .async, .`throws`, .`rethrows`, .reasync: next += 1
      default:
        // `init(value) initializes(a) accesses(b)`.
        guard token.kind == .identifier, token.word == nil, word(1) == .leftParenthesis else {
          return (.declaration(.member), name, [])
        }
        next += 1
      }
    }
    return (.declaration(.member), name, [])
  }
}

extension SwiftWord {
  var isAccessor: Bool {
    switch self {
    case .get, .set, .willSet, .didSet, .read, .modify, .borrow, .mutate, .readCoroutine,
      .modifyCoroutine, .unsafeAddress, .unsafeMutableAddress, .`init`:
      true
    default: false
    }
  }

  fileprivate var modifiesAccessor: Bool {
    switch self {
    case .mutating, .nonmutating, .borrowing, .consuming, .nonisolated, .yielding, .ownedConsuming:
      true
    default: false
    }
  }
}
