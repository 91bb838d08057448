/// Text before and behind a piece of the author's code, in lines of its own.
struct Enclosure: Sendable {
  /// In UTF-8 bytes of the unit's code.
  let range: Range<Int>
  let opening: String
  /// `nil` where the code closes what is opened.
  let closing: String?
}
