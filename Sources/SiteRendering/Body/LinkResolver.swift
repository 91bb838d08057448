import Basics
import Caching
import Diagnostics
import Lessons

/// Where the links of a site lead: to pages instead of Markdown files, and only to what is there.
struct LinkResolver: Sendable {
  enum Target: Equatable {
    /// Another site, or nothing that a page concerns: left as it is.
    case external
    /// A page or a place on one, with what the text calls it if it has a number.
    case page(href: String, label: String?)
    /// A file of the content, which goes into the site with the page.
    case file(path: String)
    case broken(message: String)
  }

  private struct Page {
    let lesson: Int
    let href: String
    let names: PageNames
  }

  /// By the name of its Markdown file.
  private let pages: [String: Page]
  /// The other files of the content.
  private let files: Set<String>

  /// The names are those of the lessons' pages, in their order.
  init(_ lessons: [Lesson], _ names: [PageNames], files: Set<String>) {
    var pages: [String: Page] = [:]
    for (lesson, names) in zip(lessons, names) {
      pages[lesson.fileName] = Page(
        lesson: lesson.number,
        href: "\(lesson.slug).html",
        names: names
      )
    }
    self.pages = pages
    self.files = files
  }

  /// Changes with what links can lead to.
  func pack(into packer: inout Packer) {
    packer.append(files)
    for (file, page) in pages.sorted(by: { $0.key < $1.key }) {
      packer.append(file, page.lesson, page.href, page.names)
    }
  }

  /// Where a destination leads, as the Markdown of a lesson has it.
  func target(of destination: String, from lesson: Lesson) -> Target {
    guard !destination.isExternal else { return .external }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0]).removingPercentEncoding()
    let fragment = parts.count > 1 ? String(parts[1]).removingPercentEncoding() : nil
    let fileName = path.isEmpty ? lesson.fileName : path.relative(toFolderOf: lesson.fileName)
    guard let page = pages[fileName] else {
      if files.contains(fileName) { return .file(path: fileName) }
      return .broken(message: missingFile(fileName))
    }
    let known = page.names.identifiers
    if let fragment, !fragment.isEmpty, !known.contains(fragment) {
      let hint = nearestName(to: fragment, among: known).map { "; did you mean '#\($0)'?" } ?? ""
      return .broken(message: "\(fileName) has no '#\(fragment)'\(hint)")
    }
    let suffix = fragment.map { "#\($0)" } ?? ""
    let label = fragment.flatMap { page.names.labels[$0] }
    guard fileName != lesson.fileName else {
      return .page(href: path.isEmpty ? suffix : page.href + suffix, label: label)
    }
    return .page(
      href: page.href + suffix,
      label: label.map { "\($0) of lesson \(page.lesson)" }
    )
  }

  private func missingFile(_ name: String) -> String {
    let candidates = Array(pages.keys) + files
    let hint = nearestName(to: name, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
    return "there is no '\(name)' in the content\(hint)"
  }
}

extension String {
  /// Whether an address names a scheme or a host, or is meant for the server's root.
  fileprivate var isExternal: Bool {
    if hasPrefix("/") || isEmpty { return true }
    guard let colon = firstIndex(of: ":") else { return false }
    return self[..<colon].allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0))
    }
  }

  /// A path as a file refers to another, from the folder that all paths count from.
  fileprivate func relative(toFolderOf file: String) -> String {
    var folders = file.split(separator: "/").dropLast()
    for part in split(separator: "/") where part != "." {
      if part == "..", folders.last.map({ $0 != ".." }) ?? false {
        folders.removeLast()
      } else {
        folders.append(part)
      }
    }
    return folders.joined(separator: "/")
  }

  fileprivate func removingPercentEncoding() -> String {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let code = UInt8(Substring(rest.prefix(2)), radix: 16),
        rest.count >= 2
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
