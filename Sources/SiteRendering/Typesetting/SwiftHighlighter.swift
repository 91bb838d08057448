private import CSourceKit
private import DynamicLibraries
import Foundation
import Markdown
private import Synchronization

/// Colours Swift as the language's own services see it (sourcekitd of the toolchain).
actor SwiftHighlighter {
  struct Failure: Error {
    let message: String
  }

  private let library: URL
  private var functions: Functions?

  init(library: URL) {
    self.library = library
  }

  private struct Functions {
    let makeRequest: sourcekitd_request_create_from_yaml_t
    let releaseRequest: sourcekitd_request_release_t
    let send: sourcekitd_send_request_sync_t
    let disposeResponse: sourcekitd_response_dispose_t
    let isError: sourcekitd_response_is_error_t
    let value: sourcekitd_response_get_value_t
    let json: sourcekitd_variant_json_description_copy_t

    init(_ library: DynamicLibrary) throws {
      func function<Function>(_ name: String, as type: Function.Type) throws -> Function {
        try library.function("sourcekitd_\(name)", as: type)
      }
      makeRequest = try function(
        "request_create_from_yaml",
        as: sourcekitd_request_create_from_yaml_t.self
      )
      releaseRequest = try function("request_release", as: sourcekitd_request_release_t.self)
      send = try function("send_request_sync", as: sourcekitd_send_request_sync_t.self)
      disposeResponse = try function("response_dispose", as: sourcekitd_response_dispose_t.self)
      isError = try function("response_is_error", as: sourcekitd_response_is_error_t.self)
      value = try function("response_get_value", as: sourcekitd_response_get_value_t.self)
      json = try function(
        "variant_json_description_copy",
        as: sourcekitd_variant_json_description_copy_t.self
      )
      try function("initialize", as: sourcekitd_initialize_t.self)()
    }
  }

  /// The lines of some code as HTML, coloured; a token that spans lines is coloured on each.
  ///
  /// - Parameters:
  ///   - code: one line or many.
  ///   - declarations: of the names in the code, by their offset in UTF-8 bytes.
  /// - Returns: as many lines as the code has.
  /// - Throws: `Failure` if the library is not to be had.
  func colored(_ code: String, _ declarations: [Int: String] = [:]) throws -> [String] {
    let tokens = try tokens(of: code)
    var lines = [""]
    var offset = 0
    let bytes = Array(code.utf8)
    func append(_ range: Range<Int>, kind: String?) {
      let declaration = kind == nil ? nil : declarations[range.lowerBound]
      let type = declaration.map { " data-type=\"\($0.escapedHTML)\"" } ?? ""
      let pieces = bytes[range].split(separator: 0x0A, omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if index > 0 { lines.append("") }
        let text = String(decoding: piece, as: UTF8.self).escapedHTML
        guard !text.isEmpty else { continue }
        lines[lines.count - 1] += kind.map { "<span class=\"\($0)\"\(type)>\(text)</span>" } ?? text
      }
    }
    for token in tokens where token.offset >= offset && token.end <= bytes.count {
      append(offset..<token.offset, kind: nil)
      append(token.offset..<token.end, kind: token.cssClass)
      offset = token.end
    }
    append(offset..<bytes.count, kind: nil)
    return lines
  }

  /// The declarations in some code, nested as they are.
  ///
  /// - Throws: `Failure` if the library is not to be had.
  func declarations(in code: String) throws -> [SwiftDeclaration] {
    try answer(about: code).declarations ?? []
  }

  private func tokens(of code: String) throws -> [Token] {
    try answer(about: code).tokens
  }

  private func answer(about code: String) throws -> Answer {
    let functions = try loadedFunctions()
    let text = String(decoding: try JSONEncoder().encode(code), as: UTF8.self)
    let yaml = """
      key.request: source.request.editor.open
      key.name: "literate"
      key.enablesyntaxmap: 1
      key.enablesubstructure: 1
      key.syntactic_only: 1
      key.sourcetext: \(text.replacing("\\/", with: "/"))
      """
    guard let request = functions.makeRequest(yaml, nil) else {
      throw Failure(message: "sourcekitd does not take the request")
    }
    defer { functions.releaseRequest(request) }
    var response: sourcekitd_response_t?
    DynamicLibrary.signals.withLock { _ in response = functions.send(request) }
    defer { functions.disposeResponse(response) }
    guard let response, !functions.isError(response),
      let json = functions.json(functions.value(response))
    else { throw Failure(message: "sourcekitd does not colour the code") }
    defer { free(json) }
    return try JSONDecoder().decode(Answer.self, from: Data(String(cString: json).utf8))
  }

  /// Loads the library; if there is none, that is told when it is needed.
  func load() {
    _ = try? loadedFunctions()
  }

  private func loadedFunctions() throws -> Functions {
    if let functions { return functions }
    do {
      let loaded = try DynamicLibrary.signals.withLock { _ in
        try Functions(DynamicLibrary(anyOf: [library.path]))
      }
      functions = loaded
      return loaded
    } catch let failure as DynamicLibrary.Failure {
      throw Failure(message: failure.message)
    }
  }
}

private struct Answer: Decodable {
  let tokens: [Token]
  let declarations: [SwiftDeclaration]?

  enum CodingKeys: String, CodingKey {
    case tokens = "key.syntaxmap"
    case declarations = "key.substructure"
  }
}

private struct Token: Decodable {
  let kind: String
  let offset: Int
  let length: Int

  var end: Int { offset + length }

  enum CodingKeys: String, CodingKey {
    case kind = "key.kind"
    case offset = "key.offset"
    case length = "key.length"
  }

  /// The class that the theme colours; `nil` where the text keeps its colour.
  var cssClass: String? {
    switch kind.split(separator: ".").dropFirst(4).joined(separator: ".") {
    case "keyword": "kw"
    case "identifier": "id"
    case "typeidentifier": "ty"
    case "number": "num"
    case "string", "string_interpolation_anchor": "str"
    case "comment", "comment.mark", "comment.url": "com"
    case let kind where kind.hasPrefix("doccomment"): "doc"
    case let kind where kind.hasPrefix("attribute"): "attr"
    case "pounddirective.keyword", "buildconfig.keyword": "attr"
    case "operator": "op"
    case "placeholder": "ph"
    default: nil
    }
  }
}
