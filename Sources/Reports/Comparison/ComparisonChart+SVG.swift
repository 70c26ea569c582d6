import Comparison

extension ComparisonChart {
  /// The rates with their intervals, the difference with its interval, 0 and −δ, and the countries or days, as one SVG element.
  ///
  /// It has a title and a description for readers who do not see it, names its colours by CSS variables with defaults, needs no script and no
  /// font of its own, and may stand inline in a page. Every text in it is escaped.
  package static func svg(_ figures: ComparisonFigures) -> String {
    var drawing = Drawing()
    drawRates(figures, in: &drawing)
    drawDifference(figures, in: &drawing)
    for (title, strata) in [("by country", figures.countries), ("by day", figures.days)] {
      guard let strata, strata.strata.count > 1 else { continue }
      drawStrata(title, strata, figures, in: &drawing)
    }
    let (one, two) = (figures.delivery.contrast.first, figures.delivery.contrast.second)
    let about =
      "MM API \(ComparisonWords.rate(one, figures.settings.level)); Cloud API \(ComparisonWords.rate(two, figures.settings.level)); difference \(FigureWords.points(figures.delivery.contrast.difference)) points, \(ComparisonWords.limits(figures.delivery.interval))"
    return drawing.element(title: "Delivery on MM API and on Cloud API", about: about)
  }

  private static func drawRates(_ figures: ComparisonFigures, in drawing: inout Drawing) {
    let level = figures.settings.level
    let rates = [("MM API", figures.delivery.contrast.first), ("Cloud API", figures.delivery.contrast.second)]
    let intervals = rates.map { $0.1.wilson(level) }
    let scale = Scale(intervals.flatMap { [$0.lower, $0.upper] }, 1)
    drawing.heading("Delivered", "\(FigureWords.percent(scale.low)) to \(FigureWords.percent(scale.high))")
    for ((name, rate), interval) in zip(rates, intervals) {
      drawing.bar(name, scale, interval, rate.rate, FigureWords.percent(rate.rate))
    }
  }

  private static func drawDifference(_ figures: ComparisonFigures, in drawing: inout Drawing) {
    let comparison = figures.delivery
    let margin = -figures.settings.margin
    let scale = Scale([comparison.interval.lower, comparison.interval.upper, 0, margin], 1)
    drawing.heading("Difference", "dashed: the margin of \(FigureWords.points(margin)) points; line: 0")
    drawing.rule(scale.place(0), rows: 1, isDashed: false)
    drawing.rule(scale.place(margin), rows: 1, isDashed: true)
    drawing.bar(
      "MM − Cloud", scale, comparison.interval, comparison.contrast.difference,
      FigureWords.points(comparison.contrast.difference) + " points")
  }

  private static func drawStrata(
    _ title: String, _ strata: StrataFigures, _ figures: ComparisonFigures, in drawing: inout Drawing
  ) {
    let parts: [(String, RateComparison)] = strata.strata.prefix(12).compactMap { stratum in
      stratum.contrast.map {
        (stratum.name, RateComparison($0, margin: figures.settings.margin, level: figures.settings.level))
      }
    }
    guard !parts.isEmpty else { return }
    let scale = Scale(parts.flatMap { [$0.1.interval.lower, $0.1.interval.upper] } + [0], 1)
    let rest = strata.strata.count - parts.count
    drawing.heading("Difference \(title)", rest > 0 ? "\(rest) more are not drawn" : "line: 0")
    drawing.rule(scale.place(0), rows: parts.count, isDashed: false)
    for (name, comparison) in parts {
      drawing.bar(
        name, scale, comparison.interval, comparison.contrast.difference,
        FigureWords.points(comparison.contrast.difference))
    }
  }
}

/// The rows of a drawing, from top to bottom, in pixels.
private struct Drawing {
  private static let width = 640
  private static let left = 110.0
  private static let span = 400.0
  private static let row = 26
  private var parts: [String] = []
  private var top = 8

  mutating func heading(_ text: String, _ note: String) {
    top += Self.row
    parts.append(
      "<text x=\"0\" y=\"\(top - 8)\" font-weight=\"bold\">\(Self.escaped(text))</text><text x=\"\(Int(Self.left))\" y=\"\(top - 8)\" opacity=\"0.7\">\(Self.escaped(note))</text>"
    )
  }

  mutating func rule(_ place: Double, rows: Int, isDashed: Bool) {
    let x = Self.x(place)
    parts.append(
      "<line x1=\"\(x)\" x2=\"\(x)\" y1=\"\(top)\" y2=\"\(top + rows * Self.row)\" stroke=\"currentColor\" opacity=\"0.6\"\(isDashed ? " stroke-dasharray=\"4 3\"" : "")/>"
    )
  }

  mutating func bar(
    _ name: String, _ scale: ComparisonChart.Scale, _ interval: ConfidenceInterval, _ estimate: Double, _ note: String
  ) {
    let middle = top + Self.row / 2
    let (from, to, at) = (scale.place(interval.lower), scale.place(interval.upper), scale.place(estimate))
    parts.append(
      "<text x=\"0\" y=\"\(middle + 4)\">\(Self.escaped(name))</text>"
        + "<line x1=\"\(Self.x(from))\" x2=\"\(Self.x(to))\" y1=\"\(middle)\" y2=\"\(middle)\" stroke=\"var(--interval, #4a7ebb)\" stroke-width=\"6\" stroke-linecap=\"round\"/>"
        + "<circle cx=\"\(Self.x(at))\" cy=\"\(middle)\" r=\"5\" fill=\"var(--estimate, #1d3f6e)\"/>"
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
    HarmlessText.shown(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
