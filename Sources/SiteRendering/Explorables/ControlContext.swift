import LessonKit
import Lessons
import Mustache
import Weaving

/// The context of the template of a control.
struct ControlContext: Sendable {
  struct Option: Sendable {
    let text: String
    let position: Int
    let isChosen: Bool
  }

  /// The position of the control among those of its page.
  let index: Int
  let label: String
  /// The identifier of its value on the page.
  let id: String
  /// The type of its input: `range`, `number` or `checkbox`; `nil` for a choice among texts.
  let type: String?
  let isOn: Bool
  let lower, upper, step, value: String
  let options: [Option]
  /// The value as the page shows others.
  let shown: String

  init(_ control: Control, index: Int, id: String, shown: String) {
    (self.index, self.id, self.shown) = (index, id, shown)
    label = control.label
    var numbers = ["", "", "", ""]
    var options: [Option] = []
    var isOn = false
    switch (control.kind, control.initial) {
    case (.slider(let lower, let upper, let step), .number(let value)):
      type = "range"
      numbers = [lower, upper, step, value].map(Self.text)
    case (.stepper(let lower, let upper, let step), .whole(let value)):
      type = "number"
      numbers = [lower, upper, step, value].map(String.init)
    case (.picker(let texts), .choice(let chosen)):
      type = nil
      options = texts.enumerated().map {
        Option(text: $1, position: $0, isChosen: $0 == chosen)
      }
    case (_, let value):
      type = "checkbox"
      isOn = value == .truth(true)
    }
    (lower, upper, step, value) = (numbers[0], numbers[1], numbers[2], numbers[3])
    self.options = options
    self.isOn = isOn
  }

  /// A number as HTML's inputs read it.
  private static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : number.description
  }
}

extension ControlContext: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "index": index
    case "label": label
    case "id": id
    case "type": type
    case "isRange": type == "range"
    case "isNumeric": type == "range" || type == "number"
    case "isOn": isOn
    case "lower": lower
    case "upper": upper
    case "step": step
    case "value": value
    case "options": options
    case "shown": shown
    default: nil
    }
  }
}

extension ControlContext.Option: MustacheParent {
  func child(named name: String) -> Any? {
    switch name {
    case "text": text
    case "position": position
    case "isChosen": isChosen
    default: nil
    }
  }
}
