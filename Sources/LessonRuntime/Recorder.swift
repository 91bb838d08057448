import LessonKit
import LessonProtocol
private import Synchronization

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Darwin)
  private import Darwin
#endif

/// Gathers the values of a running lesson, unit by unit, and writes them out at the end of each unit.
///
/// A line that runs many times keeps its last value and a count. Values are turned into text at once,
/// because the objects they refer to may change, and because keeping a value here would force a copy the
/// next time the program changes it. Only plain bits, which share nothing, wait for the end of their unit.
final class Recorder: Sendable {
  static let shared = Recorder()

  /// The number of times a place may be reached before its values are described in short.
  private static let longHits = 16

  /// Set while a value describes itself: values that its own code computes are not recorded.
  @TaskLocal private static var isDescribing = false

  typealias Place = ProgramRecord.Place

  private struct Site {
    let name: String
    var count = 0
    var value: DescribedValue?
    /// Describes the last value, if that has not been done yet.
    var describeLast: (() -> DescribedValue)?
  }

  private struct State {
    var writer: RecordWriter?
    var unit = -1
    var order: [Place] = []
    var sites: [Place: Site] = [:]
    var scopes: Set<Place> = []
    /// The thread that runs the top level at first; `nil` before it starts.
    var mainThread: pthread_t?
    /// The statements that printed on another thread, by place and current unit.
    var strays: Set<[Int]> = []
    /// The control that the program has just asked for.
    var control: Control?
    /// The number of times each statement's output was marked.
    var marks: [Place: Int] = [:]
    /// Whether the program has reached its last statement.
    var hasEnded = false
  }

  /// The maximum number of times one statement's output is marked, which bounds loop bodies.
  private static let markLimit = 1000

  private let lock = Mutex<Void>(())
  /// Guarded by `lock`. Values of any type come from any thread, so the compiler cannot check this.
  private nonisolated(unsafe) var state = State()

  func begin() {
    let writer = RecordWriter()
    // Removes the runtime's settings from the environment before the lesson's code can see them.
    _ = RecordWriter.displayLimit
    _ = StatementTraceWriter.shared
    lock.withLock { _ in
      state.writer = writer
      state.mainThread = pthread_self()
    }
    ControlExchange.answer = { control in
      Self.shared.note(control)
      return control.initial
    }
    writer?.write(.begin)
  }

  /// Notes a control: the next value with a name is the one that it gives.
  private func note(_ control: Control) {
    lock.withLock { _ in state.control = control }
  }

  func record<Value>(_ value: Value, named name: String, at place: Place) {
    guard !Self.isDescribing else { return }
    let (isRecording, count) = lock.withLock { _ in
      (state.writer != nil, state.sites[place]?.count ?? 0)
    }
    guard isRecording, !ChartParts.contains(Value.self) else { return }
    let waits = _isPOD(Value.self) && count >= Self.longHits
    var described = waits ? nil : Self.describe(value, inShort: count >= Self.longHits)
    lock.withLock { _ in
      if !name.isEmpty, let control = state.control {
        described?.add(control)
        state.control = nil
      }
      if state.sites[place] == nil {
        state.sites[place] = Site(name: name)
        state.order.append(place)
      }
      state.sites[place]?.count += 1
      if let described {
        state.sites[place]?.value = described
        state.sites[place]?.describeLast = nil
      } else {
        state.sites[place]?.describeLast = { Self.describe(value, inShort: false) }
      }
    }
  }

  /// Writes one value immediately, separately from those that wait for the end of their unit.
  func recordAlone<Value>(_ value: Value, at place: Place) {
    let described = Self.describe(value, inShort: false)
    let writer = lock.withLock { _ in state.writer }
    writer?.write(
      .value(place, count: 1, name: "", type: described.type, text: described.text, [])
    )
  }

  /// Notes a statement that printed on another thread: the program may already be in a later cell.
  func notePrint(at line: Int, _ column: Int) {
    let (writer, unit) = lock.withLock { _ -> (RecordWriter?, Int) in
      let isMain = state.mainThread.map { pthread_equal($0, pthread_self()) != 0 } ?? true
      let isNew = !isMain && state.strays.insert([line, column, state.unit]).inserted
      return (isNew ? state.writer : nil, state.unit)
    }
    writer?.write(.stray(line: line, column: column, unit: unit))
  }

  /// Writes Swift Testing's event for a failed expectation.
  func recordIssue(_ json: String) {
    lock.withLock { _ in state.writer }?.write(.issue(json))
  }

  func enterScope(_ place: Place) {
    guard !Self.isDescribing else { return }
    lock.withLock { _ in _ = state.scopes.insert(place) }
  }

  func reach(_ unit: Int) {
    flush()
    let writer = lock.withLock { _ in
      state.unit = unit
      return state.writer
    }
    writer?.write(
      .unit(unit, printed: RecordWriter.printedByteCount(), errors: RecordWriter.errorByteCount())
    )
  }

  /// Notes where a statement's output begins or ends.
  func markOutput(ofStatementAt line: Int, _ column: Int, isEnd: Bool) {
    let place = Place(startLine: line, startColumn: column, endLine: 0, endColumn: 0)
    let writer = lock.withLock { _ in
      if !isEnd { state.marks[place, default: 0] += 1 }
      return state.marks[place, default: 0] <= Self.markLimit ? state.writer : nil
    }
    writer?.write(
      .output(
        line: line,
        column: column,
        isEnd: isEnd,
        printed: RecordWriter.printedByteCount()
      )
    )
  }

  /// Called when the program reaches its last statement; deferred code still runs after it.
  func end() {
    flush()
    let writer = lock.withLock { _ in
      state.hasEnded = true
      return state.writer
    }
    writer?.write(Self.end)
  }

  /// The end record, with how much the program has printed.
  private static var end: ProgramRecord {
    .end(printed: RecordWriter.printedByteCount(), errors: RecordWriter.errorByteCount())
  }

  /// Called when the program exits, by itself or through its code.
  func exit() {
    let writer = lock.withLock { _ in state.hasEnded ? state.writer : nil }
    guard let writer else { return }
    flush()
    writer.write(Self.end)
  }

  /// Writes the values of the current unit. They describe themselves outside the lock, since their
  /// code may itself run statements of the lesson.
  private func flush() {
    let (writer, order, sites, scopes) = lock.withLock { _ in
      defer {
        state.order = []
        state.sites = [:]
        state.scopes = []
      }
      return (state.writer, state.order, state.sites, state.scopes)
    }
    guard let writer else { return }
    for scope in scopes { writer.write(.scope(scope)) }
    for place in order {
      guard let site = sites[place],
        let value = site.describeLast?() ?? site.value
      else { continue }
      writer.write(
        .value(
          place,
          count: site.count,
          name: site.name,
          type: value.type,
          text: value.text,
          value.representations
        )
      )
    }
  }

  private static func describe<Value>(_ value: Value, inShort: Bool) -> DescribedValue {
    $isDescribing.withValue(true) { DescribedValue(value, inShort: inShort) }
  }
}
