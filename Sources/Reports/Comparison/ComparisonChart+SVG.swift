import Comparison

extension ComparisonChart {
  /// The drawing for a report, with what it may and may not be taken for.
  ///
  /// - Parameter place: where the figures come from, as the header of the report names it.
  package static func chart(_ figures: ComparisonFigures, of place: String) -> ReportChart {
    ReportChart(
      of: place,
      title:
        "Delivered at the first attempt, counted in \(TicketFacts.withoutFolders(place)); it says something about the route only if the comparison is fair",
      svg: svg(figures))
  }

  /// The rates with their intervals, the difference with its interval, 0 and −δ, and both again by country and by day, as one SVG element.
  ///
  /// It has a title and a description for readers who do not see it, names its colours by CSS variables with defaults, needs no script and no
  /// font of its own, and may stand inline in a page. Every text in it is escaped.
  package static func svg(_ figures: ComparisonFigures) -> String {
    var drawing = Drawing()
    drawRates(figures, in: &drawing)
    drawDifference(figures, in: &drawing)
    for (title, strata) in [("by country", figures.countries), ("by day", figures.days)] {
      guard let strata, strata.strata.count > 1 else { continue }
      let parts = parts(of: strata)
      guard !parts.isEmpty else { continue }
      drawRates(title, parts, figures, in: &drawing)
      drawDifferences(title, parts, of: strata.strata.count, figures, in: &drawing)
    }
    let (one, two) = (figures.delivery.contrast.first, figures.delivery.contrast.second)
    let about =
      "MM API \(ComparisonWords.rate(one, figures.settings.level)); Cloud API \(ComparisonWords.rate(two, figures.settings.level)); difference \(FigureWords.points(figures.delivery.contrast.difference)) points, \(ComparisonWords.limits(figures.delivery.interval))"
    return drawing.element(title: "Delivery on MM API and on Cloud API", about: about)
  }

  private static func drawRates(_ figures: ComparisonFigures, in drawing: inout Drawing) {
    let level = figures.settings.level
    let rates = [
      ("MM API", figures.delivery.contrast.first), ("Cloud API", figures.delivery.contrast.second),
    ]
    let intervals = rates.map { $0.1.wilson(level) }
    let scale = Scale(intervals.flatMap { [$0.lower, $0.upper] }, 1, within: 0...1)
    drawing.heading("Delivered", "\(FigureWords.percent(scale.low)) to \(FigureWords.percent(scale.high))")
    for ((name, rate), interval) in zip(rates, intervals) {
      drawing.bar(name, scale, interval, rate.rate, FigureWords.percent(rate.rate))
    }
  }

  /// Countries or days that are drawn.
  private static let strataDrawn = 12

  /// The first countries or days in which both sides sent something.
  private static func parts(of strata: StrataFigures) -> [(name: String, contrast: Contrast)] {
    strata.strata.prefix(strataDrawn).compactMap { stratum in stratum.contrast.map { (stratum.name, $0) } }
  }

  /// The rates of both sides in each country or on each day.
  private static func drawRates(
    _ title: String, _ parts: [(name: String, contrast: Contrast)], _ figures: ComparisonFigures,
    in drawing: inout Drawing
  ) {
    let level = figures.settings.level
    let scale = Scale(
      parts.flatMap { [$0.contrast.first.wilson(level), $0.contrast.second.wilson(level)] }.flatMap {
        [$0.lower, $0.upper]
      }, 1, within: 0...1)
    drawing.heading(
      "Delivered \(title)",
      "upper: MM API; lower, hollow: Cloud API; \(FigureWords.percent(scale.low)) to \(FigureWords.percent(scale.high))"
    )
    for (name, contrast) in parts {
      drawing.bar(
        name, scale, contrast.first.wilson(level), contrast.first.rate,
        FigureWords.percent(contrast.first.rate))
      drawing.bar(
        "", scale, contrast.second.wilson(level), contrast.second.rate,
        FigureWords.percent(contrast.second.rate), isHollow: true)
    }
  }

