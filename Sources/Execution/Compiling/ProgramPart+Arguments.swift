// The compiler's arguments for a part of a program.

extension CompilerDriver.Job {
  /// The object that a job of the compiler makes.
  var object: String? {
    arguments.lastIndex(of: "-o").flatMap { index in
      index + 1 < arguments.count ? arguments[index + 1] : nil
    }
  }

  /// The job with other inputs in the place of one.
  func replacing(_ input: String, with inputs: [String]) -> CompilerDriver.Job {
    CompilerDriver.Job(
      executable: executable,
      arguments: arguments.flatMap { $0 == input ? inputs : [$0] }
    )
  }

  /// The job that compiles the one part of a program, for another part.
  func compiling(_ part: ProgramPart, isImported: Bool) -> CompilerDriver.Job {
    let object = object
    var changed = arguments.map { argument in
      switch argument {
      case LessonCompiler.source: part.source
      case ProgramPart.module(1): part.module
      case object: part.object
      default: argument
      }
    }
    // A module comes of a whole module alone.
    if isImported || part.number > 1 { changed.removeAll { $0 == "-primary-file" } }
    return CompilerDriver.Job(
      executable: executable,
      arguments: changed + part.frontendArguments(isImported: isImported)
    )
  }
}

extension ProgramPart {
  /// The frontend's arguments for a part among others.
  func frontendArguments(isImported: Bool) -> [String] {
    var arguments: [String] = []
    if isImported {
      arguments += ["-emit-module-path", "\(module).swiftmodule", "-enable-testing"]
      arguments.append("-enable-private-imports")
    }
    if number > 1 {
      // What the parts before it declare is as if it were declared here.
      arguments += ["-I", ".", "-entry-point-function-name", entryPoint]
      if seesAll { arguments.append("-disable-access-control") }
    }
    return arguments
  }

  /// The same for the driver.
  func driverArguments(isImported: Bool) -> [String] {
    var arguments = number > 1 || isImported ? ["-wmo", "-I", ".", "-module-name", module] : []
    if isImported {
      arguments += ["-emit-module", "-emit-module-path", "\(module).swiftmodule"]
      arguments += ["-enable-testing", "-enable-private-imports"]
    }
    if number > 1 {
      let access = seesAll ? ["-disable-access-control"] : []
      arguments += (access + ["-entry-point-function-name", entryPoint])
        .flatMap { ["-Xfrontend", $0] }
    }
    return arguments
  }
}
