#if canImport(Glibc)
  // The C library's `stdout` is a variable, which this module only reads.
  @preconcurrency private import Glibc
#elseif canImport(Darwin)
  @preconcurrency private import Darwin
#endif

// What the tangled program calls between the pieces of a lesson.

/// The first statement of a tangled program: opens the file of records that the environment names.
///
/// Standard output becomes line-buffered, so that a program that traps loses no whole line.
public func __lessonBegins() {
  setvbuf(stdout, nil, _IOLBF, 0)
  limitProcessorTime()
  Recorder.shared.begin()
}

/// Stands before the cell or inline expression of this index: what follows is its own.
public func __lessonReaches(_ unit: Int) {
  Recorder.shared.reach(unit)
}

/// The last statement of a tangled program; without it, the program ended early.
public func __lessonEnds() {
  Recorder.shared.end()
}

/// Bounds the processor time that the program may take, in the seconds that the environment names: a
/// lesson ends even when the tool that watches it is gone.
private func limitProcessorTime() {
  let name = "LITERATE_PROCESSOR_TIME"
  guard let seconds = getenv(name).flatMap({ rlim_t(String(cString: $0)) }) else { return }
  unsetenv(name)
  var limit = rlimit(rlim_cur: seconds, rlim_max: seconds)
  #if canImport(Glibc)
    setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
  #else
    setrlimit(RLIMIT_CPU, &limit)
  #endif
}
