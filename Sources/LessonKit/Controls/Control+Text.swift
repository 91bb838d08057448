#if !hasFeature(Embedded)
  extension Control {
    /// The media type of a control among the forms of the value that it gives.
    package static let mediaType = "application/x-literate-control"

    /// The control as lines of text: its kind, its label, its initial value, and what its kind has.
    package var text: String {
      let (kind, initial, rest): (String, String, [String]) =
        switch (self.kind, self.initial) {
        case (.slider(let lower, let upper, let step), .number(let value)):
          ("slider", "\(value)", [lower, upper, step].map { "\($0)" })
        case (.stepper(let lower, let upper, let step), .whole(let value)):
          ("stepper", "\(value)", [lower, upper, step].map { "\($0)" })
        case (.picker(let options), .choice(let position)): ("picker", "\(position)", options)
        case (_, let value): ("toggle", "\(value == .truth(true))", [])
        }
      return ([kind, label, initial] + rest).map(Self.oneLine).joined(separator: "\n")
    }

    /// Reads what `text` gives; `nil` if it is anything else.
    package init?(text: String) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      guard lines.count >= 3 else { return nil }
      let rest = Array(lines[3...])
      label = lines[1]
      switch lines[0] {
      case "slider":
        let numbers = rest.compactMap { Double($0) }
        guard numbers.count == 3, let value = Double(lines[2]) else { return nil }
        kind = .slider(lower: numbers[0], upper: numbers[1], step: numbers[2])
        initial = .number(value)
      case "stepper":
        let numbers = rest.compactMap { Int($0) }
        guard numbers.count == 3, let value = Int(lines[2]) else { return nil }
        kind = .stepper(lower: numbers[0], upper: numbers[1], step: numbers[2])
        initial = .whole(value)
      case "picker":
        guard let position = Int(lines[2]), rest.indices.contains(position) else { return nil }
        kind = .picker(rest)
        initial = .choice(position)
      case "toggle":
        kind = .toggle
        initial = .truth(lines[2] == "true")
      default: return nil
      }
    }

    private static func oneLine(_ text: String) -> String {
      String(text.map { $0.isNewline ? " " : $0 })
    }
  }
#endif
