/// The colours of what is not data.
enum Ink {
  static let strong = "var(--ink, #1d2125)"
  static let soft = "var(--ink-soft, #585f66)"
  static let grid = "var(--rule, #e2e2da)"
  static let page = "var(--page, #fdfdfb)"

  /// A rim in the colour of the page, so that a text is legible over lines.
  static let halo = [
    ("paint-order", "stroke"), ("stroke", page), ("stroke-width", "4"),
    ("stroke-linejoin", "round"),
  ]
}
