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

  /// Parses the arguments, runs the command and ends the process: 0 where all is done, 1 where the
  /// content is at fault, 2 where the tool could not work, 130 where it was interrupted.
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

  /// What the toolchain's libraries would tidy up behind themselves takes longer than the end of a
  /// process does.
  private static func exit(withCode code: ExitCode) -> Never {
    fflush(nil)
    _exit(code.rawValue)
  }
}

extension ExitCode {
  /// The content is at fault.
  static let contentFault = ExitCode(1)
  /// The tool could not work.
  static let toolFailure = ExitCode(2)
  /// Ctrl-C, or a request to end.
  static let interrupted = ExitCode(130)
}
