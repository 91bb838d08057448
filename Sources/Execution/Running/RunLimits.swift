import Lessons

/// What a process may use before it is stopped, with all that it has started.
package struct RunLimits: Sendable, Equatable {
  package var time: Duration
  /// What each of its units may print, in bytes; and as much on standard error.
  package var output: Int?
  /// What it may keep in memory, in bytes, its children included.
  package var memory: Int?
  /// How much of that may be its stack, in bytes; a lesson's program sees to it itself.
  package var stack: Int?
  /// The maximum number of processes, itself included.
  package var processes: Int?

  package init(
    time: Duration,
    output: Int? = nil,
    memory: Int? = nil,
    stack: Int? = nil,
    processes: Int? = nil
  ) {
    self.time = time
    self.output = output
    self.memory = memory
    self.stack = stack
    self.processes = processes
  }

  /// Which limit a process has passed.
  package enum Excess: Sendable, Equatable {
    case time, output, memory, processes
  }
}

extension Lesson {
  /// The longest time that one of its cells asks for.
  var timeLimit: Duration? {
    units.compactMap { unit in
      if case .cell(let cell) = unit { cell.options.timeLimit } else { nil }
    }.max()
  }
}
