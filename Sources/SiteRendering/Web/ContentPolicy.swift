/// What a browser may load for a page: what is the site's own, and the images that its lesson takes
/// from other hosts.
///
/// KaTeX and charts place what they draw by style attributes, which are allowed therefore; style
/// sheets and scripts in the page are not.
struct ContentPolicy {
  let imageOrigins: Set<String>

  var text: String {
    let images = ["'self'", "data:"] + imageOrigins.sorted()
    return [
      "default-src 'none'", "script-src 'self'", "style-src 'self'",
      "style-src-attr 'unsafe-inline'", "img-src \(images.joined(separator: " "))",
      "font-src 'self'", "media-src 'self'", "connect-src 'self'", "base-uri 'none'",
      "form-action 'none'",
    ].joined(separator: "; ")
  }
}
