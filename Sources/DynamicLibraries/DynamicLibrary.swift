#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// A library that is loaded only when something needs it, and stays loaded.
package struct DynamicLibrary {
  /// The reason that a library or one of its functions is not available.
  package struct Failure: Error {
    package let message: String
  }

  private let handle: UnsafeMutableRawPointer
  private let path: String
  private let prefix: String

  /// Loads the first available library of those given; the names of its functions begin with `prefix`.
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

  /// A function by its name without the prefix. The caller guarantees that its type,
  /// `@convention(c)`, is correct.
  package func function<Function>(_ name: String, as type: Function.Type) throws(Failure)
    -> Function
  {
    guard let symbol = dlsym(handle, prefix + name) else {
      throw Failure(message: "\(path) has no function '\(prefix)\(name)'")
    }
    return unsafeBitCast(symbol, to: type)
  }
}
