extension Chart {
  /// Names the chart: the text above it, and its name for screen readers. A chart without a title is
  /// named after the quantities on its axes.
  ///
  /// - Parameter title: a few words; long ones are broken into lines.
  /// - Returns: the chart with its title.
  public func chartTitle(_ title: String) -> Chart { changed { $0.title = title } }

  /// Describes in a sentence or two what the chart shows, for people who cannot see it. Facts from
  /// the data (axes, series, extents, omissions) are added to it.
  ///
  /// - Parameter description: what the chart is meant to show.
  /// - Returns: the chart with its description.
  public func chartDescription(_ description: String) -> Chart {
    changed { $0.description = description }
  }

  /// Names the horizontal axis; by default, it is named after the marks' values.
  ///
  /// - Parameter label: the quantity and its unit.
  /// - Returns: the chart with the label.
  public func chartXAxisLabel(_ label: String) -> Chart { changed { $0.x.label = label } }

  /// Names the vertical axis; by default, it is named after the marks' values.
  ///
  /// - Parameter label: the quantity and its unit.
  /// - Returns: the chart with the label.
  public func chartYAxisLabel(_ label: String) -> Chart { changed { $0.y.label = label } }

  /// Sets the scale of the horizontal axis.
  ///
  /// - Parameters:
  ///   - domain: the values to show; by default the extent of the data. Data outside is cut off, and
  ///     the description says so. On a logarithmic axis a lower bound that is not positive is ignored.
  ///   - type: linear or logarithmic.
  /// - Returns: the chart with the scale.
  public func chartXScale(domain: ClosedRange<Double>? = nil, type: ScaleType = .linear) -> Chart {
    changed {
      $0.x.range = domain
      $0.x.type = type
    }
  }

  /// Sets the scale of the vertical axis; see ``chartXScale(domain:type:)``.
  ///
  /// - Parameters:
  ///   - domain: the values to show; by default the extent of the data, plus zero for bars and areas.
  ///   - type: linear or logarithmic.
  /// - Returns: the chart with the scale.
  public func chartYScale(domain: ClosedRange<Double>? = nil, type: ScaleType = .linear) -> Chart {
    changed {
      $0.y.range = domain
      $0.y.type = type
    }
  }

  /// Sets the categories of the horizontal axis and their order.
  ///
  /// - Parameter domain: the categories; any others follow in the order they appear.
  /// - Returns: the chart with the scale.
  public func chartXScale(domain: [String]) -> Chart { changed { $0.x.categories = domain } }

  /// Sets the categories of the vertical axis and their order, from the top.
  ///
  /// - Parameter domain: the categories; any others follow in the order they appear.
  /// - Returns: the chart with the scale.
  public func chartYScale(domain: [String]) -> Chart { changed { $0.y.categories = domain } }

  /// Gives series their styles by name, so that a name looks the same in every chart.
  ///
  /// - Parameter styles: names of series and their styles. Series not named here take the remaining styles.
  /// - Returns: the chart with the styles.
  public func chartForegroundStyleScale(_ styles: KeyValuePairs<String, SeriesStyle>) -> Chart {
    changed { $0.styles = styles.map { .init(name: $0.key, style: $0.value) } }
  }

  /// Gives series their styles in the order of a list, even if a chart does not have all of them.
  ///
  /// - Parameter domain: names of series.
  /// - Returns: the chart with the styles.
  public func chartForegroundStyleScale(domain: [String]) -> Chart {
    let styles = SeriesStyle.allCases
    return changed {
      $0.styles = domain.enumerated().map {
        .init(name: $0.element, style: styles[$0.offset % styles.count])
      }
    }
  }

  /// Sets whether and how series are named.
  ///
  /// - Parameter visibility: at the ends of lines if they fit, always in a legend, or not at all.
  /// - Returns: the chart with or without a legend.
  public func chartLegend(_ visibility: LegendVisibility) -> Chart {
    changed { $0.legend = visibility }
  }

  /// Sets the prefix of the identifiers in the drawing. By default it is derived from the drawing's
  /// content, so that only a chart that appears twice on a page needs a prefix of its own.
  ///
  /// - Parameter identifier: letters, digits, `-` and `_`; other characters become `-`.
  /// - Returns: the chart with the identifier.
  public func chartIdentifier(_ identifier: String) -> Chart {
    changed {
      $0.identifier = String(
        identifier.map { character in
          let isKept = character.isASCII && (character.isLetter || character.isNumber)
          return isKept || character == "-" || character == "_" ? character : "-"
        }
      )
    }
  }

  private func changed(_ change: (inout ChartConfiguration) -> Void) -> Chart {
    var copy = self
    change(&copy.configuration)
    return copy
  }
}
