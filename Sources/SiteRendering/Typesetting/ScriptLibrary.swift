import Foundation

/// A JavaScript library that is installed on the system.
struct ScriptLibrary {
  let fileName: String
  /// The folders where it may be.
  private let folders: [String]
  /// Functions over the library, defined after it is loaded.
  let glue: String
  /// What to say where it is not installed.
  let absence: String

  static let katex = ScriptLibrary(
    fileName: "katex.js",
    folders: [
      "/usr/share/javascript/katex", "/opt/homebrew/opt/katex/libexec/lib/node_modules/katex/dist",
      "/usr/local/opt/katex/libexec/lib/node_modules/katex/dist",
    ],
    glue: #"""
      function literateFormula(source, isDisplay) {
        try {
          return JSON.stringify({ html: katex.renderToString(source, { displayMode: isDisplay }) });
        } catch (error) {
          if (!(error instanceof katex.ParseError)) throw error;
          const message = error.message.replace(/^KaTeX parse error: /, "")
            .replace(/ at (?:position \d+|end of input):[^]*$/, "");
          return JSON.stringify({ message, position: error.position });
        }
      }
      """#,
    absence: """
      KaTeX is not installed; on Debian, install the packages libjs-katex and fonts-katex, \
      with Homebrew, katex
      """
  )

  static let highlight = ScriptLibrary(
    fileName: "highlight.min.js",
    folders: ["/usr/share/javascript/highlight.js"],
    glue: #"""
      function literateColored(code, language) {
        if (!hljs.getLanguage(language)) return "";
        return hljs.highlight(language, code, true).value;
      }
      """#,
    absence: "highlight.js is not installed; on Debian, install the package libjs-highlight.js"
  )

  /// Where it is; `nil` where it is not installed.
  var file: URL? {
    folders.lazy.map { URL(filePath: $0).appending(path: fileName) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }
}
