package import LessonKit

/// Gathers what a page's program gives, and writes it as lines of fields between tabs when the program ends.
///
/// `unit` begins a unit; `value` has a place, how often it was reached, whether it can be described, the value
/// as `print` writes it, and what the page shows: the short form, whether that is rounded, the full form;
/// `html` has a place and a display; `printed` has a text.
struct PageRecorder {
  static nonisolated(unsafe) var shared = PageRecorder()

  struct Place {
    let startLine, startColumn, endLine, endColumn: Int

    var key: UInt64 {
      UInt64(truncatingIfNeeded: startLine) << 44 ^ UInt64(truncatingIfNeeded: startColumn) << 32
        ^ UInt64(truncatingIfNeeded: endLine) << 16 ^ UInt64(truncatingIfNeeded: endColumn)
    }
  }

  /// The last value of a place.
  enum Value {
    case number(Double)
    case whole(Int)
    /// The bytes of a text, and whether they are quoted beside a line.
    case text([UInt8], isText: Bool)
    case html(String, text: String)
    /// A value of a type that does not say how it is written.
    case unknown
  }

  private struct Site {
    let key: UInt64
    let place: Place
    var count: Int
    var value: Value
  }

  private struct Unit {
    let number: Int
    let isInline: Bool
    /// The number of significant digits that the page shows; 0 for all.
    let digits: Int
    var sites: [Site] = []
    var printed: [UInt8] = []
  }

  private var units: [Unit] = []
  /// The site that was reached last: loops reach the same ones again and again.
  private var last = 0
  /// The values that readers have set, in the order of the controls; none for the initial values.
  private var settings: [UInt64] = []
  private var nextControl = 0

  // MARK: Recording

  mutating func begin() {
    settings = Self.input()
    ControlExchange.answer = { Self.shared.answer($0) }
  }

  mutating func reach(_ number: Int, isInline: Bool, digits: Int) {
    units.append(Unit(number: number, isInline: isInline, digits: digits))
    last = 0
  }

  mutating func record(_ value: Value, at place: Place) {
    guard !units.isEmpty else { return }
    let unit = units.count - 1
    let (key, count) = (place.key, units[unit].sites.count)
    var index = last
    for _ in 0..<count {
      index = index + 1 < count ? index + 1 : 0
      if units[unit].sites[index].key == key {
        units[unit].sites[index].count += 1
        units[unit].sites[index].value = value
        last = index
        return
      }
    }
    units[unit].sites.append(Site(key: key, place: place, count: 1, value: value))
    last = count
  }

  mutating func print(_ bytes: [UInt8]) {
    guard !units.isEmpty else { return }
    units[units.count - 1].printed += bytes
  }

  // MARK: Controls

  private mutating func answer(_ control: Control) -> ControlValue {
    defer { nextControl += 1 }
    guard nextControl < settings.count else { return control.initial }
    let bits = settings[nextControl]
    switch control.kind {
    case .slider: return .number(Double(bitPattern: bits))
    case .stepper: return .whole(Int(truncatingIfNeeded: Int64(bitPattern: bits)))
    case .toggle: return .truth(bits != 0)
    case .picker: return .choice(Int(truncatingIfNeeded: bits))
    }
  }

  /// The numbers on standard input, one a line.
  private static func input() -> [UInt64] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { page_read($0.baseAddress, $0.count) }
    var numbers: [UInt64] = []
    var number: UInt64?
    for byte in buffer.prefix(Int(count)) {
      if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        number = (number ?? 0) &* 10 &+ UInt64(byte - UInt8(ascii: "0"))
      } else if let done = number {
        numbers.append(done)
        number = nil
      }
    }
    return numbers
  }

  // MARK: Writing

  func write() {
    var lines = PageLines()
    for unit in units {
      lines.begin("unit")
      lines.add(unit.number)
      for site in unit.sites {
        lines.add(site.value, site.count, site.place, unit.isInline, unit.digits)
      }
      if !unit.printed.isEmpty {
        lines.begin("printed")
        lines.add(unit.printed)
      }
    }
    lines.begin("end")
    lines.add(nextControl)
    lines.end()
  }
}

/// The lines that a program writes.
private struct PageLines {
  private var bytes: [UInt8] = []

  mutating func begin(_ name: String) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    bytes += Array(name.utf8)
  }

  mutating func add(_ number: Int) { add(Array(number.description.utf8)) }

  /// Adds a field, with tabs, line feeds and backslashes escaped.
  mutating func add(_ field: [UInt8]) {
    bytes.append(UInt8(ascii: "\t"))
    for byte in field {
      switch byte {
      case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      default: bytes.append(byte)
      }
    }
  }

  mutating func add(
    _ value: PageRecorder.Value,
    _ count: Int,
    _ place: PageRecorder.Place,
    _ isInline: Bool,
    _ digits: Int
  ) {
    switch value {
    case .unknown: begin("unknown")
    case .html: begin("html")
    case .number, .whole, .text: begin("value")
    }
    for number in [place.startLine, place.startColumn, place.endLine, place.endColumn, count] {
      add(number)
    }
    switch value {
    case .unknown: break
    case .html(let html, let text):
      add(Array(text.utf8))
      add(MarkedNumbers.marked(Array(html.utf8), digits: digits))
    case .number(let number): add(Array(number.description.utf8), isText: false, digits)
    case .whole(let number): add(Array(number.description.utf8), isText: false, digits)
    case .text(let text, let isText):
      add(text)
      let shown =
        isText && !isInline ? Array(String(decoding: text, as: UTF8.self).quoted.utf8) : text
      addShown(shown, isText: isText, digits)
    }
  }

  private mutating func add(_ text: [UInt8], isText: Bool, _ digits: Int) {
    add(text)
    addShown(text, isText: isText, digits)
  }

  /// Adds the short form of a text, whether a number in it is rounded, and the full form.
  private mutating func addShown(_ text: [UInt8], isText: Bool, _ digits: Int) {
    let value = ShownText(text, significantDigits: isText ? 0 : digits)
    add(value.short)
    add(value.isRounded ? 1 : 0)
    add(value.full)
  }

  func end() {
    let all = bytes + [UInt8(ascii: "\n")]
    all.withUnsafeBytes { page_write($0.baseAddress, $0.count) }
  }
}

@_extern(c, "page_write")
private func page_write(_ bytes: UnsafeRawPointer?, _ count: Int)

@_extern(c, "page_read")
private func page_read(_ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int
