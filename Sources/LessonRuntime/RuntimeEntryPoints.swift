import LessonProtocol

#if canImport(Glibc)
  // The C library's `stdout` is a variable, which this module only reads.
  @preconcurrency private import Glibc
#elseif canImport(Darwin)
  @preconcurrency private import Darwin
#endif

// The functions that the tangled program calls between the pieces of a lesson.

/// The first statement of a tangled program; opens the file of records that the environment names.
///
/// Standard output becomes line-buffered, so that a program that traps does not lose whole lines.
public func __lessonBegins() {
  setvbuf(stdout, nil, _IOLBF, 0)
  limitResources()
  Recorder.shared.begin()
  atexit { Recorder.shared.exit() }
  TestingIssues.record()
}

/// Called before the cell or inline expression with this index: the code that follows is its own.
public func __lessonReaches(_ unit: Int) {
  Recorder.shared.reach(unit)
}

/// The number of the example that a program of many examples is to run; 0 if the environment names none.
public func __lessonExample() -> Int {
  defer { unsetenv(LessonEnvironment.example) }
  return getenv(LessonEnvironment.example).flatMap { Int(String(cString: $0)) } ?? 0
}

/// The last statement of a tangled program; without it, the program ended early.
public func __lessonEnds() {
  Recorder.shared.end()
}

/// The deferred blocks of a part of a program that ends with a different part.
@MainActor private var deferredBlocks: [@MainActor () -> Void] = []

/// Registers a block that a part would run at its end, if the program did not end with a different part.
@MainActor public func __lessonDefers(_ block: @escaping @MainActor () -> Void) {
  deferredBlocks.append(block)
}

/// Runs the deferred blocks, last first.
@MainActor public func __lessonRunsDeferred() {
  while let block = deferredBlocks.popLast() { block() }
}

/// Records a name that a statement binds along with others, which the compiler's transform does not report.
public func __lessonBinds<Value>(
  _ value: Value,
  _ name: String,
  _ startLine: Int,
  _ startColumn: Int,
  _ endLine: Int,
  _ endColumn: Int
) {
  let place = ProgramRecord.Place(
    startLine: startLine,
    startColumn: startColumn,
    endLine: endLine,
    endColumn: endColumn
  )
  Recorder.shared.record(value, named: name, at: place)
}

/// Records the value of the expression in a comment that states its result. It is computed in a copy
/// of the process, so that the expression cannot change anything.
public func __lessonStates<Value>(
  _ startLine: Int,
  _ startColumn: Int,
  _ endLine: Int,
  _ endColumn: Int,
  _ value: () throws -> Value
) {
  let place = ProgramRecord.Place(
    startLine: startLine,
    startColumn: startColumn,
    endLine: endLine,
    endColumn: endColumn
  )
  ProcessCopy.run {
    guard let value = try? value() else { return }
    Recorder.shared.recordAlone(value, at: place)
  }
}

/// Marks where the statement at a place begins or ends printing.
public func __lessonPrints(_ line: Int, _ column: Int, _ isEnd: Bool) {
  Recorder.shared.markOutput(ofStatementAt: line, column, isEnd: isEnd)
}

/// Limits the program's processor time and stack to the values in the environment, so that a lesson
/// ends even if the tool that watches it is gone.
private func limitResources() {
  func number(_ name: String) -> rlim_t? {
    defer { unsetenv(name) }
    return getenv(name).flatMap { rlim_t(String(cString: $0)) }
  }
  if let seconds = number(LessonEnvironment.processorTime) {
    setLimit(RLIMIT_CPU, rlimit(rlim_cur: seconds, rlim_max: seconds))
  }
  if let bytes = number(LessonEnvironment.stack) {
    var limit = rlimit()
    getLimit(RLIMIT_STACK, &limit)
    limit.rlim_cur = min(bytes, limit.rlim_max)
    setLimit(RLIMIT_STACK, limit)
  }
}

#if canImport(Glibc)
  private typealias Resource = __rlimit_resource
#else
  private typealias Resource = Int32
#endif

private func setLimit(_ resource: Resource, _ limit: rlimit) {
  var limit = limit
  #if canImport(Glibc)
    setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  #else
    setrlimit(resource, &limit)
  #endif
}

private func getLimit(_ resource: Resource, _ limit: inout rlimit) {
  #if canImport(Glibc)
    getrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  #else
    getrlimit(resource, &limit)
  #endif
}
