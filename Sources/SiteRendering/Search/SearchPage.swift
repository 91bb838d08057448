/// What search knows of one page.
struct SearchPage: Sendable {
  let title: String
  let sections: [(section: SearchSection, words: Set<String>)]

  /// - Parameters:
  ///   - title: the page's, as text.
  ///   - body: its HTML.
  /// - Complexity: O(n) in the length of the HTML.
  init(title: String, body: String) {
    self.title = title
    sections = SearchText(body).sections.enumerated().map { number, section in
      // The title leads to the page's beginning.
      let text = "\(number == 0 ? title : "") \(section.heading) \(section.text)"
      return (section, SearchWords.words(in: text))
    }
  }
}
