/// Text escaped for HTML and SVG, both between tags and in attributes.
///
/// It works scalar by scalar, since a quotation mark with a combining accent is one character but
/// still ends an attribute.
func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
