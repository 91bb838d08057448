// The functions that the compiler's playground transform calls with values (see `LessonRuntime/PlaygroundHooks.swift`).
// The static type of a value decides how it is recorded, since Embedded Swift cannot ask a value for its type; the
// transform fixes the signature, which each type therefore repeats.

public import LessonKit

/// Records a value of a binding, an assignment, or an expression used as a statement.
@export(interface) @inline(never) public func __builtin_log_with_id(
  _ value: Double,
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  record(.number(value), startLine, startColumn, endLine, endColumn)
}

/// Records a value of a binding, an assignment, or an expression used as a statement.
@export(interface) @inline(never) public func __builtin_log_with_id(
  _ value: Int,
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  record(.whole(value), startLine, startColumn, endLine, endColumn)
}

/// Records a value of a binding, an assignment, or an expression used as a statement.
@export(interface) @inline(never) public func __builtin_log_with_id(
  _ value: String,
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  record(.text(Array(value.utf8), isText: true), startLine, startColumn, endLine, endColumn)
}

/// Records a value of a binding, an assignment, or an expression used as a statement.
public func __builtin_log_with_id<Value: PageDescribed>(
  _ value: Value,
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  __pageRecords(value.pageText, startLine, startColumn, endLine, endColumn)
}

/// Records a value of a binding, an assignment, or an expression used as a statement.
public func __builtin_log_with_id<Value: CustomStringConvertible>(
  _ value: Value,
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  var text = PageText()
  text.append(value.description)
  return __pageRecords(text, startLine, startColumn, endLine, endColumn)
}

/// Records a value of a binding, an assignment, or an expression used as a statement.
public func __builtin_log_with_id<Value: PageDescribed & CustomStringConvertible>(
  _ value: Value,
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  __pageRecords(value.pageText, startLine, startColumn, endLine, endColumn)
}

/// Records a value of a binding, an assignment, or an expression used as a statement.
public func __builtin_log_with_id<Value: LessonDisplayable>(
  _ value: Value,
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  __pageRecords(value.lessonDisplay, startLine, startColumn, endLine, endColumn)
}

/// Records a value of a binding, an assignment, or an expression used as a statement.
public func __builtin_log_with_id<Value: LessonDisplayable & CustomStringConvertible>(
  _ value: Value,
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  __pageRecords(value.lessonDisplay, startLine, startColumn, endLine, endColumn)
}

/// Records a value of a binding, an assignment, or an expression used as a statement.
public func __builtin_log_with_id<Value>(
  _ value: Value,
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  __pageRecordsUnknown(startLine, startColumn, endLine, endColumn)
}

/// Records a value of a binding, an assignment, or an expression used as a statement.
public func __builtin_log_with_id<A: PageDescribed, B: PageDescribed>(
  _ value: (A, B),
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  var text = PageText()
  text.append("(")
  value.0.describe(to: &text, isNested: true)
  text.append(", ")
  value.1.describe(to: &text, isNested: true)
  text.append(")")
  return __pageRecords(text, startLine, startColumn, endLine, endColumn)
}

/// Records a value of a binding, an assignment, or an expression used as a statement.
public func __builtin_log_with_id<A: PageDescribed, B: PageDescribed, C: PageDescribed>(
  _ value: (A, B, C),
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  var text = PageText()
  text.append("(")
  value.0.describe(to: &text, isNested: true)
  text.append(", ")
  value.1.describe(to: &text, isNested: true)
  text.append(", ")
  value.2.describe(to: &text, isNested: true)
  text.append(")")
  return __pageRecords(text, startLine, startColumn, endLine, endColumn)
}

/// Records a value of a binding, an assignment, or an expression used as a statement.
public func __builtin_log_with_id<
  A: PageDescribed,
  B: PageDescribed,
  C: PageDescribed,
  D: PageDescribed
>(
  _ value: (A, B, C, D),
  _ name: String,
  _ identifier: Int,
  _ startLine: Int,
  _ endLine: Int,
  _ startColumn: Int,
  _ endColumn: Int,
  _ module: Int,
  _ file: Int
) -> AnyObject? {
  var text = PageText()
  text.append("(")
  value.0.describe(to: &text, isNested: true)
  text.append(", ")
  value.1.describe(to: &text, isNested: true)
  text.append(", ")
  value.2.describe(to: &text, isNested: true)
  text.append(", ")
  value.3.describe(to: &text, isNested: true)
  text.append(")")
  return __pageRecords(text, startLine, startColumn, endLine, endColumn)
}

/// Records what a value was written as.
@export(interface) @inline(never) public func __pageRecords(
  _ text: PageText,
  _ startLine: Int,
  _ startColumn: Int,
  _ endLine: Int,
  _ endColumn: Int
) -> AnyObject? {
  let value = PageRecorder.Value.text(text.bytes, isText: false)
  return record(
    text.isUnknown ? .unknown : value,
    startLine,
    startColumn,
    endLine,
    endColumn
  )
}

/// Records what a value was written as.
@export(interface) @inline(never) public func __pageRecords(
  _ display: LessonDisplay,
  _ startLine: Int,
  _ startColumn: Int,
  _ endLine: Int,
  _ endColumn: Int
) -> AnyObject? {
  let html = display.html ?? ""
  let value = PageRecorder.Value.html(html, text: display.plainText)
  return record(value, startLine, startColumn, endLine, endColumn)
}

/// Records that a value cannot be written.
@export(interface) @inline(never) public func __pageRecordsUnknown(
  _ startLine: Int,
  _ startColumn: Int,
  _ endLine: Int,
  _ endColumn: Int
) -> AnyObject? {
  record(.unknown, startLine, startColumn, endLine, endColumn)
}

private func record(
  _ value: PageRecorder.Value,
  _ startLine: Int,
  _ startColumn: Int,
  _ endLine: Int,
  _ endColumn: Int
) -> AnyObject? {
  let place = PageRecorder.Place(
    startLine: startLine,
    startColumn: startColumn,
    endLine: endLine,
    endColumn: endColumn
  )
  PageRecorder.shared.record(value, at: place)
  return nil
}
