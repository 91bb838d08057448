private import Subprocess

/// The user's default browser.
enum SystemBrowser {
  #if os(macOS)
    private static let opener = "open"
  #else
    private static let opener = "xdg-open"
  #endif

  /// Opens an address; `false` if that is not possible.
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
