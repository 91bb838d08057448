/// The markup of one element, with attributes in the given order and all text escaped.
struct SVGElement {
  private let name: String
  private let attributes: [(String, String)]
  private var content = ""

  init(_ name: String, _ attributes: [(String, String)] = []) {
    self.name = name
    self.attributes = attributes
  }

  /// Creates an element that contains text.
  init(_ name: String, _ attributes: [(String, String)] = [], text: String) {
    self.init(name, attributes)
    content = escaped(text)
  }

  /// Creates an element that contains other elements.
  init(_ name: String, _ attributes: [(String, String)] = [], _ children: [SVGElement]) {
    self.init(name, attributes)
    content = children.map { $0.markup }.joined()
  }

  var markup: String {
    let opening = attributes.reduce("<" + name) { $0 + " \($1.0)=\"\(escaped($1.1))\"" }
    return content.isEmpty && !name.hasSameBytes(as: "text")
      ? opening + "/>" : "\(opening)>\(content)</\(name)>"
  }
}

extension SVGElement {
  /// A straight line.
  static func line(
    _ start: (x: Double, y: Double),
    _ end: (x: Double, y: Double),
    _ attributes: [(String, String)] = []
  ) -> SVGElement {
    SVGElement(
      "line",
      [
        ("x1", coordinate(start.x)), ("y1", coordinate(start.y)),
        ("x2", coordinate(end.x)), ("y2", coordinate(end.y)),
      ] + attributes
    )
  }

  /// A rectangle.
  static func rectangle(
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    _ attributes: [(String, String)]
  ) -> SVGElement {
    SVGElement(
      "rect",
      [
        ("x", coordinate(x)), ("y", coordinate(y)),
        ("width", coordinate(width)), ("height", coordinate(height)),
      ] + attributes
    )
  }

  /// A text that begins, ends or is centred at a point on its baseline.
  static func text(
    _ text: String,
    x: Double,
    y: Double,
    anchor: String = "start",
    _ attributes: [(String, String)] = []
  ) -> SVGElement {
    var all = [("x", coordinate(x)), ("y", coordinate(y))]
    if !anchor.hasSameBytes(as: "start") { all.append(("text-anchor", anchor)) }
    return SVGElement("text", all + attributes, text: text)
  }
}
