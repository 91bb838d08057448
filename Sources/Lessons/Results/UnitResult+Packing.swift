package import Caching
package import Diagnostics

// The packed bytes of results, used to store and compare them.

extension LessonResults: Packable {
  package func pack(into packer: inout Packer) { packer.append(units, program) }
  package init(from unpacker: inout Unpacker) throws { (units, program) = try unpacker.values() }
}

extension UnitResult: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(values, printed, outputs, errors, ending, warnings, failures, types)
  }

  package init(from unpacker: inout Unpacker) throws {
    (values, printed, outputs, errors, ending, warnings, failures, types) = try unpacker.values()
  }
}

extension PrintedText: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(text, spans)
  }

  package init(from unpacker: inout Unpacker) throws {
    let (text, spans): (String, [Span]) = try unpacker.values()
    self.init(text: text, spans: spans)
  }
}

extension PrintedText.Span: Packable {
  package func pack(into packer: inout Packer) {
    let traits = style.traits.map(\.rawValue).sorted()
    packer.append(range.lowerBound, range.count, style.foreground, style.background, traits)
  }

  package init(from unpacker: inout Unpacker) throws {
    let (start, length): (Int, Int)
    let (foreground, background): (Int?, Int?)
    let traits: [Int]
    (start, length, foreground, background, traits) = try unpacker.values()
    guard start >= 0, length > 0, length <= Int.max - start else { throw UnpackingError() }
    let style = TextStyle(
      foreground: foreground,
      background: background,
      traits: Set(traits.compactMap(TextStyle.Trait.init))
    )
    self.init(range: start..<start + length, style: style)
  }
}

extension StatementOutput: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(offset, text)
  }

  package init(from unpacker: inout Unpacker) throws {
    (offset, text) = try unpacker.values()
  }
}

extension UnitResult.Ending: Packable {
  package func pack(into packer: inout Packer) {
    switch self {
    case .completed: packer.append(0)
    case .rejected(let messages): packer.append(1, messages)
    case .trapped(let reason): packer.append(2, reason)
    case .missing: packer.append(3)
    }
  }

  package init(from unpacker: inout Unpacker) throws {
    switch try unpacker.next(Int.self) {
    case 0: self = .completed
    case 1: self = .rejected(try unpacker.next())
    case 2: self = .trapped(try unpacker.next())
    case 3: self = .missing
    default: throw UnpackingError()
    }
  }
}

extension ExpectedFailure.Confirmed: Packable {
  package func pack(into packer: inout Packer) { packer.append(kind.rawValue, line) }

  package init(from unpacker: inout Unpacker) throws {
    let (name, line): (String, Int) = try unpacker.values()
    guard let kind = ExpectedFailure.Kind(rawValue: name) else { throw UnpackingError() }
    self.init(kind: kind, line: line)
  }
}

extension CompilerMessage: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(severity, text, place)
  }

  package init(from unpacker: inout Unpacker) throws {
    (severity, text, place) = try unpacker.values()
  }
}

extension CompilerMessage.Place: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(line, column)
  }

  package init(from unpacker: inout Unpacker) throws {
    (line, column) = try unpacker.values()
  }
}

extension ObservedValue: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(place, isNested, count, name, type, text, representations)
  }

  package init(from unpacker: inout Unpacker) throws {
    (place, isNested, count, name, type, text, representations) = try unpacker.values()
  }
}

extension ObservedValue.Place: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(startLine, startColumn, endLine, endColumn)
  }

  package init(from unpacker: inout Unpacker) throws {
    (startLine, startColumn, endLine, endColumn) = try unpacker.values()
  }
}

extension CodeTypes: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(names, expressions)
  }

  package init(from unpacker: inout Unpacker) throws {
    (names, expressions) = try unpacker.values()
  }
}

extension TypedName: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(offset, declaration)
  }

  package init(from unpacker: inout Unpacker) throws {
    (offset, declaration) = try unpacker.values()
  }
}

extension TypedExpression: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(range.lowerBound, range.count, type)
  }

  package init(from unpacker: inout Unpacker) throws {
    let (start, length): (Int, Int)
    (start, length, type) = try unpacker.values()
    guard start >= 0, length > 0, length <= Int.max - start else { throw UnpackingError() }
    range = start..<start + length
  }
}
