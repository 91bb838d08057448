/// The environment variables through which the tool hands a lesson's program its settings. The runtime
/// removes each before the lesson's code can look.
package enum LessonEnvironment {
  /// The file that records are appended to.
  package static let records = "LITERATE_RECORDS"
  /// The file that holds the statement trace.
  package static let trace = "LITERATE_TRACE"
  /// How large the forms of one value may be, in bytes.
  package static let displayLimit = "LITERATE_DISPLAY_LIMIT"
  /// How large the stack may grow, in bytes.
  package static let stack = "LITERATE_STACK"
  /// How much processor time the program may take, in seconds.
  package static let processorTime = "LITERATE_PROCESSOR_TIME"
  /// The file in which `file-reads.c` notes what the program looks at.
  package static let reads = "LITERATE_READS"
  /// The folders that it leaves out, separated by colons.
  package static let unwatched = "LITERATE_UNWATCHED"
}

/// The exit codes that mean something to the tool.
package enum LessonExitCode {
  /// The program has closed the file of its records, or the disk is full.
  package static let recordsLost: Int32 = 113
}
