import Comparison
import Knowledge

/// A comparison as text: what may be said first, then the figures, then every condition with what it rests on.
package struct ComparisonText {
  private let report: ComparisonReport
  private let style: TextStyle
  private var page: TextPage
  private var figures: ComparisonFigures { report.figures }

  private init(_ report: ComparisonReport, style: TextStyle) {
    self.report = report
    self.style = style
    page = TextPage(style)
  }

  /// The report, each line ended.
  ///
  /// - Parameter isBrief: whether only the verdict and the figures are told, for a chat.
  package static func text(_ report: ComparisonReport, isBrief: Bool = false, style: TextStyle = TextStyle())
    -> String
  {
    var text = ComparisonText(report, style: style)
    text.writeVerdict()
    text.writeRates(isBrief: isBrief)
    if isBrief { return text.page.text }
    text.writeDifference()
    text.writeClicks()
    text.writeChecks()
    text.writeOpen()
    text.writeStrata("Countries", report.figures.countries)
    text.writeStrata("Days", report.figures.days)
    text.writeCodes()
    text.writeLines()
    if report.standing != .fair { text.writePlan() }
    return text.page.text
  }

  // MARK: What may be said

  private mutating func writeVerdict() {
    for sentence in ComparisonWords(report).verdict { page.paragraph(sentence, hanging: 2, ink: .bold) }
    let met = report.checks(.met).count
    let counts =
      "\(CountWords.count(report.checks.count, "condition")): \(met) met, \(report.checks(.notMet).count) not met, \(report.checks(.unknown).count) unknown"
    page.paragraph(
      "\(counts); from \(CountWords.list(report.places)); knowledge of \(report.edition); wabadoctor \(report.toolVersion)",
      hanging: 2, ink: .dim)
  }

  // MARK: Figures

  private mutating func writeRates(isBrief: Bool) {
    page.gap()
    let name =
      figures.log?.peopleAreKnown == true ? "Delivered at the first attempt" : "Delivered, of what was given"
    let delivered = figures.delivery.contrast
    let raw =
      (figures.raw == delivered ? nil : figures.raw).map { [rates("Of all attempts, retries counted", $0)] }
      ?? []
    let eventual =
      (figures.eventual == delivered ? nil : figures.eventual).map { [rates("Delivered at any attempt", $0)] }
      ?? []
    // Whoever sees an unfair comparison has mostly seen the other figures before.
    let others =
      isBrief ? (report.standing == .notFair || report.isCuredByNormalising ? raw : []) : raw + eventual
    for (title, contrast) in [rates(name, delivered)] + others { write(title, contrast) }
  }

  private mutating func write(_ title: String, _ contrast: Contrast) {
    page.row("", title, column: 2)
    for (side, rate) in [("MM API", contrast.first), ("Cloud API", contrast.second)] {
      page.row("  " + side, ComparisonWords.rate(rate, figures.settings.level), column: 15)
    }
  }

  private func rates(_ title: String, _ contrast: Contrast) -> (String, Contrast) { (title, contrast) }

  private mutating func writeDifference() {
    page.gap()
    if report.standing != .fair {
      page.row("", "What follows describes the log; it is no verdict on the route.", column: 2)
    }
    for (label, sentence) in ComparisonWords(report).difference(figures.delivery, of: "delivery") {
      page.row(label, sentence, column: 15)
    }
    if let byPeople = figures.byPeople {
      page.row(
        "by people",
        "\(ComparisonWords.limits(byPeople)) points when people, not messages, are counted (delta method)",
        column: 15)
    }
    page.gap()
    page.append(ComparisonChart.lines(figures, width: style.width))
  }

  private mutating func writeClicks() {
    guard let clicks = figures.clicks else { return }
    page.gap()
    page.paragraph("Clicks", ink: .bold)
    let parts = [
      ("Of messages intended", clicks.perIntended), ("Of messages delivered", clicks.perDelivered),
    ]
    for case (let title, let comparison?) in parts { write(title, comparison.contrast) }
    for (label, sentence) in ComparisonWords(report).difference(clicks.perIntended, of: "clicks") {
      page.row(label, sentence, column: 15)
    }
    if figures.adjusted.count > 1 {
      let words = zip(["delivery", "clicks"], figures.adjusted).map {
        "\($0) \(ComparisonWords.adjusted($1))"
      }
      page.row("two questions", "probabilities after Holm: \(words.joined(separator: ", "))", column: 15)
    }
    page.row(
      "",
      "Clicks of intended messages decide: who is delivered to is chosen by the route, so the random split is lost among them.",
      column: 15)
  }

  // MARK: Conditions

  private mutating func writeChecks() {
    page.gap()
    page.paragraph("Conditions of a fair comparison", ink: .bold)
    for check in report.checks {
      let ink: TextStyle.Ink = check.state == .notMet ? .red : check.state == .unknown ? .yellow : .plain
      page.row(
        TextWrap.padded(check.state.rawValue, to: 8), "\(check.title): \(check.wanted)", column: 11, ink: ink)
      for breach in check.breaches {
        page.row(
          "", "\(breach.isSuspected ? "perhaps: " : "")\(breach.title) (\(breach.address))", column: 13,
          hanging: 2)
      }
      for figure in check.figures { page.row("", figure, column: 13, hanging: 2) }
      if check.state == .notMet, !check.sources.isEmpty {
        page.row("", "source: \(check.sources.joined(separator: "; "))", column: 13, hanging: 2)
      }
    }
    guard !report.remarks.isEmpty else { return }
    page.gap()
    page.paragraph("Beside that", ink: .bold)
    for remark in report.remarks {
      page.row(
        "", "\(remark.isSuspected ? "Perhaps: " : "")\(remark.title) (\(remark.address))", column: 2,
        hanging: 2)
    }
  }

  private mutating func writeOpen() {
    var seen: Set<String> = []
    let open = report.checks.flatMap(\.open).filter { seen.insert($0.fact).inserted }
    guard !open.isEmpty else { return }
    page.gap()
    page.paragraph("What no figure shows; answer with --fact NAME=VALUE, or at the prompt", ink: .bold)
    for question in open {
      page.row("", "\(question.fact): \(question.answer)", column: 2, hanging: 2)
      page.row("", "\(question.who): \(question.question)", column: 4, hanging: 2)
    }
  }

  // MARK: Parts

  private mutating func writeStrata(_ title: String, _ figures: StrataFigures?) {
    guard let figures, figures.strata.count > 1 else { return }
    page.gap()
    page.paragraph(title, ink: .bold)
    for stratum in figures.strata.prefix(7) {
      guard let contrast = stratum.contrast else {
        let side = stratum.firstTotal > 0 ? "MM API" : "Cloud API"
        page.row(
          stratum.name,
          "only \(side): \(FigureWords.count(stratum.firstTotal + stratum.secondTotal)) messages", column: 15)
        continue
      }
      let rates = "\(FigureWords.percent(contrast.first.rate)) of \(FigureWords.count(contrast.first.total))"
      let others =
        "\(FigureWords.percent(contrast.second.rate)) of \(FigureWords.count(contrast.second.total))"
      page.row(
        stratum.name, "\(rates) against \(others), \(FigureWords.points(contrast.difference)) points",
        column: 15)
    }
    if figures.strata.count > 7 {
      page.row("", "and \(figures.strata.count - 7) more; -o json lists them all", column: 15)
    }
    if let within = figures.within {
      page.row(
        "within them",
        "\(FigureWords.points(within.difference)) points, \(ComparisonWords.limits(within.interval(self.figures.settings.level))) (Mantel-Haenszel)",
        column: 15)
    }
    if let alike = figures.alike, alike.significance.p < 0.001 {
      page.row("", "the difference is not the same in all of them (Breslow-Day)", column: 15)
    }
  }

  private mutating func writeCodes() {
    guard let counts = figures.log?.counts else { return }
    let (one, two) = (counts[.marketingMessages].intendedCodes, counts[.cloud].intendedCodes)
    let codes = Set(one.keys).union(two.keys).sorted {
      ((one[$1] ?? 0) + (two[$1] ?? 0), $0) < ((one[$0] ?? 0) + (two[$0] ?? 0), $1)
    }
    guard !codes.isEmpty else { return }
    page.gap()
    page.paragraph("Why first attempts failed", ink: .bold)
    let (first, second) = (figures.delivery.contrast.first.total, figures.delivery.contrast.second.total)
    for code in codes.prefix(6) {
      let shares = [(one[code] ?? 0, first), (two[code] ?? 0, second)].map {
        FigureWords.percent(Double($0) / Double($1))
      }
      page.row(code == 0 ? "no code" : "\(code)", "MM API \(shares[0]), Cloud API \(shares[1])", column: 15)
    }
  }

  private mutating func writeLines() {
    guard let counts = figures.log?.counts else { return }
    page.gap()
    for sentence in LogWords(counts).sentences { page.paragraph(sentence, hanging: 2) }
  }

  private mutating func writePlan() {
    page.gap()
    page.paragraph("A fair test; compare plan computes its size", ink: .bold)
    for (number, line) in TestPlan.checklist(report.bounds).enumerated() {
      page.row("\(number + 1).", line, column: 6)
    }
  }
}
