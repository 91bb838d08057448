import Diagnostics

extension Diagnostic {
  /// Gives the reason for a missing module that no lesson can import.
  func explained(by modules: LessonModules) -> Diagnostic {
    guard let module = missingModule, let reason = modules.refused[module] else { return self }
    return Diagnostic(severity, identifier, reason, at: location, notes: notes)
  }

  private var missingModule: String? {
    let name = message.split(separator: "'").dropFirst().first.map(String.init)
    return name.flatMap { message == "no such module '\($0)'" ? $0 : nil }
  }

  /// Reports a missing module at the setting that names it instead of at the lesson's head.
  func placedAtImport(_ places: [String: Location]) -> Diagnostic {
    guard location?.sourceLine.isEmpty ?? true,
      let module = missingModule, let place = places[module]
    else { return self }
    return Diagnostic(severity, identifier, message, at: place, notes: notes)
  }
}
