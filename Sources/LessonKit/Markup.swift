/// Text escaped for HTML and SVG, both between tags and in attributes.
///
/// It works byte by byte, since a quotation mark with a combining accent is one character but still ends an
/// attribute.
func escaped(_ text: String) -> String {
  var result: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): result += Array("&amp;".utf8)
    case UInt8(ascii: "<"): result += Array("&lt;".utf8)
    case UInt8(ascii: ">"): result += Array("&gt;".utf8)
    case UInt8(ascii: "\""): result += Array("&quot;".utf8)
    default: result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}
