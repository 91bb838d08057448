import Testing

@testable import Execution

@Suite struct ProgramKeyTests {
  private static func key(_ parts: KeyValuePairs<String, String>) -> ProgramKey {
    ProgramKey(parts.map { ProgramKey.Part(name: $0.key, digest: $0.value) })
  }

  private static let old = key(["its code": "1", "the file a": "2", "the module M": "3"])

  @Test func `a key that is new, changed or smaller says so`() {
    #expect(Self.old.difference(from: nil) == "it is new")
    let code = Self.key(["its code": "9", "the file a": "2", "the module M": "3"])
    #expect(code.difference(from: Self.old) == "its code changed")
    let both = Self.key(["its code": "9", "the file a": "9", "the module M": "3"])
    #expect(both.difference(from: Self.old) == "its code, the file a changed")
    let smaller = Self.key(["its code": "1", "the module M": "3"])
    #expect(smaller.difference(from: Self.old) == "the file a is gone")
  }

  @Test func `keys that differ have other digests`() {
    let keys = [
      Self.old, Self.key(["its code": "1"]), Self.key(["its code": "2"]), Self.key(["code": "1"]),
      Self.key(["its": "code1"]), Self.key([:]),
    ]
    #expect(Set(keys.map(\.digest)).count == keys.count)
    #expect(Self.old.digest == Self.old.digest)
  }
}
