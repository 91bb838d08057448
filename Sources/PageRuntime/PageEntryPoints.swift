// The functions that a page's program calls between the pieces of a lesson, and those of the compiler's playground
// transform that get no value (see `LessonRuntime/PlaygroundHooks.swift`).

/// The first statement: reads the values of the controls.
@export(interface) @inline(never) public func __pageBegins() { PageRecorder.shared.begin() }

/// Called before the code of a unit; `digits` is how many significant digits it shows, 0 for all.
@export(interface) @inline(never) public func __pageReaches(
  _ unit: Int,
  _ isInline: Bool,
  _ digits: Int
) {
  PageRecorder.shared.reach(unit, isInline: isInline, digits: digits)
}

/// The last statement: writes what was recorded.
@export(interface) @inline(never) public func __pageEnds() { PageRecorder.shared.write() }

/// Ends a report of the tool's own: it is a statement without a value.
public func __pageSends(_ object: AnyObject?) {}

// MARK: Blocks and output

/// A block is entered; nesting follows from the places.
public func __builtin_log_scope_entry(
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? { nil }

/// A block is left.
public func __builtin_log_scope_exit(
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? { nil }

/// Something was printed; `print` itself notes it.
public func __builtin_postPrint(
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? { nil }

/// Called with the result of each function above.
public func __builtin_send_data(_ object: AnyObject?) {}
