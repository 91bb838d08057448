import Diagnostics
import Foundation
private import RegexBuilder

/// The standard error output of a program.
struct ErrorOutput: Sendable {
  private let bytes: Data

  /// The most that is searched for why a program stopped, in bytes.
  private static let endLimit = 64 * 1024

  init(_ bytes: Data) {
    self.bytes = bytes
  }

  /// Its last part, which says why a program stopped.
  var end: String { String(decoding: bytes.suffix(Self.endLimit), as: UTF8.self) }

  /// A part of it as a page shows it; without an end, up to the runtime's message about the stop.
  ///
  /// Complexity: O(n) in the length of the part.
  func text(from start: Int, to end: Int?) -> PrintedText {
    let length = max(0, (end ?? bytes.count) - start)
    let text = String(decoding: bytes.dropFirst(start).prefix(length), as: UTF8.self)
    guard !text.isEmpty else { return PrintedText("") }
    let written = end == nil ? text.beforeStop : text
    return PrintedText(written.withoutLogPrefixes)
  }
}

extension String {
  /// The text without the prefix that `NSLog` puts before each message: the time and the process, which
  /// differ in every run.
  var withoutLogPrefixes: String {
    guard contains("[") else { return self }
    let time = #/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+(?: ?[+-]\d{4})?/#
    let process = #/[^\[\]\n]*\[\d+:[0-9a-fA-F]+\]/#
    let prefix = Regex {
      Anchor.startOfLine
      time
      " "
      process
      " "
    }
    return replacing(prefix, with: "")
  }

  /// The lines before the one in which the runtime says why it stops the program.
  fileprivate var beforeStop: String {
    let stop = #/^.*(?:Fatal error|Precondition failed|Assertion failed|Could not cast value)\b/#
    guard let match = firstMatch(of: stop.anchorsMatchLineEndings()) else { return self }
    return String(self[..<match.range.lowerBound])
  }
}
