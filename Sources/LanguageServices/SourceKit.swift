private import CSourceKit
private import DynamicLibraries
package import Foundation
private import Synchronization

/// Swift's language services (sourcekitd of a toolchain), in this process. The library is loaded when
/// it is first asked.
package actor SourceKit {
  /// Why there is no answer.
  package struct Failure: Error {
    package let message: String
  }

  /// Answers can take as long as a compilation.
  private static let thread = DedicatedThread()

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    Self.thread.asUnownedSerialExecutor()
  }

  package nonisolated let library: URL
  private var loaded: Functions?

  /// - Parameter library: sourcekitd, of the toolchain whose Swift is asked about.
  package init(library: URL) {
    self.library = library
  }

  /// What the services answer to some requests, one after the other, with none of others between them.
  ///
  /// - Returns: the last one's answer, as JSON.
  /// - Throws: `Failure` if the library is not to be had, or says that it cannot answer.
  package func answer(to requests: SourceKitRequest...) throws(Failure) -> Data {
    let functions = try functions()
    var answer = Data()
    for request in requests { answer = try functions.answer(to: request) }
    return answer
  }

  private func functions() throws(Failure) -> Functions {
    if let loaded { return loaded }
    do {
      let functions = try DynamicLibrary.signals.withLock { _ throws(DynamicLibrary.Failure) in
        try Functions(DynamicLibrary(anyOf: [library.path]))
      }
      loaded = functions
      return functions
    } catch {
      throw Failure(message: error.message)
    }
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
      func function<Function>(
        _ name: String,
        as type: Function.Type
      ) throws(DynamicLibrary.Failure) -> Function {
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

    func answer(to request: SourceKitRequest) throws(Failure) -> Data {
      guard let made = makeRequest(request.yaml, nil) else {
        throw Failure(message: "sourcekitd does not take the request \(request.kind)")
      }
      defer { releaseRequest(made) }
      var response: sourcekitd_response_t?
      DynamicLibrary.signals.withLock { _ in response = send(made) }
      defer { disposeResponse(response) }
      guard let response, !isError(response), let text = json(value(response)) else {
        throw Failure(message: "sourcekitd does not answer the request \(request.kind)")
      }
      return Data(bytesNoCopy: text, count: strlen(text), deallocator: .free)
    }
  }
}
