#if !hasFeature(Embedded)
  /// The data of a chart as tables.
  struct ChartTables {
    /// A table of the data and, if rules need their own, a table of rules.
    let tables: [Table]

    init(_ chart: ResolvedChart) {
      let data = chart.marks.filter { $0.source.kind != .rule }
      let rules = chart.marks.filter { $0.source.kind == .rule }
      tables = [Self.compact(data) ?? Self.plain(data), Self.plain(rules)].filter {
        !$0.rows.isEmpty
      }
    }

    /// A table with a row for each place on the horizontal axis (for a heat map, for each of its rows)
    /// and a column for each series; `nil` if the marks do not have that form.
    private static func compact(_ marks: [ResolvedMark]) -> Table? {
      guard let first = marks.first, let firstX = first.source.x, let firstY = first.source.y else {
        return nil
      }
      let isShaded = first.shade != nil
      var rowNames: [String] = []
      var columnNames: [String] = []
      var rowValues: [String: PlottedValue] = [:]
      var cells: [[String]: PlottedValue] = [:]
      for mark in marks {
        guard let x = mark.source.x, let y = mark.source.y, x.end == nil, y.end == nil,
          let style = mark.source.style, mark.source.annotation == nil, mark.source.group == nil,
          mark.source.position == nil || mark.source.position == style,
          x.start.label == firstX.start.label, y.start.label == firstY.start.label,
          (mark.shade != nil) == isShaded
        else { return nil }
        let (row, column, value) =
          isShaded
          ? (y.start.plotted, x.start.plotted, style.plotted)
          : mark.isHorizontal && mark.source.kind == .bar
            ? (y.start.plotted, style.plotted, x.start.plotted)
            : (x.start.plotted, style.plotted, y.start.plotted)
        // The same value may be given twice, as a line and as its points.
        let key = [row.text, column.text]
        guard cells[key].map({ $0.text == value.text }) ?? true else { return nil }
        cells[key] = value
        if rowValues.updateValue(row, forKey: row.text) == nil { rowNames.append(row.text) }
        columnNames.append(column.text)
      }
      let columns = distinct(columnNames)
      let isHorizontal = first.isHorizontal && first.source.kind == .bar
      let corner = isShaded || isHorizontal ? firstY.start.label : firstX.start.label
      return Table(
        columns: [corner] + columns,
        rows: rowNames.map { name in
          [entry(rowValues[name])] + columns.map { entry(cells[[name, $0]]) }
        }
      )
    }

    /// A table with a row for each mark and a column for each quantity.
    private static func plain(_ marks: [ResolvedMark]) -> Table {
      let rows = marks.map { mark in
        var row: [(label: String, entry: Table.Entry)] = []
        func add(_ value: PlottableValue?, _ suffix: String = "") {
          guard let value, !row.contains(where: { $0.label == value.label + suffix }) else {
            return
          }
          row.append((value.label + suffix, entry(value.plotted)))
        }
        for extent in [mark.source.x, mark.source.y] {
          add(extent?.start, extent?.end?.label == extent?.start.label ? " from" : "")
          add(extent?.end, extent?.end?.label == extent?.start.label ? " to" : "")
        }
        add(mark.source.style)
        add(mark.source.position)
        add(mark.source.group)
        if let annotation = mark.source.annotation { row.append(("note", .text(annotation))) }
        return row
      }
      let columns = distinct(rows.flatMap { $0.map { $0.label } })
      return Table(
        columns: columns,
        rows: rows.map { row in
          columns.map { column in row.first { $0.label == column }?.entry ?? .text("") }
        }
      )
    }

    private static func entry(_ value: PlottedValue?) -> Table.Entry {
      switch value {
      case .number(_, let digits): .decimal(digits)
      case .category(let name): .text(name)
      case nil: .text("")
      }
    }
  }
#endif
