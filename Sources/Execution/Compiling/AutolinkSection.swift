package import Foundation

/// The libraries that an ELF object asks to be linked with, from the section in which the Swift compiler
/// notes them: the output of `swift-autolink-extract` without the time it takes to start. Checked with Swift
/// 6.3.1.
package enum AutolinkSection {
  private static let name = Array(".swift1_autolink_entries".utf8)

  // Offsets in the headers of a 64-bit file (System V ABI, "ELF-64 Object File Format").
  private static let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1]
  private static let sectionTable = 0x28
  private static let sectionSize = 0x3A
  private static let sectionCount = 0x3C
  private static let nameSection = 0x3E
  private static let sectionOffset = 0x18
  private static let sectionLength = 0x20

  /// The linker's options, in order and without duplicates; `nil` unless the data is a 64-bit little-endian
  /// object with such a section.
  ///
  /// Complexity: O(s) in the number of sections, and O(n) in the length of that one.
  package static func options(in object: Data) -> [String]? {
    let bytes = [UInt8](object)
    guard bytes.starts(with: magic), let table = bytes.number(at: sectionTable, width: 8),
      let size = bytes.number(at: sectionSize, width: 2),
      let count = bytes.number(at: sectionCount, width: 2),
      let names = bytes.number(at: nameSection, width: 2),
      let namesOffset = bytes.number(at: table + names * size + sectionOffset, width: 8)
    else { return nil }
    for section in 0..<count {
      let header = table + section * size
      guard let name = bytes.number(at: header, width: 4),
        bytes.dropFirst(namesOffset + name).prefix(while: { $0 != 0 }).elementsEqual(Self.name)
      else { continue }
      guard let offset = bytes.number(at: header + sectionOffset, width: 8),
        let length = bytes.number(at: header + sectionLength, width: 8)
      else { return nil }
      var seen: Set<String> = []
      return bytes.dropFirst(offset).prefix(length).split(separator: 0)
        .map { String(decoding: $0, as: UTF8.self) }
        .filter { seen.insert($0).inserted }
    }
    return nil
  }
}

extension [UInt8] {
  /// The little-endian number at an offset; `nil` if there is none.
  fileprivate func number(at offset: Int, width: Int) -> Int? {
    guard offset >= 0, offset <= count - width else { return nil }
    let value = self[offset..<offset + width].reversed().reduce(0 as UInt64) {
      $0 << 8 | UInt64($1)
    }
    // A larger value cannot be an offset in an object file.
    return value <= UInt64(UInt32.max) ? Int(value) : nil
  }
}
