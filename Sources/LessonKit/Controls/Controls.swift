// The controls of a lesson. Each returns its initial value when the site is built; on the page a reader moves
// it, and what depends on it is computed again.
//
//     let temperature = slider("Temperature T", 2.0, in: 0.5...8, step: 0.1)

/// A number that readers can change, beside its line and wherever the prose shows it.
///
/// - Parameters:
///   - label: what the number is, for readers.
///   - value: the number when the site is built.
///   - range: the numbers that readers can choose; `value` is one of them.
///   - step: the distance between two of them, counted from the lower bound; without it, a hundredth of the
///     range.
/// - Returns: the number: `value` when the site is built, the reader's choice on the page.
/// - Precondition: `range` is finite and contains `value`, and `step` is positive.
public func slider(
  _ label: String,
  _ value: Double,
  in range: ClosedRange<Double>,
  step: Double? = nil
) -> Double {
  let step = step ?? (range.upperBound - range.lowerBound) / 100
  precondition(range.contains(value), "a slider's value is in its range")
  precondition(step > 0 && step.isFinite, "a slider's step is positive")
  let kind = Control.Kind.slider(lower: range.lowerBound, upper: range.upperBound, step: step)
  let control = Control(label: label, kind: kind, initial: .number(value))
  if case .number(let number) = ControlExchange.value(of: control) { return number }
  return value
}

/// A whole number that readers can change, by dragging as with other sliders.
///
/// - Parameters:
///   - label: what the number is, for readers.
///   - value: the number when the site is built.
///   - range: the numbers that readers can choose; `value` is one of them.
///   - step: the distance between two of them, counted from the lower bound.
/// - Returns: the number: `value` when the site is built, the reader's choice on the page.
/// - Precondition: `range` contains `value`, and `step` is positive.
public func slider(
  _ label: String,
  _ value: Int,
  in range: ClosedRange<Int>,
  step: Int = 1
) -> Int {
  stepper(label, value, in: range, step: step)
}

/// A whole number that readers can change one step at a time.
///
/// - Parameters:
///   - label: what the number is, for readers.
///   - value: the number when the site is built.
///   - range: the numbers that readers can choose; `value` is one of them.
///   - step: the distance between two of them, counted from the lower bound.
/// - Returns: the number: `value` when the site is built, the reader's choice on the page.
/// - Precondition: `range` contains `value`, and `step` is positive.
public func stepper(
  _ label: String,
  _ value: Int,
  in range: ClosedRange<Int>,
  step: Int = 1
) -> Int {
  precondition(range.contains(value), "a stepper's value is in its range")
  precondition(step > 0, "a stepper's step is positive")
  let kind = Control.Kind.stepper(lower: range.lowerBound, upper: range.upperBound, step: step)
  let control = Control(label: label, kind: kind, initial: .whole(value))
  if case .whole(let number) = ControlExchange.value(of: control) { return number }
  return value
}

/// A condition that readers can switch on and off.
///
/// - Parameters:
///   - label: what is on or off, for readers.
///   - isOn: whether it is on when the site is built.
/// - Returns: `isOn` when the site is built, the reader's choice on the page.
public func toggle(_ label: String, _ isOn: Bool) -> Bool {
  let control = Control(label: label, kind: .toggle, initial: .truth(isOn))
  if case .truth(let isOn) = ControlExchange.value(of: control) { return isOn }
  return isOn
}

/// A text that readers choose among several.
///
/// - Parameters:
///   - label: what the choice is about, for readers.
///   - selection: the text that is chosen when the site is built.
///   - options: all texts; `selection` is one of them.
/// - Returns: `selection` when the site is built, the reader's choice on the page.
/// - Precondition: `options` contains `selection`.
public func picker(_ label: String, _ selection: String, from options: [String]) -> String {
  let position = options.firstIndex { $0.utf8.elementsEqual(selection.utf8) } ?? -1
  precondition(position >= 0, "a picker's selection is one of its options")
  let control = Control(label: label, kind: .picker(options), initial: .choice(position))
  if case .choice(let chosen) = ControlExchange.value(of: control) { return options[chosen] }
  return selection
}

/// A case that readers choose among all cases of an enumeration whose raw values are texts.
///
/// - Parameters:
///   - label: what the choice is about, for readers.
///   - selection: the case that is chosen when the site is built.
/// - Returns: `selection` when the site is built, the reader's choice on the page.
public func picker<Choice>(_ label: String, _ selection: Choice) -> Choice
where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
  let cases = Array(Choice.allCases)
  let options = cases.map { $0.rawValue }
  let position = options.firstIndex { $0.utf8.elementsEqual(selection.rawValue.utf8) } ?? 0
  let control = Control(label: label, kind: .picker(options), initial: .choice(position))
  if case .choice(let chosen) = ControlExchange.value(of: control) { return cases[chosen] }
  return selection
}
