package import Caching
package import Foundation
package import LessonKit

/// What a page computes again when a reader moves a control: the cells that follow, as a module of WebAssembly.
package struct PageProgram: Sendable, Equatable {
  /// A control, by the value that it gives when the site is built.
  package struct PlacedControl: Sendable, Equatable {
    /// The position of the cell among the lesson's units.
    package let unit: Int
    package let place: ObservedValue.Place
    /// The name that the code gives the value.
    package let name: String
    package let control: Control

    package init(unit: Int, place: ObservedValue.Place, name: String, _ control: Control) {
      (self.unit, self.place, self.name, self.control) = (unit, place, name, control)
    }
  }

  /// A value that follows a control.
  package struct PlacedValue: Sendable, Hashable {
    /// The position of its unit among the lesson's.
    package let unit: Int
    /// Its place in a cell; `nil` for the value of an inline expression.
    package let place: ObservedValue.Place?
    /// The number by which the program knows the unit.
    package let number: Int
    /// The place by which the program names it, empty for an inline expression.
    package let key: String

    package init(unit: Int, place: ObservedValue.Place?, number: Int, key: String) {
      (self.unit, self.place, self.number, self.key) = (unit, place, number, key)
    }
  }

  /// The controls, as the program asks for their values one after the other.
  package let controls: [PlacedControl]
  /// The values that follow a control, from the first cell to the last.
  package let values: [PlacedValue]
  /// The module, which reads the controls' values and writes what follows, as `PageRuntime` says.
  package let module: Data

  package init(controls: [PlacedControl], values: [PlacedValue], module: Data) {
    (self.controls, self.values, self.module) = (controls, values, module)
  }
}

extension ObservedValue {
  /// The control that the value comes from.
  package var control: Control? {
    representations[Control.mediaType].flatMap(Control.init)
  }
}

extension PageProgram: Packable {
  package func pack(into packer: inout Packer) { packer.append(controls, values, module) }

  package init(from unpacker: inout Unpacker) throws {
    (controls, values, module) = try unpacker.values()
  }
}

extension PageProgram.PlacedValue: Packable {
  package func pack(into packer: inout Packer) { packer.append(unit, place, number, key) }

  package init(from unpacker: inout Unpacker) throws {
    (unit, place, number, key) = try unpacker.values()
  }
}

extension PageProgram.PlacedControl: Packable {
  package func pack(into packer: inout Packer) {
    packer.append(unit, place, name, control.text)
  }

  package init(from unpacker: inout Unpacker) throws {
    let text: String
    (unit, place, name, text) = try unpacker.values()
    guard let control = Control(text: text) else { throw UnpackingError() }
    self.control = control
  }
}
