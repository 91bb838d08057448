import Foundation

/// A JavaScript library that is installed on the system.
struct ScriptLibrary {
  let fileName: String
  /// The folders to search for the library.
  private let folders: [String]
  /// Functions that use the library, defined after it is loaded.
  let glue: String
  /// The message if the library is not installed.
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

  /// The library's file; `nil` if it is not installed.
  var file: URL? {
    folders.lazy.map { URL(filePath: $0).appending(path: fileName) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }
}
