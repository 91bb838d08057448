/// The forms in which a chart is shown.
struct ChartFragment {
  /// Only the drawing for wide columns.
  let svg: String
  /// Drawings for wide and narrow columns, a note on anything not drawn, and the data.
  let html: String
  /// The chart in words.
  let plainText: String

  #if hasFeature(Embedded)
    /// What a page draws again: the drawings alone, without the words and the data, under a name that the page
    /// replaces.
    init(of chart: Chart) {
      let resolved = ResolvedChart(chart)
      func drawn(_ canvas: ChartCanvas, _ identifier: String) -> String {
        ChartDrawing(layout: ChartLayout(resolved, on: canvas), identifier: identifier)
          .svg(title: "", description: "")
      }
      svg = drawn(.wide, "chart-page-w")
      html = svg + drawn(.narrow, "chart-page-n")
      plainText = ""
    }
  #else
    init(of chart: Chart) {
      let resolved = ResolvedChart(chart)
      let summary = ChartSummary(resolved)
      let (title, description) = (summary.title, summary.description)
      let wide = ChartLayout(resolved, on: .wide)
      func drawn(_ layout: ChartLayout, _ identifier: String) -> String {
        ChartDrawing(layout: layout, identifier: identifier)
          .svg(title: title, description: description)
      }
      // Charts that look alike may still differ in digits that only the table shows.
      let data = ChartTables(resolved).tables.map { $0.html }.joined()
      let identifier = chart.configuration.identifier ?? "chart-" + digest(drawn(wide, "") + data)
      svg = drawn(wide, "\(identifier)-w")
      let narrow = drawn(ChartLayout(resolved, on: .narrow), "\(identifier)-n")
      let note = summary.omissions.joined(separator: " ")
      let details =
        data.isEmpty
        ? ""
        : """
        <details class="chart-data"><summary>Data</summary>\
        <div class="table" tabindex="0" role="group" aria-label="\(escaped("Data: " + title))">\
        \(data)</div></details>
        """
      html = """
        <div class="chart"><div class="chart-wide">\(svg)</div>\
        <div class="chart-narrow" hidden>\(narrow)</div>\
        \(note.isEmpty ? "" : "<p class=\"chart-note\">\(escaped(note))</p>")\(details)</div>
        """
      plainText = "\(title)\n\(description)"
    }
  #endif
}

#if !hasFeature(Embedded)
  /// A short name for a text: 64 bits of FNV-1a, in hexadecimal.
  private func digest(_ text: String) -> String {
    let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return String(hash, radix: 16)
  }
#endif
