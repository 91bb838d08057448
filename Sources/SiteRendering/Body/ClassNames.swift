/// The class names used in some HTML.
enum ClassNames {
  /// Complexity: O(n) in the length of the HTML.
  static func names(in html: String) -> Set<String> {
    var names: Set<String> = []
    var isClass = false
    for piece in html.utf8.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false) {
      if isClass { names.formUnion(Substring(piece).split(separator: " ").map(String.init)) }
      isClass = !isClass && piece.suffix(6).elementsEqual("class=".utf8)
    }
    return names
  }
}
