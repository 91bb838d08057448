import Basics
import Caching
import Diagnostics
import Lessons

/// Resolves a site's links: to pages instead of Markdown files, and only to existing targets.
struct LinkResolver: Sendable {
  enum Target: Equatable {
    /// A link outside the site, left unchanged.
    case external
    /// A page or a place on one, with the target's label if it has a number.
    case page(href: String, label: String?)
    /// A content file, copied into the site with the page.
    case file(path: String)
    case broken(message: String)
  }

  private struct Page {
    let lesson: Int
    let href: String
    let names: PageNames
  }

  /// The pages, by the names of their Markdown files.
  private let pages: [String: Page]
  /// The content files that are not pages.
  private let files: Set<String>

  /// `names` are the names on each lesson's page, in the order of the lessons.
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

  /// Packs everything that link targets depend on.
  func pack(into packer: inout Packer) {
    packer.append(files)
    for (file, page) in pages.sorted(by: { $0.key < $1.key }) {
      packer.append(file, page.lesson, page.href, page.names)
    }
  }

  /// The target of a destination, as written in a lesson's Markdown.
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
  /// Whether an address has a scheme or a host, or is relative to the server's root.
  fileprivate var isExternal: Bool {
    if hasPrefix("/") || isEmpty { return true }
    guard let colon = firstIndex(of: ":") else { return false }
    return self[..<colon].allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0))
    }
  }

  /// The path resolved against the folder of a file that refers to it.
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
