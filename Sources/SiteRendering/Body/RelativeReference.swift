import Foundation

extension String {
  /// The path as a relative reference in HTML (RFC 3986, section 4.2): reserved characters are
  /// percent-encoded, and a colon in the first part is no end of a scheme.
  var asReference: String {
    let path = split(separator: "/", omittingEmptySubsequences: false)
      .map { String($0).asReferencePart }.joined(separator: "/")
    return path.prefix { $0 != "/" }.contains(":") ? "./" + path : path
  }

  /// The text as one part of a path.
  var asReferencePart: String {
    addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting(["/"])) ?? self
  }
}
