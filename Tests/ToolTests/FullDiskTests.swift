import Execution
import Foundation
import TestSupport
import Testing

/// A disk without room. It is a small file system in memory, which needs a user namespace.
@Suite struct FullDiskTests {
  static let canMount: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt",
    ]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  @Test(
    .enabled("this system lets nobody mount a file system in a namespace of its own") { canMount }
  )
  func `a full disk is an error, and leaves the last site whole`()
    async throws
  {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("# One\n\nFirst.\n", to: "Content/01-one.md")
    let tool = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "literate")
    let path = try #require(tool).path
    let script = """
      mkdir disk && mount -t tmpfs -o size=2m tmpfs disk || exit 99
      "\(path)" build --output disk/site || exit 98
      cp -r disk/site before
      head -c 8m /dev/zero >disk/rest 2>/dev/null
      printf '# One\\n\\nSecond.\\n' >Content/01-one.md
      "\(path)" build --output disk/site
      echo "code $?"
      cp -r disk/site after
      rm disk/rest
      "\(path)" build --output disk/site
      echo "code $?"
      cp -r disk/site later
      ls -A disk
      """
    let run = try await ToolRun.program(
      "unshare",
      ["--user", "--map-root-user", "--mount", "bash", "-c", script],
      in: scratch.url
    )
    #expect(run.output.contains("code 2"), "\(run.output)\(run.errors)")
    #expect(run.errors.contains("error: 'disk/site' cannot be written"))
    #expect(run.errors.contains("'disk/site' cannot be written: No space left on device\n"))
    #expect(try scratch.files(in: "after") == scratch.files(in: "before"))
    #expect(try scratch.text(of: "later/one.html").contains("Second."))
    // Nothing is left beside the site.
    #expect(run.output.hasSuffix("code 0\nsite\n"), "\(run.output)")
  }
}
