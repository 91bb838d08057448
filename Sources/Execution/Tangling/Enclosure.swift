/// Text before and after a piece of the author's code, on lines of its own.
struct Enclosure: Sendable {
  /// In UTF-8 bytes of the unit's code.
  let range: Range<Int>
  let opening: String
  /// `nil` if the code itself closes what is opened.
  let closing: String?
}
