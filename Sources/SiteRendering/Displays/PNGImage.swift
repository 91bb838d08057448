import Foundation

/// A value's PNG file, with its size to reserve space on the page.
struct PNGImage {
  let data: Data
  let width: Int
  let height: Int

  /// Reads the file only as far as its size.
  ///
  /// - Throws: `DisplayFault` if the text is not a PNG file in base 64.
  init(base64 text: String) throws(DisplayFault) {
    guard let data = Data(base64Encoded: text) else {
      throw DisplayFault(message: "its image/png is not in base 64")
    }
    // An eight-byte signature, then the IHDR chunk, which begins with the width and height.
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard data.count >= 24, data.starts(with: signature), data[12..<16].elementsEqual("IHDR".utf8)
    else { throw DisplayFault(message: "its image/png is no PNG file") }
    func number(at offset: Int) -> Int { data[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    self.data = data
    width = number(at: 16)
    height = number(at: 20)
  }
}
