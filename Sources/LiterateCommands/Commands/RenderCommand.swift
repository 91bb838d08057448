import ArgumentParser
private import Caching
private import Diagnostics
private import Execution
private import Foundation
import LanguageServices
private import Markdown
private import SiteRendering

struct RenderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Turn Markdown on standard input into HTML on standard output; nothing runs.",
    discussion: """
      The HTML is that of cmark-gfm with tables, strikethrough, autolinks, task lists, footnotes \
      and raw HTML; in addition, headings get an identifier and a link to themselves, $…$, $$…$$ \
      and ```math become formulas, [!NOTE] and its kin become alerts. With --plain, nothing is added.

      Example: echo '# KL = $H(p, q) - H(p)$' | literate render
      """
  )

  @Flag(name: .long, help: "CommonMark and GFM alone, byte for byte as cmark-gfm writes it.")
  var plain = false

  @Flag(name: .long, help: "Print diagnostics as JSON, one object a line, on standard error.")
  var json = false

  func run() async throws {
    let input = FileHandle.standardInput.readDataToEndOfFile()
    let console = Console(json ? .json : .text)
    guard let text = String(validating: input, as: UTF8.self) else {
      console.report([
        Diagnostic(
          "not-utf8",
          "this is not UTF-8 text",
          at: Diagnostic.Location(file: "<stdin>")
        )
      ])
      throw ExitCode.contentFault
    }
    let file = SourceFile(path: "<stdin>", text: text)
    if plain {
      write(MarkdownDocument.plainHTML(text))
      return
    }
    let toolchain = await Toolchain.find()
    let typesetter = Typesetter(
      SourceKit(library: toolchain?.sourceKit ?? URL(filePath: "/")),
      tool: ""
    )
    let (html, diagnostics) = await FragmentRenderer(typesetter).render(MarkdownDocument(file))
    console.report(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) {
      throw ExitCode(for: diagnostics)
    }
    write(html)
  }

  private func write(_ html: String) {
    FileHandle.standardOutput.write(Data(html.utf8))
  }
}
