import Caching
import Foundation
import Testing

@Suite struct DigestTests {
  /// The test vectors of xxHash's own (`XXH3_128bits`, as `xxhsum -H2` prints them).
  @Test func `a digest is that of XXH3 with 128 bits`() {
    #expect(Digest(Data()).description == "99aa06d3014798d86001c324468d497f")
    #expect(Digest(bytes: Array("abc".utf8)).description == "06b05ab6733a618578af5f94892f3950")
  }

  @Test func `the borders of fields count`() {
    let digests = [["ab"], ["a", "b"], ["", "ab"], ["ab", ""], []].map { Digest($0) }
    #expect(Set(digests).count == digests.count)
  }
}