  private static func drawDifference(_ figures: ComparisonFigures, in drawing: inout Drawing) {
    let comparison = figures.delivery
    let margin = -figures.settings.margin
    let scale = Scale([comparison.interval.lower, comparison.interval.upper, 0, margin], 1, within: -1...1)
    drawing.heading("Difference", "dashed: the margin of \(FigureWords.points(margin)) points; line: 0")
    drawing.rule(scale.place(0), rows: 1, isDashed: false)
    drawing.rule(scale.place(margin), rows: 1, isDashed: true)
    drawing.bar(
      "MM − Cloud", scale, comparison.interval, comparison.contrast.difference,
      FigureWords.points(comparison.contrast.difference) + " points")
  }

  private static func drawDifferences(
    _ title: String, _ parts: [(name: String, contrast: Contrast)], of count: Int,
    _ figures: ComparisonFigures,
    in drawing: inout Drawing
  ) {
    let compared = parts.map { part in
      (
        part.name,
        RateComparison(part.contrast, margin: figures.settings.margin, level: figures.settings.level)
      )
    }
    let scale = Scale(compared.flatMap { [$0.1.interval.lower, $0.1.interval.upper] } + [0], 1, within: -1...1)
    let rest = count - parts.count
    drawing.heading("Difference \(title)", rest > 0 ? "line: 0; \(rest) more are not drawn" : "line: 0")
    drawing.rule(scale.place(0), rows: compared.count, isDashed: false)
    for (name, comparison) in compared {
      drawing.bar(
        name, scale, comparison.interval, comparison.contrast.difference,
        FigureWords.points(comparison.contrast.difference))
    }
  }
}

/// The rows of a drawing, from top to bottom, in pixels.
private struct Drawing {
  /// As wide as a phone shows it in letters that can be read.
  private static let width = 420
  private static let left = 88.0
  private static let span = 230.0
  private static let row = 26
  private var parts: [String] = []
  private var top = 0

  mutating func heading(_ text: String, _ note: String) {
    parts.append(
      "<text x=\"0\" y=\"\(top + 20)\" font-weight=\"bold\">\(Self.escaped(text))</text><text x=\"0\" y=\"\(top + 36)\" font-size=\"11\">\(Self.escaped(note))</text>"
    )
    top += 42
  }

  mutating func rule(_ place: Double, rows: Int, isDashed: Bool) {
    let x = Self.x(place)
    parts.append(
      "<line x1=\"\(x)\" x2=\"\(x)\" y1=\"\(top)\" y2=\"\(top + rows * Self.row)\" stroke=\"currentColor\" opacity=\"0.6\"\(isDashed ? " stroke-dasharray=\"4 3\"" : "")/>"
    )
  }

  mutating func bar(
    _ name: String, _ scale: ComparisonChart.Scale, _ interval: ConfidenceInterval, _ estimate: Double,
    _ note: String,
    isHollow: Bool = false
  ) {
    let middle = top + Self.row / 2
    let (from, to, at) = (scale.place(interval.lower), scale.place(interval.upper), scale.place(estimate))
    parts.append(
      "<text x=\"0\" y=\"\(middle + 4)\">\(Self.escaped(name))</text>"
        + "<line x1=\"\(Self.x(from))\" x2=\"\(Self.x(to))\" y1=\"\(middle)\" y2=\"\(middle)\" stroke=\"var(--interval, #4a7ebb)\" stroke-width=\"6\" stroke-linecap=\"round\"/>"
        + "<circle cx=\"\(Self.x(at))\" cy=\"\(middle)\" r=\"5\" \(isHollow ? "fill=\"var(--paper, #ffffff)\" stroke=\"var(--estimate, #1d3f6e)\" stroke-width=\"2\"" : "fill=\"var(--estimate, #1d3f6e)\"")/>"
        + "<text x=\"\(Self.width)\" y=\"\(middle + 4)\" text-anchor=\"end\">\(Self.escaped(note))</text>")
    top += Self.row
  }

  func element(title: String, about: String) -> String {
    let height = top + 8
    return
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.width) \(height)\" width=\"\(Self.width)\" height=\"\(height)\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\" fill=\"currentColor\"><title>\(Self.escaped(title))</title><desc>\(Self.escaped(about))</desc>"
      + parts.joined() + "</svg>"
  }

  private static func x(_ place: Double) -> String {
    let tenths = Int(((left + place * span) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func escaped(_ text: String) -> String {
    HarmlessText.shown(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
      ">", with: "&gt;"
    )
    .replacing("\"", with: "&quot;")
  }
}
