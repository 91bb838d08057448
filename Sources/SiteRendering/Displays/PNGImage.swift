import Foundation

/// A PNG file of a value, with the size that keeps its place on the page.
struct PNGImage {
  let data: Data
  let width: Int
  let height: Int

  /// Reads the file as far as its size.
  ///
  /// - Throws: `DisplayFault` where it is none.
  init(base64 text: String) throws(DisplayFault) {
    guard let data = Data(base64Encoded: text) else {
      throw DisplayFault(message: "its image/png is not in base 64")
    }
    // A signature of eight bytes, then the chunk IHDR, which begins with width and height.
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard data.count >= 24, data.starts(with: signature), data[12..<16].elementsEqual("IHDR".utf8)
    else { throw DisplayFault(message: "its image/png is no PNG file") }
    func number(at offset: Int) -> Int { data[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    self.data = data
    width = number(at: 16)
    height = number(at: 20)
  }
}
