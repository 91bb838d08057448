// Draws the charts of a page. It is a module of its own, which is compiled and linked only where a chart follows a
// control: drawing takes more code than all else that a page computes with.

public import LessonKit
import PageRuntime

/// Records a chart, by its drawings.
@export(interface) @inline(never) public func __builtin_log_with_id(
  _ value: Chart,
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
