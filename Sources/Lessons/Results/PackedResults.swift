package import Caching

// The bytes of results, by which they are kept and told apart.

extension LessonResults: Packable {
  package func pack(into packer: inout Packer) { packer.append(units) }
  package init(from unpacker: inout Unpacker) throws { self.init(units: try unpacker.next()) }
}

extension UnitResult: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(values)
    packer.append(printed)
    packer.append(ending)
    packer.append(names)
  }

  package init(from unpacker: inout Unpacker) throws {
    self.init(
      values: try unpacker.next(),
      printed: try unpacker.next(),
      ending: try unpacker.next(),
      names: try unpacker.next()
    )
  }
}

extension UnitResult.Ending: Packable {
  package func pack(into packer: inout Packer) {
    switch self {
    case .completed: packer.append(0)
    case .rejected(let messages):
      packer.append(1)
      packer.append(messages)
    case .trapped(let reason):
      packer.append(2)
      packer.append(reason)
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

extension CompilerMessage: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(severity)
    packer.append(text)
    packer.append(place)
  }

  package init(from unpacker: inout Unpacker) throws {
    self.init(
      severity: try unpacker.next(),
      text: try unpacker.next(),
      place: try unpacker.next()
    )
  }
}

extension CompilerMessage.Place: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(line)
    packer.append(column)
  }

  package init(from unpacker: inout Unpacker) throws {
    self.init(line: try unpacker.next(), column: try unpacker.next())
  }
}

extension ObservedValue: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(place)
    packer.append(isNested)
    packer.append(count)
    packer.append(name)
    packer.append(type)
    packer.append(text)
    packer.append(representations)
  }

  package init(from unpacker: inout Unpacker) throws {
    self.init(
      place: try unpacker.next(),
      isNested: try unpacker.next(),
      count: try unpacker.next(),
      name: try unpacker.next(),
      type: try unpacker.next(),
      text: try unpacker.next(),
      representations: try unpacker.next()
    )
  }
}

extension ObservedValue.Place: Packable {
  package func pack(into packer: inout Packer) {
    for number in [startLine, startColumn, endLine, endColumn] { packer.append(number) }
  }

  package init(from unpacker: inout Unpacker) throws {
    self.init(
      startLine: try unpacker.next(),
      startColumn: try unpacker.next(),
      endLine: try unpacker.next(),
      endColumn: try unpacker.next()
    )
  }
}

extension TypedName: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(line)
    packer.append(column)
    packer.append(declaration)
  }

  package init(from unpacker: inout Unpacker) throws {
    self.init(
      line: try unpacker.next(),
      column: try unpacker.next(),
      declaration: try unpacker.next()
    )
  }
}
