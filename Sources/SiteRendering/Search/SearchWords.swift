/// The words of a text, as search tells them apart: lower case, numbers whole, names of code whole.
enum SearchWords {
  /// Each word once.
  ///
  /// Complexity: O(n) in the length of the text.
  static func words(in text: String) -> Set<String> {
    var words: Set<String> = []
    var word = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      if isPart(scalar) || (scalar == "." && word.last.map(isDigit) ?? false) {
        word.append(scalar)
      } else if !word.isEmpty {
        insert(word, into: &words)
        word.removeAll(keepingCapacity: true)
      }
    }
    insert(word, into: &words)
    return words
  }

  private static func insert(_ word: String.UnicodeScalarView, into words: inout Set<String>) {
    let end = word.last == "." ? word.dropLast() : word[...]
    if !end.isEmpty { words.insert(String(end)) }
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "0"..."9", "_": true
    case _ where scalar.isASCII: false
    default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
