import Diagnostics
import Markdown

/// The info string of a code block in documentation for any tool: Docusaurus, MkDocs, Quarto, MyST, DocC.
/// Only what this tool knows is read; all else is left alone.
struct ExampleInfo {
  let options: CellOptions
  /// Whether the block says that it is Swift.
  let isLabelled: Bool

  /// `nil` if a block is not Swift.
  init?(_ block: CodeBlock, in file: SourceFile, readsUnlabelled: Bool) {
    let info = (block.info ?? "").drop(while: \.isWhitespace)
    guard !info.isEmpty else {
      guard readsUnlabelled else { return nil }
      (options, isLabelled) = (CellOptions(), false)
      return
    }
    // `{.swift .numberLines}` and `{swift}` name the language in braces.
    guard let match = info.prefixMatch(of: /\{?\.?(?i:swift)[0-9.]*(?![\w+#-])/) else { return nil }
    isLabelled = true
    let own = InfoString(String(info), at: block.infoStart, in: file)
    let (read, faults) = CellOptions.read(own, in: file)
    var options = faults.isEmpty && own.language == "swift" ? read : CellOptions()
    let words = info[match.range.upperBound...].split { !$0.isLetter && $0 != "_" && $0 != "-" }
    if words.contains(where: { ["ignore", "nocheck", "no-check"].contains($0.lowercased()) }) {
      options.fate = .isShownOnly
    }
    self.options = options
  }
}
