import Diagnostics

extension Diagnostic {
  /// A missing module that no lesson can import is reported with the reason.
  func explained(by modules: LessonModules) -> Diagnostic {
    guard let module = missingModule, let reason = modules.refused[module] else { return self }
    return Diagnostic(severity, identifier, reason, at: location, notes: notes)
  }

  private var missingModule: String? {
    let name = message.split(separator: "'").dropFirst().first.map(String.init)
    return name.flatMap { message == "no such module '\($0)'" ? $0 : nil }
  }

  /// A module that is not there is reported where a setting names it, and not at the lesson's head.
  func placedAtImport(_ places: [String: Location]) -> Diagnostic {
    guard location?.sourceLine.isEmpty ?? true,
      let module = missingModule, let place = places[module]
    else { return self }
    return Diagnostic(severity, identifier, message, at: place, notes: notes)
  }
}
