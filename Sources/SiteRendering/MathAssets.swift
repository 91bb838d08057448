import Diagnostics
import Foundation

/// KaTeX's style sheet and fonts, as a site carries them: WOFF2 alone, which every browser reads.
struct MathAssets {
  /// By path within the assets.
  let files: [String: Data]

  /// - Throws: `DiagnosticError` where KaTeX is not installed.
  init() throws {
    guard let folder = ScriptLibrary.katex.file?.deletingLastPathComponent(),
      let style = try? String(
        contentsOf: folder.appending(path: "katex.min.css"),
        encoding: .utf8
      )
    else { throw DiagnosticError(Diagnostic("no-katex", ScriptLibrary.katex.absence)) }
    let fallbacks = /,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/
    var files = ["katex.css": Data(style.replacing(fallbacks, with: "").utf8)]
    for match in style.matches(of: /url\((fonts\/[^)]*\.woff2)\)/) {
      let name = String(match.output.1)
      files[name] = try Data(contentsOf: folder.appending(path: name))
    }
    self.files = files
  }
}
