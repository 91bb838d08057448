private import Diagnostics
private import LessonKit
import Lessons

/// A value displayed under its cell, in the richest form that pages support.
package struct WovenDisplay: Sendable, Equatable {
  package enum Form: Sendable, Equatable {
    case html(String)
    case svg(String)
    case tex(String)
    /// The bytes in base 64.
    case png(String)

    /// `nil` if the value has only a plain-text form.
    init?(_ value: ObservedValue) {
      let forms = value.representations
      if let html = forms["text/html"] {
        self = .html(html)
      } else if let svg = forms["image/svg+xml"] {
        self = .svg(svg)
      } else if let tex = forms["text/latex"] {
        self = .tex(tex)
      } else if let png = forms["image/png"] {
        self = .png(png)
      } else {
        return nil
      }
    }
  }

  package let form: Form
  /// The value as text, for screen readers.
  package let text: String
  /// The value's line in its cell, from 0.
  package let line: Int

  init?(_ value: ObservedValue, digits: NumberDigits) {
    guard let form = Form(value) else { return nil }
    if case .html(let html) = form {
      let marked = MarkedNumbers.marked(Array(html.utf8), digits: digits.count)
      self.form = .html(String(decoding: marked, as: UTF8.self))
    } else {
      self.form = form
    }
    text = PrintedText.visible(value.text)
    line = value.place.startLine
  }

  /// Whether the value is a table.
  var isTable: Bool {
    if case .html(let html) = form { html.hasPrefix("<table") } else { false }
  }
}
