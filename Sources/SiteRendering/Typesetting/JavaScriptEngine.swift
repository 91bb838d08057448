private import DynamicLibraries
private import Synchronization

#if canImport(Glibc)
  private import Glibc
#endif

/// JavaScriptCore, through its C interface: runs KaTeX and highlight.js while the site is built. Its
/// only context lives as long as the tool.
actor JavaScriptEngine {
  /// What a script threw, or why there is no engine.
  struct Failure: Error {
    let message: String
  }

  private static let thread = DedicatedThread()

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    Self.thread.asUnownedSerialExecutor()
  }

  fileprivate typealias Reference = OpaquePointer
  private var started: Machine?

  fileprivate struct Machine {
    let functions: Functions
    let context: Reference
  }

  private static let libraryNames = [
    "libjavascriptcoregtk-4.1.so.0", "libjavascriptcoregtk-6.0.so.1",
    "libjavascriptcoregtk-4.0.so.18",
    "/System/Library/Frameworks/JavaScriptCore.framework/JavaScriptCore",
  ]

  /// The functions of the C interface that are used.
  fileprivate struct Functions {
    typealias Outcome = UnsafeMutablePointer<Reference?>
    typealias MakeContext = @convention(c) (Reference?) -> Reference?
    typealias Release = @convention(c) (Reference) -> Void
    typealias MakeString = @convention(c) (UnsafePointer<CChar>) -> Reference?
    typealias Length = @convention(c) (Reference) -> Int
    typealias CopyString = @convention(c) (Reference, UnsafeMutablePointer<CChar>, Int) -> Int
    typealias Evaluate =
      @convention(c) (Reference, Reference, Reference?, Reference?, Int32, Outcome?) -> Reference?
    typealias ValueToString = @convention(c) (Reference, Reference, Outcome?) -> Reference?

    let makeContext: MakeContext
    let makeString: MakeString
    let releaseString: Release
    let maximumLength: Length
    let copyString: CopyString
    let evaluate: Evaluate
    let valueToString: ValueToString

    init(_ library: DynamicLibrary) throws(DynamicLibrary.Failure) {
      makeContext = try library.function("GlobalContextCreate", as: MakeContext.self)
      makeString = try library.function("StringCreateWithUTF8CString", as: MakeString.self)
      releaseString = try library.function("StringRelease", as: Release.self)
      maximumLength = try library.function("StringGetMaximumUTF8CStringSize", as: Length.self)
      copyString = try library.function("StringGetUTF8CString", as: CopyString.self)
      evaluate = try library.function("EvaluateScript", as: Evaluate.self)
      valueToString = try library.function("ValueToStringCopy", as: ValueToString.self)
    }
  }

  /// The functions and the context, made on first use, on the engine's own thread.
  private func machine() throws(Failure) -> Machine {
    if let started { return started }
    #if os(Linux)
      // There is too little garbage to justify a thread that interrupts this one.
      setenv("JSC_useConcurrentGC", "false", 0)
    #endif
    let functions: Functions
    do {
      functions = try Functions(DynamicLibrary(anyOf: Self.libraryNames, prefix: "JS"))
    } catch {
      throw Failure(message: error.message)
    }
    guard let context = functions.makeContext(nil) else {
      throw Failure(message: "JavaScriptCore makes no context")
    }
    let machine = Machine(functions: functions, context: context)
    started = machine
    return machine
  }

  /// Runs a script and returns its value as a string.
  ///
  /// - Throws: `Failure` with what the script threw.
  @discardableResult
  func evaluate(_ script: String) throws(Failure) -> String {
    let machine = try machine()
    guard let source = machine.functions.makeString(script) else {
      throw Failure(message: "out of memory")
    }
    defer { machine.functions.releaseString(source) }
    var exception: Reference?
    let value = machine.functions.evaluate(machine.context, source, nil, nil, 1, &exception)
    guard let value else {
      throw Failure(message: exception.flatMap { machine.text(of: $0) } ?? "the script failed")
    }
    return machine.text(of: value) ?? ""
  }
}

extension JavaScriptEngine.Machine {
  fileprivate func text(of value: OpaquePointer) -> String? {
    guard let string = functions.valueToString(context, value, nil) else { return nil }
    defer { functions.releaseString(string) }
    let capacity = functions.maximumLength(string)
    let bytes = [CChar](unsafeUninitializedCapacity: capacity) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      count = max(0, functions.copyString(string, start, capacity) - 1)
    }
    return String(decoding: bytes.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
