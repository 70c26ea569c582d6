import Comparison

/// The counts that every peer computes too, under the names they share; counts of 0 are left out.
struct CountsLine {
  /// The counts by name.
  let figures: [String: Int]

  /// One line of JSON, in the order of names.
  var json: String {
    let members = figures.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
    return "{" + members.joined(separator: ", ") + "}"
  }

  /// The counts under their names.
  init(_ counts: LogCounts) {
    var all: [String: Int] = [
      "events.read": counts.events.read, "events.used": counts.events.used,
      "events.repeated": counts.events.repeated, "recipients": counts.recipients,
      "both": counts.both.clusters,
      "both.nn": counts.both.nn, "both.dd": counts.both.dd,
    ]
    for (arm, name) in [(Arm.marketingMessages, "mm"), (.cloud, "cloud")] {
      for (key, value) in Self.figures(counts[arm]) { all["\(name).\(key)"] = value }
    }
    figures = all.filter { $0.value != 0 }
  }

  private static func figures(_ arm: ArmCounts) -> [String: Int] {
    var all = [
      "attempts": arm.attempts.messages, "attempts.delivered": arm.attempts.delivered,
      "attempts.failed": arm.attempts.failed, "attempts.unresolved": arm.attempts.unresolved,
      "chains": arm.intended.messages, "chains.delivered": arm.intended.delivered,
      "chains.failed": arm.intended.failed, "chains.read": arm.intended.read,
      "chains.clicked": arm.intended.clicked,
      "eventually": arm.eventuallyDelivered, "clicks": arm.clickEvents, "early": arm.later.early,
      "late": arm.later.late, "other": arm.later.other, "afterUnresolved": arm.later.afterUnresolved,
      "repeats": arm.later.repeats, "people": arm.recipients, "people.several": arm.recipientsWithSeveral,
      "people.elsewhere": arm.recipientsInOtherCampaigns, "fellBack": arm.fellBack, "sum.nn": arm.clusters.nn,
      "sum.nd": arm.clusters.nd, "sum.dd": arm.clusters.dd, "sum.cc": arm.clusters.cc,
    ]
    for (code, count) in arm.intendedCodes { all["code.\(code)"] = count }
    for (code, count) in arm.attemptCodes { all["attemptCode.\(code)"] = count }
    for (country, outcomes) in arm.countries {
      all["country.\(country)"] = outcomes.messages
      all["country.\(country).delivered"] = outcomes.delivered
    }
    for (day, outcomes) in arm.days { all["day.\(day)"] = outcomes.messages }
    for (hour, count) in arm.hours.enumerated() where count > 0 { all["hour.\(hour)"] = count }
    for used in arm.templates { all["template.\(used.template.id)"] = used.outcomes.messages }
    for (campaign, outcomes) in arm.campaigns { all["campaign.\(campaign)"] = outcomes.messages }
    return all
  }
}
