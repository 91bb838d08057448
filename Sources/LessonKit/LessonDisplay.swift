/// What a value looks like on a page, by media type: a MIME bundle, as notebooks use it.
public struct LessonDisplay: Sendable, Equatable {
  /// The form for a reader, or a place, that has only text.
  public var plainText: String
  /// Further forms, by media type, for example `text/html`; the page shows the richest it knows.
  public var representations: [String: String]

  /// - Parameters:
  ///   - plainText: the value as text.
  ///   - html: the value as a fragment of HTML, if it has such a form; its maker escapes it.
  public init(plainText: String, html: String? = nil) {
    self.plainText = plainText
    self.representations = [:]
    if let html { self.representations["text/html"] = html }
  }
}

/// A type whose values show themselves under a cell, rather than as text beside a line.
///
/// The value of a cell's last expression is shown so. Complexity is the conforming type's.
public protocol LessonDisplayable {
  /// The value's forms.
  var lessonDisplay: LessonDisplay { get }
}
