#if canImport(Glibc)
  @preconcurrency private import Glibc
#elseif canImport(Darwin)
  @preconcurrency private import Darwin
#endif

@_silgen_name("fork") private func copyProcess() -> Int32

/// A copy of the running process, for code that must not change the process itself.
enum ProcessCopy {
  /// How long the copy may run, in seconds.
  private static let timeLimit: UInt32 = 2

  /// Runs code in a copy of the process and waits for it to end. The code may trap or hang, and its
  /// output is lost; only the calling thread is in the copy.
  static func run(_ work: () -> Void) {
    fflush(nil)
    let copy = copyProcess()
    if copy == 0 {
      let nothing = open("/dev/null", O_WRONLY)
      dup2(nothing, STDOUT_FILENO)
      dup2(nothing, STDERR_FILENO)
      alarm(timeLimit)
      work()
      _exit(0)
    }
    guard copy > 0 else { return }
    var status: Int32 = 0
    while waitpid(copy, &status, 0) < 0, errno == EINTR {}
  }
}
