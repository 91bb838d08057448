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
    case file(path: String, href: String)
    /// An article of a DocC catalogue, named without its extension.
    case article(href: String, title: String)
    /// A declaration, which has no page here.
    case symbol(SymbolLink)
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
  /// The address of the documentation of declarations.
  private let symbols: String?

  /// `names` are the names on each lesson's page, in the order of the lessons; `symbols` is the address of
  /// the documentation of declarations, if there is some.
  init(_ lessons: [Lesson], _ names: [PageNames], files: Set<String>, symbols: String? = nil) {
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
    self.symbols = symbols
  }

  /// Packs everything that link targets depend on.
  func pack(into packer: inout Packer) {
    packer.append(files, symbols)
    for (file, page) in pages.sorted(by: { $0.key < $1.key }) {
      packer.append(file, page.lesson, page.href, page.names)
    }
  }

  /// The target of a destination, as written in a lesson's Markdown.
  func target(of destination: String, from lesson: Lesson, isImage: Bool = false) -> Target {
    if destination.hasPrefix("doc:") {
      return documentation(at: destination.dropFirst("doc:".count), from: lesson)
    }
    guard !destination.isExternal else { return .external }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(parts[0]).removingPercentEncoding()
    let fragment = parts.count > 1 ? String(parts[1]).removingPercentEncoding() : nil
    let fileName = path.isEmpty ? lesson.fileName : path.relative(toFolderOf: lesson.fileName)
    guard let page = pages[fileName] else {
      if files.contains(fileName) {
        // Every page is at the root of the site.
        let isMoved = lesson.fileName.contains("/")
        return .file(path: fileName, href: isMoved ? fileName.asReference : destination)
      }
      if isImage, lesson.isArticle, let image = catalogue(of: lesson).image(path, among: files) {
        return .file(path: image, href: image.asReference)
      }
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

  /// The declaration that a link such as ``` ``Set/insert(_:)`` ``` names.
  func symbol(_ path: String, from lesson: Lesson) -> SymbolLink {
    SymbolLink(path, module: catalogue(of: lesson).name, documentation: symbols)
  }

  /// The target of `<doc:Article#Heading>`: an article, or else a declaration.
  private func documentation(at reference: Substring, from lesson: Lesson) -> Target {
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first.map(String.init) ?? ""
    let name = (path.split(separator: "/").last.map(String.init) ?? "").removingPercentEncoding()
    let catalogue = catalogue(of: lesson)
    let found = pages.filter { $0.key.articleName == name }.min { first, second in
      // An article of the same catalogue comes first.
      let keys = [first, second].map { ($0.key.hasPrefix(catalogue.path) ? 0 : 1, $0.key) }
      return keys[0] < keys[1]
    }
    guard let page = found?.value else { return .symbol(symbol(path, from: lesson)) }
    let heading = parts.count > 1 ? parts[1].lowercased() : ""
    let anchor = page.names.identifiers.contains(heading) ? "#\(heading)" : ""
    return .article(href: page.href + anchor, title: page.names.title ?? name)
  }

  private func catalogue(of lesson: Lesson) -> DocCCatalogue {
    DocCCatalogue(around: lesson.fileName)
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

  /// The name by which other articles know the one in a file: `Getting Started.md` is `Getting-Started`.
  fileprivate var articleName: String {
    String((split(separator: "/").last ?? "").dropLast(".md".count)).replacing(" ", with: "-")
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
