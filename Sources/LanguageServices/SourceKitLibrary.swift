private import CSourceKit
import DynamicLibraries
import Foundation

/// sourcekitd, loaded into this process.
struct SourceKitLibrary {
  private let functions: Functions

  /// - Throws: `DynamicLibrary.Failure` if it is not available.
  init(_ path: String) throws(DynamicLibrary.Failure) {
    functions = try Functions(DynamicLibrary(anyOf: [path], prefix: "sourcekitd_"))
  }

  /// The answer to a request, as JSON; `nil` if there is none.
  func answer(to yaml: String) -> Data? {
    guard let request = functions.makeRequest(yaml, nil) else { return nil }
    defer { functions.releaseRequest(request) }
    let response = functions.send(request)
    defer { functions.disposeResponse(response) }
    guard let response, !functions.isError(response),
      let text = functions.json(functions.value(response))
    else { return nil }
    return Data(bytesNoCopy: text, count: strlen(text), deallocator: .free)
  }

  private struct Functions {
    let makeRequest: sourcekitd_request_create_from_yaml_t
    let releaseRequest: sourcekitd_request_release_t
    let send: sourcekitd_send_request_sync_t
    let disposeResponse: sourcekitd_response_dispose_t
    let isError: sourcekitd_response_is_error_t
    let value: sourcekitd_response_get_value_t
    let json: sourcekitd_variant_json_description_copy_t

    init(_ library: DynamicLibrary) throws(DynamicLibrary.Failure) {
      makeRequest = try library.function(
        "request_create_from_yaml",
        as: sourcekitd_request_create_from_yaml_t.self
      )
      releaseRequest = try library.function(
        "request_release",
        as: sourcekitd_request_release_t.self
      )
      send = try library.function("send_request_sync", as: sourcekitd_send_request_sync_t.self)
      disposeResponse = try library.function(
        "response_dispose",
        as: sourcekitd_response_dispose_t.self
      )
      isError = try library.function("response_is_error", as: sourcekitd_response_is_error_t.self)
      value = try library.function("response_get_value", as: sourcekitd_response_get_value_t.self)
      json = try library.function(
        "variant_json_description_copy",
        as: sourcekitd_variant_json_description_copy_t.self
      )
      try library.function("initialize", as: sourcekitd_initialize_t.self)()
    }
  }
}
