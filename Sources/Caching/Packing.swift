package import Foundation

/// A value stored as bytes: for a thousand pages, reading JSON would take longer than making the pages.
///
/// The bytes name neither fields nor versions; the caller ensures that the same code writes and reads
/// them. Equal values have equal bytes, so a digest of them identifies values.
package protocol Packable {
  func pack(into packer: inout Packer)
  /// - Throws: `UnpackingError` if the bytes do not encode such a value.
  init(from unpacker: inout Unpacker) throws
}

/// Bytes that end too early, or do not encode a value of the requested type.
package struct UnpackingError: Error {
  package init() {}
}

/// Packs values one after the other.
package struct Packer {
  package private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: the approximate number of bytes.
  package init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  package mutating func append<each Value: Packable>(_ values: repeat each Value) {
    repeat (each values).pack(into: &self)
  }

  fileprivate mutating func append(byte: UInt8) { bytes.append(byte) }

  fileprivate mutating func append(contentsOf other: some Collection<UInt8>) {
    append(other.count)
    bytes.append(contentsOf: other)
  }
}

/// Reads packed values in the order in which they were packed.
package struct Unpacker: ~Copyable {
  private let data: Data
  /// The bytes of the data, valid while the unpacker is used.
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  /// Reads values from bytes; `Data` values are not copied.
  ///
  /// - Throws: any error that the closure throws: `UnpackingError` if the bytes do not encode the
  ///   requested values.
  package static func read<Result>(
    _ data: Data,
    _ body: (inout Unpacker) throws -> Result
  ) throws -> Result {
    try data.withUnsafeBytes { bytes in
      var unpacker = Unpacker(data: data, bytes: bytes)
      return try body(&unpacker)
    }
  }

  private init(data: Data, bytes: UnsafeRawBufferPointer) {
    self.data = data
    self.bytes = bytes
  }

  package mutating func next<Value: Packable>(_ type: Value.Type = Value.self) throws -> Value {
    try Value(from: &self)
  }

  /// Reads values of the requested types, in order.
  package mutating func values<each Value: Packable>() throws -> (repeat each Value) {
    (repeat try (each Value)(from: &self))
  }

  fileprivate mutating func byte() throws -> UInt8 {
    guard position < bytes.count else { throw UnpackingError() }
    position += 1
    return bytes[position - 1]
  }

  /// Reads the range of a run of bytes that were packed together.
  private mutating func run() throws -> Range<Int> {
    let count = try count()
    position += count
    return position - count..<position
  }

  fileprivate mutating func text() throws -> String {
    guard let text = String(validating: bytes[try run()], as: UTF8.self) else {
      throw UnpackingError()
    }
    return text
  }

  fileprivate mutating func piece() throws -> Data {
    let run = try run()
    return data[(data.startIndex + run.lowerBound)..<(data.startIndex + run.upperBound)]
  }

  /// Reads a number of values, each of which takes at least one byte.
  fileprivate mutating func count() throws -> Int {
    let count = try next(Int.self)
    guard count >= 0, count <= bytes.count - position else { throw UnpackingError() }
    return count
  }
}

extension Digest {
  /// The digest of the bytes of packed values.
  package init(_ pack: (inout Packer) -> Void) {
    var packer = Packer()
    pack(&packer)
    self.init(bytes: packer.bytes)
  }
}

// MARK: Basic types

/// Packed in groups of seven bits, lowest first.
extension Int: Packable {
  package func pack(into packer: inout Packer) {
    var rest = UInt64(bitPattern: Int64(self))
    while rest >= 0x80 {
      packer.append(byte: UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    packer.append(byte: UInt8(rest))
  }

  package init(from unpacker: inout Unpacker) throws {
    var value: UInt64 = 0
    for shift in stride(from: 0, to: 64, by: 7) {
      let byte = try unpacker.byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        self = Int(truncatingIfNeeded: value)
        return
      }
    }
    throw UnpackingError()
  }
}

extension Bool: Packable {
  package func pack(into packer: inout Packer) { packer.append(byte: self ? 1 : 0) }
  package init(from unpacker: inout Unpacker) throws { self = try unpacker.byte() == 1 }
}

extension String: Packable {
  package func pack(into packer: inout Packer) { packer.append(contentsOf: utf8) }

  package init(from unpacker: inout Unpacker) throws { self = try unpacker.text() }
}

extension Data: Packable {
  package func pack(into packer: inout Packer) { packer.append(contentsOf: self) }
  package init(from unpacker: inout Unpacker) throws { self = try unpacker.piece() }
}

extension Optional: Packable where Wrapped: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(self != nil)
    if let self { packer.append(self) }
  }

  package init(from unpacker: inout Unpacker) throws {
    self = try unpacker.next(Bool.self) ? try unpacker.next(Wrapped.self) : nil
  }
}

extension Array: Packable where Element: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(count)
    for element in self { packer.append(element) }
  }

  package init(from unpacker: inout Unpacker) throws {
    let count = try unpacker.count()
    self = []
    reserveCapacity(count)
    for _ in 0..<count { append(try unpacker.next()) }
  }
}

/// Packed in sorted order, so that equal sets have equal bytes.
extension Set: Packable where Element: Packable & Comparable {
  package func pack(into packer: inout Packer) { packer.append(sorted()) }
  package init(from unpacker: inout Unpacker) throws {
    self = Set(try unpacker.next([Element].self))
  }
}

/// Packed in the order of the keys, so that equal dictionaries have equal bytes.
extension Dictionary: Packable where Key: Packable & Comparable, Value: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(count)
    for (key, value) in sorted(by: { $0.key < $1.key }) {
      packer.append(key)
      packer.append(value)
    }
  }

  package init(from unpacker: inout Unpacker) throws {
    let count = try unpacker.count()
    self = Dictionary(minimumCapacity: count)
    for _ in 0..<count {
      let key: Key = try unpacker.next()
      self[key] = try unpacker.next(Value.self)
    }
  }
}
