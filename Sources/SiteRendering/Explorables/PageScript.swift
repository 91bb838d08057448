import Caching
import Foundation
import LessonKit
import Lessons

/// The script that holds a page's program, and says where on the page its values are.
///
/// It is a script, so that it can be loaded from files as well as over HTTP.
struct PageScript: Sendable {
  /// The path within the site, which changes with the content.
  let path: String
  let data: Data

  /// A value that follows a control.
  struct Site: Sendable, Encodable {
    /// The number by which the program knows its unit.
    let unit: Int
    /// The place by which the program names it; empty for the last value of its unit.
    let key: String
    /// The identifier of the value's tip.
    let id: String

    /// `[3, "1:5:1:6", "value.7"]`
    func encode(to encoder: any Encoder) throws {
      var list = encoder.unkeyedContainer()
      try list.encode(unit)
      try list.encode(key)
      try list.encode(id)
    }
  }

  private struct Content: Encodable {
    struct PlacedControl: Encodable {
      let name: String
      let label: String
      let kind: String
      let options: [String]?
      /// The value when the site is built, as the program reads it.
      let initial: String
    }

    let controls: [PlacedControl]
    let sites: [Site]
    /// The places of claims' results.
    let claims: [Site]
  }

  /// - Parameters:
  ///   - program: the page's program.
  ///   - slug: the lesson's.
  ///   - sites: the values that follow a control.
  ///   - claims: the claims that follow one, by the identifier of their cell.
  init(_ program: PageProgram, slug: String, sites: [Site], claims: [Site]) {
    let content = Content(
      controls: program.controls.map { placed in
        Content.PlacedControl(
          name: placed.name,
          label: placed.control.label,
          kind: placed.control.kind.name,
          options: placed.control.kind.options,
          initial: String(placed.control.initial.bits)
        )
      },
      sites: sites,
      claims: claims
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Encoding texts and numbers cannot fail.
    let json = (try? encoder.encode(content)) ?? Data()
    data =
      Data("literateProgram(".utf8) + json + Data(", \"".utf8) + program.module.asScriptText
      + Data("\");\n".utf8)
    path = "\(LessonRenderer.assets)programs/\(slug)-\(Digest(data).description.prefix(12)).js"
  }
}

extension Control.Kind {
  fileprivate var options: [String]? {
    if case .picker(let options) = self { options } else { nil }
  }

  fileprivate var name: String {
    switch self {
    case .slider: "slider"
    case .stepper: "stepper"
    case .toggle: "toggle"
    case .picker: "picker"
    }
  }
}

extension ControlValue {
  /// As `PageRuntime` reads it.
  fileprivate var bits: UInt64 {
    switch self {
    case .number(let number): number.bitPattern
    case .whole(let number): UInt64(bitPattern: Int64(number))
    case .truth(let isOn): isOn ? 1 : 0
    case .choice(let position): UInt64(position)
    }
  }
}

extension Data {
  /// The bytes as the content of a JavaScript string in UTF-8, a character for each: compressed, it is a few
  /// per cent larger than the bytes, and Base64 would be a third.
  fileprivate var asScriptText: Data {
    var text = Data(capacity: count * 5 / 4)
    for byte in self {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "\""): text += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): text += Data("\\n".utf8)
      case UInt8(ascii: "\r"): text += Data("\\r".utf8)
      case 0: text += Data("\\x00".utf8)
      case 0x80...: text += [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
      default: text.append(byte)
      }
    }
    return text
  }
}
