/// The colours of everything other than data.
enum Ink {
  static let strong = "var(--ink, #1d2125)"
  static let soft = "var(--ink-soft, #585f66)"
  static let grid = "var(--rule, #e2e2da)"
  static let page = "var(--page, #fdfdfb)"

  /// An outline in the colour of the page, which keeps text legible over lines.
  static let halo = [
    ("paint-order", "stroke"), ("stroke", page), ("stroke-width", "4"),
    ("stroke-linejoin", "round"),
  ]
}
