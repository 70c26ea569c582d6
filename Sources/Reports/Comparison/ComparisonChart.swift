import Comparison

/// A comparison drawn: with plain characters for a terminal, and as SVG for a page. The numbers stand beside it as words.
package enum ComparisonChart {
  /// The rates and the difference on two scales, in ASCII: `(--o--)` is an interval with its estimate.
  static func lines(_ figures: ComparisonFigures, width: Int) -> [String] {
    let room = max(20, min(54, width - 15))
    let level = figures.settings.level
    let rates = [figures.delivery.contrast.first, figures.delivery.contrast.second]
    let intervals = rates.map { $0.wilson(level) }
    let scale = Scale(intervals.flatMap { [$0.lower, $0.upper] }, room, within: 0...1)
    let names = ["MM API", "Cloud API"]
    func caption(_ text: String) -> [String] {
      TextWrap.lines(text, width: max(10, width - 2)).map { "  " + $0 }
    }
    var lines = caption("rates, \(FigureWords.percent(scale.low)) to \(FigureWords.percent(scale.high))")
    for (name, (rate, interval)) in zip(names, zip(rates, intervals)) {
      lines.append("  " + TextWrap.padded(name, to: 13) + scale.drawn(interval, rate.rate, marks: []))
    }
    let difference = figures.delivery
    let margin = -figures.settings.margin
    let second = Scale(
      [difference.interval.lower, difference.interval.upper, 0, margin], room, within: -1...1)
    lines += caption(
      "difference, \(FigureWords.points(second.low)) to \(FigureWords.points(second.high)) points; | is 0, ! the margin of \(FigureWords.points(margin))"
    )
    lines.append(
      "  " + TextWrap.padded("MM - Cloud", to: 13)
        + second.drawn(difference.interval, difference.contrast.difference, marks: [(0, "|"), (margin, "!")]))
    return lines
  }

  /// A scale from the least to the greatest of some values, with a little air on both sides and never beyond what can be.
  struct Scale {
    let low: Double
    let high: Double
    let room: Int

    init(_ values: [Double], _ room: Int, within bounds: ClosedRange<Double>) {
      let (least, most) = (values.min() ?? 0, values.max() ?? 1)
      let air = max((most - least) * 0.06, 1e-6)
      (low, high, self.room) = (max(bounds.lowerBound, least - air), min(bounds.upperBound, most + air), room)
    }

    /// 0 to 1 along the scale.
    func place(_ value: Double) -> Double { min(1, max(0, (value - low) / (high - low))) }

    private func column(_ value: Double) -> Int { Int((place(value) * Double(room - 1)).rounded()) }

    func drawn(_ interval: ConfidenceInterval, _ estimate: Double, marks: [(Double, Character)]) -> String {
      var cells = [Character](repeating: ".", count: room)
      let (from, to) = (column(interval.lower), column(interval.upper))
      for cell in from...to { cells[cell] = "-" }
      (cells[from], cells[to]) = ("(", ")")
      for (value, mark) in marks { cells[column(value)] = mark }
      cells[column(estimate)] = "o"
      return String(cells)
    }
  }
}
