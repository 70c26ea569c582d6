import JSONText

/// Position of a rule in `KnowledgeBase.rules`.
package typealias RuleIndex = Int

/// What follows from what.
package struct Rule: Entry {
  /// What a rule does when its condition holds.
  package enum Conclusion: Sendable {
    /// The finding is certain.
    case find(FindingIndex)
    /// The finding fits; Meta does not disclose whether it is so.
    case suspect(FindingIndex)
    /// The finding is excluded.
    case ruleOut(FindingIndex)
    /// A fact follows.
    case infer(FactIndex, FactValue)
  }

  package let address: String
  package let condition: Condition
  package let conclusion: Conclusion
  /// The many-subject it runs once for each entity of, by position in `KnowledgeBase.subjects`; `nil` when it runs once per case.
  package let subject: Int?
  /// First and last day it is in force, inclusive.
  package let since: CalendarDate?
  package let until: CalendarDate?
  /// The day it was taken out of use, read once: whoever goes through all rules asks it of each.
  package let retired: CalendarDate?
  package let json: JSONValue

  package init(
    address: String, condition: Condition, conclusion: Conclusion, subject: Int?, since: CalendarDate?,
    until: CalendarDate?, retired: CalendarDate? = nil,
    json: JSONValue
  ) {
    self.address = address
    self.condition = condition
    self.conclusion = conclusion
    self.subject = subject
    self.since = since
    self.until = until
    self.retired = retired
    self.json = json
  }

  /// Whether it is in force on a day and not retired.
  package func isInForce(on day: CalendarDate) -> Bool {
    if let since, day < since { return false }
    if let until, day > until { return false }
    return retired == nil
  }

  /// The finding it speaks of; `nil` for a rule that infers a fact.
  package var finding: FindingIndex? {
    switch conclusion {
    case .find(let finding), .suspect(let finding), .ruleOut(let finding): finding
    case .infer: nil
    }
  }

  /// Situations in which it must fire, stay silent, or wait, in the form of facts files.
  package func examples(_ outcome: ExampleOutcome) -> [JSONValue] {
    json["examples"]?[outcome.rawValue].map { Array($0.elements) } ?? []
  }
}

/// What a rule must do with an example.
package enum ExampleOutcome: String, CaseIterable, Sendable {
  case fires, silent, waits
}
