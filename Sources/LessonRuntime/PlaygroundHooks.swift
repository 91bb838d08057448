// Functions that the compiler's playground transform (`-Xfrontend -playground`) calls in an imported
// module. Names and signatures are the compiler's own (lib/Sema/PlaygroundTransform.cpp). Columns
// count UTF-8 bytes; `#sourceLocation` maps the lines to those of the Markdown file.

import LessonProtocol

/// Reports a value: of a binding, an assignment, or an expression used as a statement.
public func __builtin_log_with_id<Value>(
  _ value: Value,
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ moduleIdentifier: Int,
  _ fileIdentifier: Int
) -> AnyObject? {
  let place = ProgramRecord.Place(
    startLine: startLine,
    startColumn: startColumn,
    endLine: endLine,
    endColumn: endColumn
  )
  Recorder.shared.record(value, named: name, at: place)
  return nil
}

/// Reports that a block is entered: the body of a loop, a function, a closure, a branch.
public func __builtin_log_scope_entry(
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ moduleIdentifier: Int,
  _ fileIdentifier: Int
) -> AnyObject? {
  let place = ProgramRecord.Place(
    startLine: startLine,
    startColumn: startColumn,
    endLine: endLine,
    endColumn: endColumn
  )
  Recorder.shared.enterScope(place)
  return nil
}

/// Reports that a block is left. Nesting follows from the places, so there is nothing to do.
public func __builtin_log_scope_exit(
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ moduleIdentifier: Int,
  _ fileIdentifier: Int
) -> AnyObject? {
  nil
}

/// Reports that something was printed. A cell's output is taken from its standard output, which
/// includes C's `printf`; here only printing on other threads is noted.
public func __builtin_postPrint(
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ moduleIdentifier: Int,
  _ fileIdentifier: Int
) -> AnyObject? {
  Recorder.shared.notePrint(at: startLine, startColumn)
  return nil
}

/// Reports that a statement begins, or a part that controls a block: a condition, the next step of a
/// loop. Called by the transform `-Xfrontend -pc-macro` (lib/Sema/PCMacro.cpp).
public func __builtin_pc_before(
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ moduleIdentifier: Int,
  _ fileIdentifier: Int
) {
  StatementTraceWriter.shared?.begin(startLine, startColumn)
}

/// Reports that this statement or part ends; not called if an error ends it.
public func __builtin_pc_after(
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ moduleIdentifier: Int,
  _ fileIdentifier: Int
) {
  StatementTraceWriter.shared?.end(startLine, startColumn)
}

/// Called with the result of each function above.
public func __builtin_send_data(_ object: AnyObject?) {}
