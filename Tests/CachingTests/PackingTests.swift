import Caching
import Foundation
import Testing

@Suite struct PackingTests {
  private static let values: ([String: [Int]], Set<String>, String?, Data, Bool) = (
    ["": [], "a": [0, -1, .max, .min], "ß\n\t": [127, 128, 16_383, 16_384]], ["x", ""], nil,
    Data([0, 255]), true
  )

  private static let bytes: Data = {
    var packer = Packer()
    let (dictionary, set, text, data, flag) = values
    packer.append(dictionary, set, text, data, flag)
    return Data(packer.bytes)
  }()

  @Test func `what is packed is read back`() throws {
    let read: ([String: [Int]], Set<String>, String?, Data, Bool) = try Unpacker.read(Self.bytes) {
      try $0.values()
    }
    #expect(read == Self.values)
  }

  @Test func `bytes that are cut short anywhere are no value`() {
    for length in 0..<Self.bytes.count {
      #expect(throws: UnpackingError.self, "\(length) bytes") {
        let _: ([String: [Int]], Set<String>, String?, Data, Bool) =
          try Unpacker.read(Self.bytes.prefix(length)) { try $0.values() }
      }
    }
  }

  @Test func `a count that no bytes can be behind is refused before it is believed`() {
    var packer = Packer()
    packer.append(Int.max)
    #expect(throws: UnpackingError.self) {
      try Unpacker.read(Data(packer.bytes)) { try $0.next([String].self) }
    }
  }
}
