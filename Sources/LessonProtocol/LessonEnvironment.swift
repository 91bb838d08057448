/// The environment variables that pass the tool's settings to a lesson's program. The runtime removes
/// each before the lesson's code can see it.
package enum LessonEnvironment {
  /// The file that records are appended to.
  package static let records = "LITERATE_RECORDS"
  /// The file that holds the statement trace.
  package static let trace = "LITERATE_TRACE"
  /// The number of the example that runs, in a program that holds many.
  package static let example = "LITERATE_EXAMPLE"
  /// The maximum size of the forms of one value, in bytes.
  package static let displayLimit = "LITERATE_DISPLAY_LIMIT"
  /// The maximum size of the stack, in bytes.
  package static let stack = "LITERATE_STACK"
  /// The maximum processor time of the program, in seconds.
  package static let processorTime = "LITERATE_PROCESSOR_TIME"
  /// The file in which `file-reads.c` records the paths that the program looks at.
  package static let reads = "LITERATE_READS"
  /// The folders that `file-reads.c` ignores, separated by colons.
  package static let unwatched = "LITERATE_UNWATCHED"
}

/// The exit codes that mean something to the tool.
package enum LessonExitCode {
  /// The program has closed its record file, or the disk is full.
  package static let recordsLost: Int32 = 113
}
