/// Markup of one element; attributes are in the order given, and all text is escaped.
struct SVGElement {
  private let name: String
  private let attributes: [(String, String)]
  private var content = ""

  init(_ name: String, _ attributes: [(String, String)] = []) {
    self.name = name
    self.attributes = attributes
  }

  /// An element of text.
  init(_ name: String, _ attributes: [(String, String)] = [], text: String) {
    self.init(name, attributes)
    content = escaped(text)
  }

  /// The element with others in it.
  init(_ name: String, _ attributes: [(String, String)] = [], _ children: [SVGElement]) {
    self.init(name, attributes)
    content = children.map { $0.markup }.joined()
  }

  var markup: String {
    let opening = attributes.reduce("<" + name) { $0 + " \($1.0)=\"\(escaped($1.1))\"" }
    return content.isEmpty && name != "text" ? opening + "/>" : "\(opening)>\(content)</\(name)>"
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

  /// A text that begins, ends or is centred at a point of its base line.
  static func text(
    _ text: String,
    x: Double,
    y: Double,
    anchor: String = "start",
    _ attributes: [(String, String)] = []
  ) -> SVGElement {
    var all = [("x", coordinate(x)), ("y", coordinate(y))]
    if anchor != "start" { all.append(("text-anchor", anchor)) }
    return SVGElement("text", all + attributes, text: text)
  }
}
