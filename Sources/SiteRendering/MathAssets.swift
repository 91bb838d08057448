import Basics
import Diagnostics
import Foundation

/// KaTeX's style sheet and the fonts that a site's formulas use, as WOFF2, which every browser reads.
struct MathAssets: Sendable {
  /// A font of a family, and the file that holds it.
  private struct Face {
    let font: Font
    let file: String
  }

  private struct Font: Hashable {
    /// `nil` for any family, if a class changes only the weight or the slope.
    let family: Substring?
    let isBold: Bool
    let isItalic: Bool

    init(_ declarations: Substring, family: Substring?) {
      self.family = family
      isBold = declarations.containsBytes(of: "font-weight:700")
      isItalic = declarations.containsBytes(of: "font-style:italic")
    }
  }

  /// `selectors{declarations}`; KaTeX's style sheet has no other rules.
  private struct Rule {
    let selectors: Substring
    let declarations: Substring

    var isFontFace: Bool { selectors == "@font-face" }

    /// The font face's WOFF2 file.
    var file: String? {
      let names = declarations.split(separator: "(").map { $0.prefix { $0 != ")" } }
      return names.first { $0.hasPrefix("fonts/") && $0.hasSuffix(".woff2") }.map(String.init)
    }

    var family: Substring? {
      declarations.split { $0 == ":" || $0 == "," || $0 == ";" || $0 == " " }
        .first { $0.hasPrefix("KaTeX_") }
    }

    /// The classes that each selector requires.
    var classes: [Set<String>] {
      selectors.split(separator: ",").map { selector in
        let parts = selector.split(separator: ".", omittingEmptySubsequences: false).dropFirst()
        return Set(
          parts.map { String($0.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) }
        )
      }
    }

    /// The font face with WOFF2 as its only format.
    var withoutOtherFormats: String {
      declarations.split(separator: ",").enumerated().map { index, piece in
        guard index > 0, piece.hasPrefix("url(") else { return index == 0 ? piece : "," + piece }
        return piece.drop { $0 != ";" }
      }.joined()
    }
  }

  private let folder: URL
  private let rules: [Rule]
  private let faces: [Face]
  /// The fonts of elements that have all of the classes.
  private let fontsOfClasses: [(classes: Set<String>, font: Font)]

  /// - Throws: `DiagnosticError` if KaTeX is not installed.
  init() throws {
    guard let folder = ScriptLibrary.katex.file?.deletingLastPathComponent(),
      let style = try? String(
        contentsOf: folder.appending(path: "katex.min.css"),
        encoding: .utf8
      )
    else { throw DiagnosticError(Diagnostic("no-katex", ScriptLibrary.katex.absence)) }
    self.folder = folder
    rules = style.split(separator: "}").compactMap { rule in
      rule.firstIndex(of: "{").map {
        Rule(selectors: rule[..<$0], declarations: rule[rule.index(after: $0)...])
      }
    }
    var faces: [Face] = []
    var fontsOfClasses: [(classes: Set<String>, font: Font)] = []
    for rule in rules {
      let font = Font(rule.declarations, family: rule.family)
      if rule.isFontFace {
        faces += rule.file.map { [Face(font: font, file: $0)] } ?? []
      } else if font.family != nil || font.isBold || font.isItalic {
        fontsOfClasses += rule.classes.map { ($0, font) }
      }
    }
    self.faces = faces
    self.fontsOfClasses = fontsOfClasses
  }

  /// The font files for formulas with these classes, sorted by name.
  func fonts(of classes: Set<String>) -> [String] {
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

  /// The files, by path within the assets, for pages whose formulas have these classes.
  func files(for classes: Set<String>) throws -> [String: Data] {
    let fonts = Set(fonts(of: classes))
    let style = rules.map { rule in
      guard rule.isFontFace else { return "\(rule.selectors){\(rule.declarations)}" }
      guard let file = rule.file, fonts.contains(file) else { return "" }
      return "\(rule.selectors){\(rule.withoutOtherFormats)}"
    }.joined()
    var files = ["katex.css": Data(style.utf8)]
    for name in fonts { files[name] = try Data(contentsOf: folder.appending(path: name)) }
    return files
  }

  /// Whether nearly every formula uses a font, so that pages load it at once.
  static func isCommon(_ font: String) -> Bool {
    font.hasSuffix("Main-Regular.woff2") || font.hasSuffix("Math-Italic.woff2")
  }
}
