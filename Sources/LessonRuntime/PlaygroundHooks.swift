// What the compiler's playground transform (`-Xfrontend -playground`) calls in an imported module.
// Names and signatures are the compiler's own (lib/Sema/PlaygroundTransform.cpp). Columns count
// UTF-8 bytes; `#sourceLocation` moves the lines to those of the Markdown file.

import LessonProtocol

/// A value: of a binding, an assignment, or an expression used as a statement.
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

/// A block is entered: the body of a loop, a function, a closure, a branch.
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

/// A block is left. Nesting is known from the places, so there is nothing to do.
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

/// Something was printed. What a cell prints is taken from its standard output, so that C's `printf` counts
/// as well; here is noted what prints beside the program's own thread.
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

/// A statement begins, or what controls a block: a condition, the next step of a loop. The transform
/// `-Xfrontend -pc-macro` calls it (lib/Sema/PCMacro.cpp).
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

/// What has begun there ends; not called where an error ends it.
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
