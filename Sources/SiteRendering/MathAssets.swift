import Diagnostics
import Foundation

/// KaTeX's style sheet and fonts, as a site carries them: the fonts that its formulas are set in, as
/// WOFF2, which every browser reads.
struct MathAssets: Sendable {
  /// A font of a family, and the file that holds it.
  private struct Face {
    let font: Font
    let file: String
  }

  private struct Font: Hashable {
    /// Any, where a class alters the weight or the slope alone.
    let family: Substring?
    let isBold: Bool
    let isItalic: Bool

    init(_ declarations: Substring, family: Substring?) {
      self.family = family
      isBold = declarations.contains("font-weight:700")
      isItalic = declarations.contains("font-style:italic")
    }
  }

  private let folder: URL
  private let style: String
  private let faces: [Face]
  /// The fonts of the elements that have all of some classes.
  private let fontsOfClasses: [(classes: Set<Substring>, font: Font)]

  /// - Throws: `DiagnosticError` where KaTeX is not installed.
  init() throws {
    guard let folder = ScriptLibrary.katex.file?.deletingLastPathComponent(),
      let style = try? String(
        contentsOf: folder.appending(path: "katex.min.css"),
        encoding: .utf8
      )
    else { throw DiagnosticError(Diagnostic("no-katex", ScriptLibrary.katex.absence)) }
    self.folder = folder
    self.style = style
    var faces: [Face] = []
    var fontsOfClasses: [(classes: Set<Substring>, font: Font)] = []
    for rule in style.matches(of: /([^{}]+)\{([^{}]*)\}/) {
      let (_, selectors, declarations) = rule.output
      let family = declarations.firstMatch(of: /KaTeX_\w+/)?.output
      let font = Font(declarations, family: family)
      if selectors == "@font-face" {
        let file = declarations.firstMatch(of: Self.fontFile)?.output.1
        faces += file.map { [Face(font: font, file: String($0))] } ?? []
      } else if family != nil || font.isBold || font.isItalic {
        fontsOfClasses += selectors.split(separator: ",").map { selector in
          (Set(selector.matches(of: /\.([\w-]+)/).map(\.output.1)), font)
        }
      }
    }
    self.faces = faces
    self.fontsOfClasses = fontsOfClasses
  }

  /// The files of the fonts that formulas with these classes are set in, in the order of their names.
  func fonts(of classes: Set<Substring>) -> [String] {
    let used = fontsOfClasses.filter { $0.classes.isSubset(of: classes) }.map(\.font)
    let families = Set(used.map(\.family))
    let altered = used.filter { $0.family == nil }
    let isBold = altered.contains(where: \.isBold)
    let isItalic = altered.contains(where: \.isItalic)
    return faces.filter { face in
      used.contains(face.font)
        || families.contains(face.font.family) && (face.font.isBold || face.font.isItalic)
          && (!face.font.isBold || isBold) && (!face.font.isItalic || isItalic)
    }.map(\.file).sorted()
  }

  /// By path within the assets, for pages whose formulas have these classes.
  func files(for classes: Set<Substring>) throws -> [String: Data] {
    let fonts = Set(fonts(of: classes))
    let style = style.replacing(/@font-face\{[^{}]*\}/) { rule in
      let file = rule.output.firstMatch(of: Self.fontFile).map { String($0.output.1) }
      guard let file, fonts.contains(file) else { return "" as Substring }
      return rule.output.replacing(Self.otherFormats, with: "")[...]
    }
    var files = ["katex.css": Data(style.utf8)]
    for name in fonts { files[name] = try Data(contentsOf: folder.appending(path: name)) }
    return files
  }

  /// Whether nearly every formula has glyphs of a font: a page asks for it at once.
  static func isCommon(_ font: String) -> Bool {
    font.hasSuffix("Main-Regular.woff2") || font.hasSuffix("Math-Italic.woff2")
  }

  private static var fontFile: Regex<(Substring, Substring)> { /url\((fonts\/[^)]*\.woff2)\)/ }
  private static var otherFormats: Regex<Substring> {
    /,url\([^)]*\.(?:woff|ttf)\) format\(["'](?:woff|truetype)["']\)/
  }
}
