/// What a browser may load for a page: the site's own files, and the lesson's images from other hosts.
///
/// KaTeX and charts position what they draw with style attributes, which are therefore allowed; style
/// sheets and scripts in the page are not.
struct ContentPolicy {
  let imageOrigins: Set<String>
  /// Whether the page computes with WebAssembly, in a worker that is made from a text.
  let hasProgram: Bool

  var text: String {
    let images = ["'self'", "data:"] + imageOrigins.sorted()
    let scripts = hasProgram ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'"
    let policy =
      [
        "default-src 'none'", scripts, "style-src 'self'",
        "style-src-attr 'unsafe-inline'", "img-src \(images.joined(separator: " "))",
        "font-src 'self'", "media-src 'self'", "connect-src 'self'", "base-uri 'none'",
        "form-action 'none'",
      ]
      + (hasProgram ? ["worker-src blob:"] : [])
    return policy.joined(separator: "; ")
  }
}
