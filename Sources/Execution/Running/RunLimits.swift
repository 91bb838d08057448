import Lessons

/// The limits at which a process is stopped, with everything that it has started.
package struct RunLimits: Sendable, Equatable {
  package var time: Duration
  /// The output that each of its units may print, in bytes; the same limit applies to standard error.
  package var output: Int?
  /// The memory that it may use, in bytes, including its children.
  package var memory: Int?
  /// How much of that may be its stack, in bytes; a lesson's program applies this limit itself.
  package var stack: Int?
  /// The maximum number of processes, including itself.
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

  /// The limit that a process exceeded.
  package enum Excess: Sendable, Equatable {
    case time, output, memory, processes
  }
}

extension RunLimits {
  /// The limits of a site's programs, with another limit of time if one is asked for.
  init(_ configuration: SiteConfiguration, time: Duration?) {
    self.init(
      time: time ?? configuration.timeLimit,
      output: configuration.outputLimit,
      memory: configuration.memoryLimit,
      stack: configuration.stackLimit,
      processes: configuration.processLimit
    )
  }
}

extension Lesson {
  /// The longest time that any of its cells asks for.
  var timeLimit: Duration? {
    units.compactMap { unit in
      if case .cell(let cell) = unit { cell.options.timeLimit } else { nil }
    }.max()
  }
}
