import LanguageServices
import LiterateCommands

if let library = SourceKitServer.library(in: CommandLine.arguments) {
  SourceKitServer.run(library)
}
await Literate.runAndExit()
