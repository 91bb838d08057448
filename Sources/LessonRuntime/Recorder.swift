import LessonKit
private import Synchronization

/// Where a value comes from.
struct Place: Hashable, Sendable {
  let startLine, startColumn, endLine, endColumn: Int

  var fields: [String] { [startLine, startColumn, endLine, endColumn].map(String.init) }
}

/// Gathers the values of a running lesson, unit by unit, and writes them out as each unit ends.
///
/// A line that runs many times keeps its last value and a count. The first values of a place are
/// turned into text at once, for the objects behind them may change; after `eagerHits` of them only
/// the last is, when its unit ends, so that a hot loop costs a dictionary look-up each time round.
final class Recorder: Sendable {
  static let shared = Recorder()

  /// How many values of one place are turned into text as they come.
  private static let eagerHits = 16
  /// Longest text kept of one value, in characters.
  private static let textLimit = 10_000

  /// Set while a value describes itself: what its own code computes meanwhile is not recorded.
  @TaskLocal private static var isDescribing = false

  private struct Site {
    let name: String
    var count = 0
    var value = DescribedValue()
    /// The last value, where it has not been described yet.
    var describeLast: (() -> DescribedValue)?
  }

  private struct State {
    var writer: RecordWriter?
    var unit = -1
    var order: [Place] = []
    var sites: [Place: Site] = [:]
    var scopes: Set<Place> = []
  }

  private let lock = Mutex<Void>(())
  /// Guarded by `lock`. Values of any type come from any thread, so the compiler cannot know.
  private nonisolated(unsafe) var state = State()

  func begin() {
    let writer = RecordWriter()
    lock.withLock { _ in state.writer = writer }
    writer?.write(["begin"])
  }

  func record<Value>(_ value: Value, named name: String, at place: Place) {
    guard !Self.isDescribing else { return }
    let (isRecording, count) = lock.withLock { _ in
      (state.writer != nil, state.sites[place]?.count ?? 0)
    }
    guard isRecording else { return }
    // Objects are described at once, always: a later statement may change them.
    let isEager = count < Self.eagerHits || Value.self is AnyObject.Type
    let described = isEager ? Self.describe(value) : nil
    lock.withLock { _ in
      if state.sites[place] == nil {
        state.sites[place] = Site(name: name)
        state.order.append(place)
      }
      state.sites[place]?.count += 1
      if let described {
        state.sites[place]?.value = described
        state.sites[place]?.describeLast = nil
      } else {
        state.sites[place]?.describeLast = { Self.describe(value) }
      }
    }
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
    writer?.write(["unit", String(unit), String(RecordWriter.printedByteCount())])
  }

  func end() {
    flush()
    let writer = lock.withLock { _ in state.writer }
    writer?.write(["end", String(RecordWriter.printedByteCount())])
  }

  /// Writes what the current unit has shown. Values describe themselves outside the lock, since
  /// their code may itself run statements of the lesson.
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
    for scope in scopes { writer.write(["scope"] + scope.fields) }
    for place in order {
      guard let site = sites[place] else { continue }
      let value = site.describeLast?() ?? site.value
      writer.write(
        ["value"] + place.fields + [String(site.count), site.name, value.type, value.text]
          + value.representations
      )
    }
  }

  private static func describe<Value>(_ value: Value) -> DescribedValue {
    $isDescribing.withValue(true) {
      var described = DescribedValue()
      described.type = _typeName(Value.self, qualified: false)
      if let displayable = value as? any LessonDisplayable {
        let display = displayable.lessonDisplay
        described.text = String(display.plainText.prefix(textLimit))
        described.representations = display.representations.sorted { $0.key < $1.key }
          .flatMap { [$0.key, $0.value] }
      } else {
        let text = String(describing: value)
        described.text = String(text.prefix(textLimit))
        if described.text.utf8.count < text.utf8.count { described.text += "…" }
      }
      return described
    }
  }
}

/// A value as records hold it.
struct DescribedValue {
  var type = ""
  var text = ""
  /// Media types and contents, alternating.
  var representations: [String] = []
}
