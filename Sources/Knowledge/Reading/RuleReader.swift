import JSONText

/// Reads rules against facts, tables and findings, and checks what one rule cannot see: circular inference.
struct RuleReader {
  private(set) var rules: [Rule] = []
  private var conditions: ConditionReader
  private var faults: [KnowledgeFault] = []
  private let knowledge: KnowledgeBase

  init(knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    conditions = ConditionReader(knowledge: knowledge)
  }

  /// Reads one rule; what is wrong with it is kept for `finish`.
  mutating func read(address: String, _ json: JSONValue) {
    let parts = parts(of: json)
    let conclusion = conclusion(parts, json)
    let since = day(parts.since)
    let until = day(parts.until)
    let retired = day(parts.retired)
    if let since, let until, until < since {
      fault(.badValue, parts.until ?? json, "\"until\" lies before \"since\"")
    }
    guard let when = parts.when, let condition = conditions.condition(when),
      let subject = subject(of: condition), let conclusion,
      isOfSubject(conclusion, subject, json)
    else { return }
    rules.append(
      Rule(
        address: address, condition: condition, conclusion: conclusion, subject: subject.position,
        since: since, until: until, retired: retired,
        json: json))
  }

  /// The members of a rule that are read here, found in one pass.
  private struct Parts {
    var when: JSONValue?
    var since: JSONValue?
    var until: JSONValue?
    var retired: JSONValue?
    var conclusions: [(word: Role, member: JSONMember)] = []
  }

  /// The members of a rule that are read here.
  private enum Role: String {
    case when, since, until, retired
    case find, suspect, infer
    case ruleOut = "rule out"
  }

  /// The role of each key of a rule, in the keys' order.
  private static let roles = EntryKeys.rule.order.map(Role.init)

  private mutating func parts(of json: JSONValue) -> Parts {
    var parts = Parts()
    faults += EntryKeys.rule.faults(in: json) { position, member in
      switch Self.roles[position] {
      case .when: parts.when = member.value
      case .since: parts.since = member.value
      case .until: parts.until = member.value
      case .retired: parts.retired = member.value
      case let role?: parts.conclusions.append((role, member))
      case nil: break
      }
    }
    return parts
  }

  /// All faults, those of the rules together last.
  mutating func finish() -> [KnowledgeFault] {
    faults += conditions.faults
    conditions.faults = []
    findCycles()
    findMixedFindings()
    return faults
  }

  private mutating func conclusion(_ parts: Parts, _ json: JSONValue) -> Rule.Conclusion? {
    guard let (word, member) = parts.conclusions.first else {
      fault(.missingKey, json, "a rule needs one of \"find\", \"suspect\", \"rule out\" or \"infer\"")
      return nil
    }
    if parts.conclusions.count > 1 {
      fault(
        .unknownKey, parts.conclusions[1].member.keyPlace,
        "a rule has only one of \"find\", \"suspect\", \"rule out\" and \"infer\"; here are "
          + parts.conclusions.map(\.word.rawValue).joined(separator: " and "))
      return nil
    }
    if word == .infer { return inference(member.value) }
    let name = member.value.string ?? ""
    guard let finding = knowledge.findingPositions[name] else {
      fault(
        .unknownFinding, member.value,
        "unknown finding \(member.value.shown)"
          + NearMiss.suggestion(for: name, among: knowledge.findings.map(\.address)))
      return nil
    }
    return word == .find ? .find(finding) : word == .suspect ? .suspect(finding) : .ruleOut(finding)
  }

  private mutating func inference(_ json: JSONValue) -> Rule.Conclusion? {
    guard json.kind == .object, json.members.count == 1, let member = json.members.first(where: { _ in true })
    else {
      fault(.wrongKind, json, "expected one fact and its value, such as { \"waba.is_sanctioned\": true }")
      return nil
    }
    guard let fact = knowledge.factPositions[member.key] else {
      fault(
        .unknownFact, member.keyPlace,
        "unknown fact \(JSONWriter.quoted(member.key))"
          + NearMiss.suggestion(for: member.key, among: knowledge.facts.map(\.name.description)))
      return nil
    }
    let definition = knowledge.facts[fact]
    do {
      return .infer(fact, try FactValue(json: member.value, definition: definition, origin: .authored))
    } catch {
      fault(.badValue, member.value, "\(definition.name): \(error.message)")
      return nil
    }
  }

