/// The words of a text, as search distinguishes them: lowercase, with numbers and code names kept
/// whole.
enum SearchWords {
  /// Returns each word once.
  ///
  /// Complexity: O(n) in the length of the text.
  static func words(in text: String) -> Set<String> {
    var words: Set<String> = []
    var word: [UInt8] = []
    func end() {
      if word.last == UInt8(ascii: ".") { word.removeLast() }
      if !word.isEmpty { words.insert(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "_": word.append(UInt8(ascii: scalar))
      case "A"..."Z": word.append(UInt8(ascii: scalar) | 0x20)
      case "." where word.last.map(isDigit) ?? false: word.append(UInt8(ascii: scalar))
      case _ where !scalar.isASCII && isPart(scalar):
        word += Array(String(scalar).lowercased().utf8)
      default: end()
      }
    }
    end()
    return words
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
