// The compiler's arguments for a part of a program.

extension CompilerDriver.Job {
  /// The object that a compiler job makes.
  var object: String? {
    arguments.lastIndex(of: "-o").flatMap { index in
      index + 1 < arguments.count ? arguments[index + 1] : nil
    }
  }

  /// The job with one input replaced by others.
  func replacing(_ input: String, with inputs: [String]) -> CompilerDriver.Job {
    CompilerDriver.Job(
      executable: executable,
      arguments: arguments.flatMap { $0 == input ? inputs : [$0] }
    )
  }

  /// The job that compiles a program's only part, changed to compile a different part.
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
    // A module needs whole-module compilation.
    if isImported || part.number > 1 { changed.removeAll { $0 == "-primary-file" } }
    return CompilerDriver.Job(
      executable: executable,
      arguments: changed + part.frontendArguments(isImported: isImported)
    )
  }
}

extension ProgramPart {
  /// The frontend's arguments for one part among several.
  func frontendArguments(isImported: Bool) -> [String] {
    var arguments: [String] = []
    if isImported {
      arguments += ["-emit-module-path", "\(module).swiftmodule", "-enable-testing"]
      arguments.append("-enable-private-imports")
    }
    if number > 1 {
      // Makes declarations of earlier parts visible as if they were declared here.
      arguments += ["-I", ".", "-entry-point-function-name", entryPoint]
      if seesAll { arguments.append("-disable-access-control") }
    }
    return arguments
  }

  /// The same arguments, for the driver.
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
