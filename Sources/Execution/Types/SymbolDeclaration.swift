private import CIndexStore
import Lessons

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The declaration of a symbol, read from its mangled name: `row: Tensor<Double>`, `Tensor.reshaped(to:
/// [Int]) throws(LossError) -> Tensor<A>`.
struct SymbolDeclaration {
  let text: String

  /// Names that belong to one of these modules are written without the module's name.
  ///
  /// - Returns: `nil` if Swift's runtime cannot read the name.
  /// - Complexity: O(n·d) in the length n of the name, whose generic arguments nest to a depth of d.
  init?(of symbol: SymbolOccurrence, modules: Set<String>) {
    guard let demangled = Self.demangled(symbol.mangledName) else { return nil }
    let whole = SugaredType.text(
      demangled.withoutNames(of: modules).withoutRequirements.withoutKind.withoutNumber
    )
    switch symbol.kind {
    case .variable:
      guard let colon = whole.firstRange(of: ": ") else { return nil }
      text = "\(symbol.name): \(whole[colon.upperBound...].withoutContext)"
    case .function:
      text = String(whole[...].withoutContext)
    case .enumCase:
      // A function from its type to a value, or to a function that makes one from other values.
      guard let open = whole.firstIndex(of: "("), let type = whole.firstRange(of: ".Type) -> ")
      else { return nil }
      let made = whole[type.upperBound...]
      text = String(whole[..<open] + (made.hasPrefix("(") ? made : ""))
    case .type: return nil
    }
  }

  private static func demangled(_ name: String) -> String? {
    guard let text = swift_demangle(name, name.utf8.count, nil, nil, 0) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}

extension Substring {
  /// The text without the function that the symbol is declared in, if there is one.
  fileprivate var withoutContext: Substring {
    firstRange(of: " in ").map { self[..<$0.lowerBound] } ?? self
  }

  /// The text before the `>` that closes a bracket opened earlier.
  fileprivate var beforeClosingBracket: Substring {
    var depth = 1
    var previous: Character = " "
    let end = firstIndex { character in
      if character == "<" { depth += 1 }
      // The arrow of a function type is not a closing bracket.
      if character == ">", previous != "-" { depth -= 1 }
      previous = character
      return depth == 0
    }
    return self[..<(end ?? endIndex)]
  }
}

extension String {
  /// `Tensor` for `LossCore.Tensor`.
  fileprivate func withoutNames(of modules: Set<String>) -> String {
    var result = ""
    var word = ""
    for character in self {
      if character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else {
        if character != "." || !modules.contains(word) { result += word + String(character) }
        word = ""
      }
    }
    return result + word
  }

  /// The text without generic requirements, `sum<A>` for `sum<A where A: Number>`, and without the ownership
  /// of arguments.
  fileprivate var withoutRequirements: String {
    var result = ""
    var rest = self[...]
    while let start = rest.firstRange(of: " where ") {
      result += rest[..<start.lowerBound]
      rest = rest[rest[start.upperBound...].beforeClosingBracket.endIndex...]
    }
    return (result + rest).replacing("<>", with: "").replacing("__owned ", with: "")
  }

  /// The text without `static` and without the mark of an extension.
  fileprivate var withoutKind: String {
    var rest = self[...]
    for opening in ["static ", "(extension in "] where rest.hasPrefix(opening) {
      rest = rest.dropFirst(opening.count)
      if opening.hasPrefix("("), let end = rest.firstRange(of: "):") {
        rest = rest[end.upperBound...]
      }
    }
    return String(rest)
  }

  /// `agrees(…)` for `agrees #1 (…)`: names inside functions are numbered.
  fileprivate var withoutNumber: String {
    guard let mark = firstRange(of: " #") else { return self }
    let rest = self[mark.upperBound...].drop(while: \.isNumber)
    return String(self[..<mark.lowerBound] + (rest.hasPrefix(" (") ? rest.dropFirst() : rest))
  }
}
