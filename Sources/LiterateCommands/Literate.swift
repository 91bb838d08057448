package import ArgumentParser
private import Foundation

/// The command line's root.
package struct Literate: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "literate",
    abstract: "Static HTML from Markdown lessons whose Swift code is compiled, run and shown.",
    discussion: """
      A lesson is a file Content/NN-name.md. Its swift cells are one program; the values that the \
      program computes appear beside its lines, and in the prose wherever `{swift} expression` asks \
      for one.

      Start with: literate init, then literate serve --open. Record what a site shows with: literate \
      regenerate. See what has moved since with: literate check

      A shell completes the commands with what literate --generate-completion-script zsh prints (or \
      bash, or fish).
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, BuildCommand.self, ServeCommand.self, CheckCommand.self,
      RegenerateCommand.self,
      RenderCommand.self, TangleCommand.self, CleanCommand.self,
    ]
  )

  package init() {}

  /// Parses the arguments, runs the command and exits: with 0 on success, 1 for faulty content, 2 if
  /// the tool could not work, 130 if it was interrupted.
  package static func runAndExit() async -> Never {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      exit(withCode: .success)
    } catch let code as ExitCode {
      exit(withCode: code)
    } catch {
      let isHelp = exitCode(for: error).isSuccess
      let output = isHelp ? FileHandle.standardOutput : FileHandle.standardError
      output.write(Data((fullMessage(for: error) + "\n").utf8))
      exit(withCode: isHelp ? .success : .toolFailure)
    }
  }

  /// Skips the cleanup of the toolchain's libraries, which takes longer than ending the process.
  private static func exit(withCode code: ExitCode) -> Never {
    fflush(nil)
    _exit(code.rawValue)
  }
}

extension ExitCode {
  /// The exit code for faulty content.
  static let contentFault = ExitCode(1)
  /// The exit code if the tool could not work.
  static let toolFailure = ExitCode(2)
  /// The exit code for Ctrl-C, or a termination request.
  static let interrupted = ExitCode(130)
}
