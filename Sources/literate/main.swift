import LiterateCommands

await Literate.runAndExit()
