#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A library that is loaded only when something needs it, and stays loaded.
package struct DynamicLibrary {
  /// Why a library, or a function of it, is not available.
  package struct Failure: Error {
    package let message: String
  }

  private let handle: UnsafeMutableRawPointer
  private let path: String
  private let prefix: String

  /// Loads the first of some libraries that is there, whose functions' names begin with `prefix`.
  package init(anyOf paths: [String], prefix: String) throws(Failure) {
    self.prefix = prefix
    for path in paths {
      if let handle = dlopen(path, RTLD_NOW | RTLD_LOCAL) {
        self.handle = handle
        self.path = path
        return
      }
    }
    throw Failure(message: "cannot load \(paths.joined(separator: " or "))")
  }

  /// A function by its name behind the prefix. That its type, `@convention(c)`, is right is the caller's word.
  package func function<Function>(_ name: String, as type: Function.Type) throws(Failure)
    -> Function
  {
    guard let symbol = dlsym(handle, prefix + name) else {
      throw Failure(message: "\(path) has no function '\(prefix)\(name)'")
    }
    return unsafeBitCast(symbol, to: type)
  }
}
