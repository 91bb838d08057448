import Diagnostics
import FlyingFox
import Foundation

/// Answers only requests of the author's own browser.
///
/// The site is in memory: a path names one of its files or nothing, and nothing can be written.
struct SiteHandler: HTTPHandler {
  let site: LiveSite

  /// The path of the server's own files; no page of a site is there.
  private static let own = "/-/literate/"
  /// A page of another site whose name resolves to this machine sends that name as its host.
  private static let hosts: Set<Substring> = ["127.0.0.1", "localhost"]

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    var response = await answer(to: request)
    response.headers[HTTPHeader("Cache-Control")] = "no-store"
    response.headers[HTTPHeader("Cross-Origin-Resource-Policy")] = "same-origin"
    response.headers[HTTPHeader("X-Content-Type-Options")] = "nosniff"
    guard request.method == .HEAD else { return response }
    let length = try await response.bodyData.count
    response.headers[.contentLength] = String(length)
    response.payload = .httpBody(HTTPBodySequence())
    return response
  }

  private func answer(to request: HTTPRequest) async -> HTTPResponse {
    let host = (request.headers[.host] ?? "").split(separator: ":").first ?? ""
    guard Self.hosts.contains(host) else {
      return .text(.misdirectedRequest, "This server answers for 127.0.0.1 and localhost alone.")
    }
    guard request.method == .GET || request.method == .HEAD else {
      var refusal = HTTPResponse.text(.methodNotAllowed, "This server can be read, not written.")
      refusal.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return refusal
    }
    switch request.path {
    case Self.own + "state":
      let version = request.query["after"].flatMap { Int($0) }
      return .state(await site.state(after: version))
    case Self.own + "reload.js":
      return .file("reload.js", Data(PackageResources.reload_js))
    case Self.own + "faults.css":
      return .file("faults.css", Data(PackageResources.faults_css))
    case let path:
      return page(path, of: await site.state)
    }
  }

  private func page(_ path: String, of state: LiveSite.State) -> HTTPResponse {
    var name = String(path.drop { $0 == "/" })
    if name.isEmpty || name.hasSuffix("/") { name += "index.html" }
    let found = state.files[name]
    guard found == nil || name.hasSuffix(".html") else { return .file(name, found ?? Data()) }
    let page = found ?? state.files["404.html"] ?? Self.missingPage
    let script =
      "<script src=\"\(Self.own)reload.js\" data-site=\"\(state.siteVersion)\" "
      + "data-look=\"\(state.lookVersion)\" defer>"
    return .file(
      "page.html",
      page.inserting("\(script)</script>\n", before: "</head>"),
      found == nil ? .notFound : .ok
    )
  }

  private static let missingPage = Data(
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="color-scheme" content="light dark">
    <title>No such page</title>
    </head>
    <body>
    <main>
    <h1>No such page</h1>
    <p>The site has no page at this address. <a href="/">Its index</a></p>
    </main>
    </body>
    </html>

    """.utf8
  )
}

extension HTTPResponse {
  fileprivate static func text(_ code: HTTPStatusCode, _ text: String) -> HTTPResponse {
    .file("answer.txt", Data((text + "\n").utf8), code)
  }

  fileprivate static func file(
    _ name: String,
    _ data: Data,
    _ code: HTTPStatusCode = .ok
  ) -> HTTPResponse {
    HTTPResponse(
      statusCode: code,
      headers: [.contentType: MediaType(ofFile: name).text],
      body: HTTPBodySequence(data: data, suggestedBufferSize: 1 << 16)
    )
  }

  fileprivate static func state(_ state: LiveSite.State) -> HTTPResponse {
    struct Fault: Encodable {
      let severity: String
      let text: String
    }
    struct Answer: Encodable {
      let version: Int
      let site: Int
      let look: Int
      let faults: [Fault]
    }
    let formatter = DiagnosticFormatter(usesColor: false)
    let faults = state.faults.sorted().map {
      Fault(severity: $0.severity.rawValue, text: formatter.format($0))
    }
    let answer = Answer(
      version: state.version,
      site: state.siteVersion,
      look: state.lookVersion,
      faults: faults
    )
    return .file("state.json", (try? JSONEncoder().encode(answer)) ?? Data())
  }
}

extension Data {
  /// Inserts a text before the first occurrence of a mark, or at the end.
  fileprivate func inserting(_ text: String, before mark: String) -> Data {
    let place = range(of: Data(mark.utf8))?.lowerBound ?? endIndex
    return self[..<place] + Data(text.utf8) + self[place...]
  }
}
