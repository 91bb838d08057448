import Basics
import Testing

@Suite struct ByteCountTests {
  @Test(arguments: [
    ("1 MiB", 1_048_576), ("512KiB", 524_288), ("2 GiB", 2_147_483_648), ("1 KiB", 1024),
  ]) func `a size is read with its unit`(text: String, bytes: Int) {
    #expect(ByteCount(text)?.bytes == bytes)
  }

  @Test(arguments: ["", "1", "MiB", "0 MiB", "-1 KiB", "1.5 MiB", "1 MB", "9999999 GiB", "1 MiB x"])
  func `what is no size is refused`(text: String) {
    #expect(ByteCount(text) == nil)
  }

  @Test(arguments: [
    (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"), (1_048_575, "1024.0 KiB"),
    (3_407_872, "3.3 MiB"), (Int(2.5 * 1_073_741_824), "2.5 GiB"),
  ]) func `a size is written in the largest unit that it reaches`(bytes: Int, text: String) {
    #expect(ByteCount.rounded(bytes) == text)
  }
}
