private import Subprocess

/// The browser that the user of this machine has chosen.
enum SystemBrowser {
  #if os(macOS)
    private static let opener = "open"
  #else
    private static let opener = "xdg-open"
  #endif

  /// Opens an address; `false` where that is not possible.
  static func open(_ address: String) async -> Bool {
    let result = try? await Subprocess.run(
      .name(opener),
      arguments: [address],
      output: .discarded,
      error: .discarded
    )
    return result?.terminationStatus.isSuccess ?? false
  }
}
