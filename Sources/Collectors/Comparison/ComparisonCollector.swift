import Comparison
import Knowledge

/// Learns the facts of the subject `comparison` from the figures of message logs, or of bare totals.
///
/// What a log cannot show is left out, so that the rules wait for it and somebody is asked. No threshold stands here: the rules
/// decide what a figure means.
package struct ComparisonCollector {
  private let knowledge: KnowledgeBase

  /// A collector for a knowledge base that was read with its tables.
  package init(knowledge: KnowledgeBase) { self.knowledge = knowledge }

  /// Facts that follow from others with a log at hand, so that nobody is asked for them.
  package static let computed: Set<String> = [
    "comparison.split_p_value", "comparison.split_deviation", "comparison.delivery_verdict",
    "comparison.delivery_not_worse", "comparison.click_verdict", "comparison.click_not_worse",
    "comparison.delivered_click_verdict",
  ]

  /// What the figures tell.
  ///
  /// - Parameter place: where they come from: the names of the logs, or the option with the totals.
  package func collect(from figures: ComparisonFigures, place: String) -> Collected {
    var facts = FactList(knowledge: knowledge, place: place)
    add(figures, to: &facts)
    if let log = figures.log {
      addSides(log, figures, to: &facts)
      addPeople(log, to: &facts)
      addTimes(log, figures, to: &facts)
      addOutcomes(log, to: &facts)
      addCountries(log, figures, to: &facts)
    }
    return facts.collected
  }

  /// What the addresses of the buttons tell, without opening them.
  package func collect(mm: ButtonAddress?, cloud: ButtonAddress?) -> Collected {
    var facts = FactList(knowledge: knowledge, place: "--url")
    let both = [mm, cloud].compactMap(\.self)
    let risks = ButtonAddress.Risk.allCases.filter { risk in both.contains { $0.risks.contains(risk) } }
    guard !both.isEmpty else { return facts.collected }
    facts.add("address_risks", .list(risks.map { .choice($0.rawValue) }), both.map(\.text).joined(separator: ", "))
    if let mm, let cloud {
      facts.add("same_landing_page", .yesNo(mm.leadsToSamePage(as: cloud)), "\(mm.text) and \(cloud.text)")
    }
    return facts.collected
  }

  private func add(_ figures: ComparisonFigures, to facts: inout FactList) {
    let (one, two) = (figures.delivery.contrast.first, figures.delivery.contrast.second)
    facts.add("mm_messages", .whole(Int64(one.total)))
    facts.add("cloud_messages", .whole(Int64(two.total)))
    facts.add("delivery_verdict", .choice(figures.deliveryDirection.rawValue))
    facts.add("delivery_not_worse", .yesNo(figures.delivery.notWorse.isShown))
    if let clicks = figures.clicks, let direction = figures.clickDirection {
      facts.add("click_verdict", .choice(direction.rawValue))
      facts.add("click_not_worse", .yesNo(clicks.perIntended.notWorse.isShown))
      if let delivered = clicks.perDelivered {
        facts.add("delivered_click_verdict", .choice(delivered.direction.rawValue))
      }
    }
    if let weights = figures.settings.split, let split = figures.split {
      let whole = Double(weights.reduce(0, +))
      facts.add("intended_mm_share", percent: Double(weights[0]) / whole, "--split")
      facts.add("split_p_value", probability: split.significance.p)
      facts.add("split_deviation", percent: split.deviation)
    }
  }

  private func addSides(_ log: LogFigures, _ figures: ComparisonFigures, to facts: inout FactList) {
    if let isBefore = log.isBeforeAndAfter {
      facts.add("compared_with", .choice(isBefore ? "Cloud API before" : "Cloud API at the same time"))
    }
    if let from = log.armKnownFrom { facts.add("arm_known_from", .choice(from)) }
    if let share = log.fallback { facts.add("fallback_share", percent: share) }
    if let raw = figures.raw {
      facts.add("mm_raw_rate", percent: raw.first.rate)
      facts.add("cloud_raw_rate", percent: raw.second.rate)
    }
    let kinds = log.counts.recipientKinds
    facts.add("recipients_hashed", .yesNo(kinds.hashed > kinds.numbers))
    facts.add("message_ids_plain", .yesNo(log.counts.plainMessageIDs > 0))
  }

  private func addPeople(_ log: LogFigures, to facts: inout FactList) {
    if let share = log.retries { facts.add("retry_share", percent: share) }
    if let count = log.earlyRetries { facts.add("early_retries", .whole(Int64(count))) }
    if let share = log.overlap { facts.add("overlap_share", percent: share) }
    if let share = log.repeats { facts.add("repeat_share", percent: share) }
    if let share = log.otherCampaigns { facts.add("other_campaign_share", percent: share) }
    // Different names may still be near-identical templates, which only people can say.
    if let apart = log.templatesApart, apart <= LogFigures.strays { facts.add("same_template", .choice("same")) }
  }

  private func addTimes(_ log: LogFigures, _ figures: ComparisonFigures, to facts: inout FactList) {
    if let days = log.sharedDays {
      facts.add("days", .whole(Int64(days.count)))
      if let first = days.first { facts.add("first_day", .date(CalendarDate(days: first))) }
    }
    if let share = log.daysApart { facts.add("days_apart", percent: share) }
    if let share = log.hoursApart { facts.add("hours_apart", percent: share) }
    if let seconds = log.countedAfter { facts.add("counted_after", .duration(TimeSpan(seconds: seconds))) }
    if let mix = figures.days?.mix {
      facts.add("day_mix_p_value", probability: mix.significance.p)
      facts.add("day_mix_deviation", percent: mix.deviation)
    }
    if let countries = figures.countries {
      facts.add("reversal", .yesNo(countries.isReversed || figures.days?.isReversed == true))
    } else if figures.days?.isReversed == true {
      facts.add("reversal", .yesNo(true))
    }
  }

  private func addOutcomes(_ log: LogFigures, to facts: inout FactList) {
    if log.peopleAreKnown {
      facts.add("rate_counts", .choice("first attempts"))
      for (name, arm) in [("mm", Arm.marketingMessages), ("cloud", .cloud)] {
        let intended = log.counts[arm].intended
        facts.add(
          "\(name)_normalised_rate", percent: Double(intended.delivered) / Double(max(1, intended.messages)))
      }
    }
    if let holdouts = log.holdouts {
      facts.add("holdout_p_value", probability: PooledTest(holdouts).significance?.p ?? 1)
      facts.add("holdout_difference", percent: abs(holdouts.difference))
    }
    if let unresolved = log.unresolved { facts.add("unresolved_difference", percent: abs(unresolved.difference)) }
  }

  private func addCountries(_ log: LogFigures, _ figures: ComparisonFigures, to facts: inout FactList) {
    if let mix = figures.countries?.mix {
      facts.add("country_mix_p_value", probability: mix.significance.p)
      facts.add("country_mix_deviation", percent: mix.deviation)
    }
    let american = log.share { $0 == "US" }
    if let american { facts.add("us_share", percent: american) }
    if let table = knowledge.tablePositions["countries-without-optimisation"].map({ knowledge.tables[$0] }) {
      let countries = Set(table.rows.map { $0.key.text(of: table.keyKind) })
      if let share = log.share(to: countries.contains) { facts.add("no_optimisation_share", percent: share) }
    }
    // Messages to the United States fail for a reason of their own, so the share would speak of two things.
    if let limited = log.limited, let american, american <= LogFigures.strays {
      facts.add("limited_share_of_failures", percent: limited)
    }
  }
}

/// Facts as they come, each with the log as its evidence; a name that the knowledge does not have is left out.
private struct FactList {
  let knowledge: KnowledgeBase
  let place: String
  var collected = Collected()

  mutating func add(_ field: String, _ value: FactValue, _ detail: String? = nil) {
    let name = FactName("comparison." + field)
    guard knowledge.fact(name) != nil else { return }
    collected.facts.append(
      Fact(name: name, value: value, evidence: Evidence(origin: "log", detail: detail ?? place)))
  }

  mutating func add(_ field: String, percent share: Double, _ detail: String? = nil) {
    add(field, decimal: share * 100, scale: 9, detail)
  }

  mutating func add(_ field: String, probability: Double) { add(field, decimal: probability, scale: 15, nil) }

  private mutating func add(_ field: String, decimal value: Double, scale: Int, _ detail: String?) {
    var factor = 1.0
    for _ in 0..<scale { factor *= 10 }
    guard let exact = ExactDecimal(coefficient: Int64((value * factor).rounded()), scale: scale) else { return }
    add(field, .decimal(exact), detail)
  }
}
