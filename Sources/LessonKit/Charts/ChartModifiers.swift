extension Chart {
  /// Names the chart: the text over it, and what a screen reader calls it. A chart without a title
  /// is called by what its axes measure.
  ///
  /// - Parameter title: a few words; long ones are broken into lines.
  /// - Returns: the chart with its title.
  public func chartTitle(_ title: String) -> Chart { changed { $0.title = title } }

  /// Says in a sentence or two what the chart shows, for those who cannot see it. What can be said
  /// from the data (axes, series, extents, what is left out) is added to it.
  ///
  /// - Parameter description: what to see in the chart.
  /// - Returns: the chart with its description.
  public func chartDescription(_ description: String) -> Chart {
    changed { $0.description = description }
  }

  /// Names the horizontal axis, by default after the marks' values.
  ///
  /// - Parameter label: the quantity and its unit.
  /// - Returns: the chart with the label.
  public func chartXAxisLabel(_ label: String) -> Chart { changed { $0.x.label = label } }

  /// Names the vertical axis, by default after the marks' values.
  ///
  /// - Parameter label: the quantity and its unit.
  /// - Returns: the chart with the label.
  public func chartYAxisLabel(_ label: String) -> Chart { changed { $0.y.label = label } }

  /// Sets the scale of the horizontal axis.
  ///
  /// - Parameters:
  ///   - domain: what it shows; by default the extent of the data. What lies outside is cut off and
  ///     said to be. On a logarithmic axis a lower bound that is not positive is ignored.
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
  ///   - domain: what it shows; by default the extent of the data, and zero for bars and areas.
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
  /// - Parameter domain: the categories; others follow in the order they appear.
  /// - Returns: the chart with the scale.
  public func chartXScale(domain: [String]) -> Chart { changed { $0.x.categories = domain } }

  /// Sets the categories of the vertical axis and their order, from the top.
  ///
  /// - Parameter domain: the categories; others follow in the order they appear.
  /// - Returns: the chart with the scale.
  public func chartYScale(domain: [String]) -> Chart { changed { $0.y.categories = domain } }

  /// Gives series their styles by name, so that a name looks the same in every chart.
  ///
  /// - Parameter styles: names of series and their styles. Series not named here take the styles
  ///   that are left.
  /// - Returns: the chart with the styles.
  public func chartForegroundStyleScale(_ styles: KeyValuePairs<String, SeriesStyle>) -> Chart {
    changed { $0.styles = styles.map { .init(name: $0.key, style: $0.value) } }
  }

  /// Gives series their styles in the order of a list, whether or not a chart has all of them.
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

  /// Says whether and how series are named.
  ///
  /// - Parameter visibility: at the ends of lines where they fit, in a legend always, or not at all.
  /// - Returns: the chart with or without a legend.
  public func chartLegend(_ visibility: LegendVisibility) -> Chart {
    changed { $0.legend = visibility }
  }

  /// Sets what the identifiers in the drawing begin with. By default they are made from its content,
  /// so that only a chart that a page shows twice needs a name of its own.
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
