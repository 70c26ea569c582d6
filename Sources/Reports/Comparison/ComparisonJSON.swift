import Comparison
import JSONText
import Knowledge

/// A comparison as JSON for a program, as `KnowledgeBase/Schemas/comparison.schema.json` describes it. Counts are integers; shares are of one.
package struct ComparisonJSON {
  /// The schema's name, and its version: counted up when a member is removed or changes its meaning.
  package static let schema = "wabadoctor/comparison"
  package static let version: Int64 = 1

  private let report: ComparisonReport
  private var figures: ComparisonFigures { report.figures }

  /// The report.
  ///
  /// - Parameter exitStatus: what the program ends with.
  package static func tree(_ report: ComparisonReport, exitStatus: Int) -> JSONTree {
    ComparisonJSON(report: report).tree(exitStatus)
  }

  private func tree(_ exitStatus: Int) -> JSONTree {
    [
      "schema": .string(Self.schema), "version": .integer(Self.version),
      "tool": ["name": "wabadoctor", "version": .string(report.toolVersion)],
      "edition": .string(report.edition),
      "as_of": .string(report.now.description), "sources": .strings(report.places),
      "verdict": verdict, "delivery": comparison(figures.delivery),
      "raw": optional(figures.raw, contrast), "eventual": optional(figures.eventual, contrast),
      "by_people": optional(figures.byPeople, interval),
      "clicks": optional(figures.clicks) {
        ["per_intended": comparison($0.perIntended), "per_delivered": optional($0.perDelivered, comparison)]
      },
      "adjusted": .array(figures.adjusted.map(Self.number)),
      "split": optional(figures.split) { split in
        [
          "weights": .array((figures.settings.split ?? []).map { .integer(Int64($0)) }),
          "statistic": Self.number(split.statistic), "p": Self.number(split.significance.p),
          "deviation": Self.number(split.deviation),
        ]
      },
      "countries": optional(figures.countries, strata), "days": optional(figures.days, strata),
      "checks": .array(report.checks.map(check)), "remarks": .array(report.remarks.map(breach)),
      "lines": optional(figures.log?.counts, lines), "exit_status": .integer(Int64(exitStatus)),
    ]
  }

  private var verdict: JSONTree {
    [
      "standing": .string(report.standing.rawValue),
      "clicks_standing": .optional(report.clickStanding?.rawValue),
      "delivery": .optional(report.conclusion?.rawValue),
      "clicks": .optional(report.clickConclusion?.rawValue),
      "cured_by_normalising": .boolean(report.isCuredByNormalising),
      "text": .strings(ComparisonWords(report).verdict),
    ]
  }

  // MARK: Figures

  private func optional<Value>(_ value: Value?, _ make: (Value) -> JSONTree) -> JSONTree {
    value.map(make) ?? .null
  }

  /// A number with all its digits; what has no digits is none.
  private static func number(_ value: Double) -> JSONTree { value.isFinite ? .number("\(value)") : .null }

  private func proportion(_ rate: Proportion) -> JSONTree {
    let interval = rate.wilson(figures.settings.level)
    return [
      "hits": .integer(Int64(rate.hits)), "total": .integer(Int64(rate.total)),
      "rate": Self.number(rate.rate),
      "lower": Self.number(interval.lower), "upper": Self.number(interval.upper),
    ]
  }

  private func contrast(_ contrast: Contrast) -> JSONTree {
    [
      "mm": proportion(contrast.first), "cloud": proportion(contrast.second),
      "difference": Self.number(contrast.difference),
    ]
  }

  private func interval(_ interval: ConfidenceInterval) -> JSONTree {
    ["lower": Self.number(interval.lower), "upper": Self.number(interval.upper)]
  }

  private func comparison(_ comparison: RateComparison) -> JSONTree {
    let test = comparison.test.significance
    let notWorse = comparison.notWorse
    var z: JSONTree = .null
    if case .decided(let value, _) = comparison.test { z = Self.number(value) }
    return [
      "mm": proportion(comparison.contrast.first), "cloud": proportion(comparison.contrast.second),
      "difference": Self.number(comparison.contrast.difference), "interval": interval(comparison.interval),
      "method": .string(comparison.method.rawValue), "level": Self.number(1 - comparison.level.error),
      "z": z, "p": optional(test) { Self.number($0.p) }, "ln_p": optional(test) { Self.number($0.lnP) },
      "ratio": ratio(comparison.ratio), "margin": Self.number(notWorse.margin),
      "not_worse": .boolean(notWorse.isShown),
      "not_worse_p": optional(notWorse.significance) { Self.number($0.p) },
      "smallest_drop": optional(comparison.smallestDrop, Self.number),
      "smallest_rise": optional(comparison.smallestRise, Self.number),
      "direction": .string(comparison.direction.rawValue),
    ]
  }

  private func ratio(_ ratio: RelativeRate) -> JSONTree {
    switch ratio {
    case .undefined: .null
    case .atLeast(let lower): ["ratio": .null, "lower": Self.number(lower), "upper": .null]
    case .between(let ratio, let lower, let upper):
      ["ratio": Self.number(ratio), "lower": Self.number(lower), "upper": Self.number(upper)]
    }
  }

  private func strata(_ strata: StrataFigures) -> JSONTree {
    [
      "parts": .array(
        strata.strata.map { part in
          [
            "name": .string(part.name),
            "mm": ["hits": .integer(Int64(part.firstHits)), "total": .integer(Int64(part.firstTotal))],
            "cloud": ["hits": .integer(Int64(part.secondHits)), "total": .integer(Int64(part.secondTotal))],
          ]
        }),
      "mix": [
        "statistic": Self.number(strata.mix.statistic), "p": Self.number(strata.mix.significance.p),
        "deviation": Self.number(strata.mix.deviation), "farthest": .string(strata.mix.farthest),
      ],
      "within": optional(strata.within) { within in
        let limits = within.interval(figures.settings.level)
        return [
          "difference": Self.number(within.difference), "lower": Self.number(limits.lower),
          "upper": Self.number(limits.upper),
        ]
      },
      "breslow_day_p": optional(strata.alike) { Self.number($0.significance.p) },
      "reversed": .boolean(strata.isReversed),
    ]
  }

  // MARK: Conditions

  private func check(_ check: FairnessCheck) -> JSONTree {
    [
      "name": .string(check.name), "title": .string(check.title), "wanted": .string(check.wanted),
      "state": .string(check.state.rawValue), "breaches": .array(check.breaches.map(breach)),
      "figures": .strings(check.figures),
      "open": .array(
        check.open.map {
          [
            "fact": .string($0.fact), "who": .string($0.who), "question": .string($0.question),
            "answer": .string($0.answer),
          ]
        }),
      "sources": .strings(check.sources),
    ]
  }

  private func breach(_ breach: FairnessCheck.Breach) -> JSONTree {
    [
      "finding": .string(breach.address), "title": .string(breach.title),
      "suspected": .boolean(breach.isSuspected),
    ]
  }

  private func lines(_ counts: LogCounts) -> JSONTree {
    func count(_ number: Int) -> JSONTree { .integer(Int64(number)) }
    return [
      "read": count(counts.lines.read), "used": count(counts.lines.used),
      "repeated": count(counts.lines.repeated),
      "broken": count(counts.lines.broken), "passed_over": count(counts.lines.passedOver),
      "broken_by_kind": .object(
        BrokenKind.allCases.compactMap { kind in
          counts.broken[kind].map { JSONField(LogWords.key(kind), count($0.count)) }
        }), "said": .strings(LogWords(counts).sentences),
    ]
  }
}