  /// Whether an inferred fact is known as often as the rule runs; else a fault.
  private mutating func isOfSubject(_ conclusion: Rule.Conclusion, _ subject: RuleSubject, _ json: JSONValue)
    -> Bool
  {
    guard case .infer(let fact, _) = conclusion else { return true }
    let definition = knowledge.facts[fact]
    let owner = knowledge.subjects[definition.subject].isMany ? definition.subject : nil
    if owner == subject.position { return true }
    let runs = subject.position.map { "for each \(knowledge.subjects[$0].name)" } ?? "once a case"
    let known =
      owner.map { "for each \(knowledge.subjects[$0].name)" } ?? "once a case; use \"some\" or \"every\""
    fault(
      .mixedSubjects, json["infer"] ?? json, "the rule runs \(runs), but \(definition.name) is known \(known)"
    )
    return false
  }

  /// The many-subject that a condition speaks of outside quantifiers; `nil` after a fault.
  private mutating func subject(of condition: Condition) -> RuleSubject? {
    var found: Int?
    var second: (FactTest, Int)?
    condition.forEachTest { test, inside in
      test.forEachRead { fact in
        let subject = knowledge.facts[fact].subject
        guard knowledge.subjects[subject].isMany, inside != subject else { return }
        if found == nil {
          found = subject
        } else if found != subject, second == nil {
          second = (test, subject)
        }
      }
    }
    if let (test, subject) = second, let found {
      faults.append(
        KnowledgeFault(
          .mixedSubjects, at: test.json.place,
          "the rule speaks of each \(knowledge.subjects[found].name) and of each \(knowledge.subjects[subject].name); put one of them inside \"some\", \"every\" or \"no\""
        ))
      return nil
    }
    return RuleSubject(position: found)
  }

  /// The many-subject a rule runs over, or none.
  private struct RuleSubject { let position: Int? }

  private mutating func day(_ value: JSONValue?) -> CalendarDate? {
    guard let value else { return nil }
    guard let text = value.string, let day = CalendarDate(text) else {
      fault(.badValue, value, "expected \(FactKind.date.example), but there is \(value.shown)")
      return nil
    }
    return day
  }

  /// Inference that runs in a circle would wait on itself for ever.
  private mutating func findCycles() {
    var inferring: [FactIndex: [RuleIndex]] = [:]
    for (index, rule) in rules.enumerated() {
      if case .infer(let fact, _) = rule.conclusion, rule.retired == nil {
        inferring[fact, default: []].append(index)
      }
    }
    guard !inferring.isEmpty else { return }
    let rests = inferring.mapValues { indices in
      indices.flatMap { reads(of: rules[$0]) }.filter { inferring[$0] != nil }
    }
    for cycle in CycleSearch(rests).cycles() {
      let names = cycle.map { knowledge.facts[$0].name.description }.joined(separator: " ← ")
      let culprit = inferring[cycle[0]]?.first { reads(of: rules[$0]).contains(cycle[1]) } ?? 0
      fault(
        .circularInference, rules[culprit].json["infer"] ?? rules[culprit].json,
        "inference runs in a circle: \(names); remove one of its rules")
    }
  }

  /// A finding is told for each entity of one subject; its rules may not run for those of two.
  private mutating func findMixedFindings() {
    var subjects: [FindingIndex: Int] = [:]
    for rule in rules {
      guard let finding = rule.finding, let subject = rule.subject else { continue }
      let first = subjects[finding, default: subject]
      subjects[finding] = first
      guard first != subject else { continue }
      fault(
        .mixedSubjects, rule.json,
        "another rule tells \(knowledge.findings[finding].address) for each \(knowledge.subjects[first].name), "
          + "this one for each \(knowledge.subjects[subject].name); make two findings")
    }
  }

  private func reads(of rule: Rule) -> [FactIndex] {
    var reads: [FactIndex] = []
    rule.condition.forEachTest { test, _ in test.forEachRead { reads.append($0) } }
    return reads
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ json: JSONValue, _ message: String) {
    fault(kind, json.place, message)
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ place: JSONPlace, _ message: String) {
    faults.append(KnowledgeFault(kind, at: place, message))
  }
}
