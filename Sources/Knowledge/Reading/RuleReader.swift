import JSONText

/// Reads rules against facts, tables and findings, and checks what one rule cannot see: circular inference.
struct RuleReader {
  private(set) var rules: [Rule] = []
  private var conditions: ConditionReader
  private var faults: [KnowledgeFault] = []
  private var addresses: Set<String> = []
  private var knowledge: KnowledgeBase { conditions.knowledge }
  private static let conclusions = ["find", "suspect", "rule out", "infer"]

  init(knowledge: KnowledgeBase) { conditions = ConditionReader(knowledge: knowledge) }

  /// Reads one rule; what is wrong with it is kept for `finish`.
  mutating func read(address: String, _ json: JSONValue) {
    guard addresses.insert(address).inserted else {
      fault(.duplicateAddress, json, "\(address) is defined twice")
      return
    }
    let conclusion = conclusion(json)
    guard let whenJSON = json["when"] else { return }
    guard let condition = conditions.condition(whenJSON), let conclusion,
      let subject = subject(of: condition, json)
    else { return }
    let since = day("since", json)
    let until = day("until", json)
    if let since, let until, until < since {
      fault(.badValue, json["until"] ?? json, "\"until\" lies before \"since\"")
    }
    if case .infer(let fact, _) = conclusion {
      let definition = knowledge.facts[fact]
      let owner = knowledge.subjects[definition.subject].isMany ? definition.subject : nil
      guard owner == subject.position else {
        fault(
          .mixedSubjects, json["infer"] ?? json,
          "the rule runs \(subject.position.map { "for each \(knowledge.subjects[$0].name)" } ?? "once a case"), but \(definition.name) is known "
            + (owner.map { "for each \(knowledge.subjects[$0].name)" }
              ?? "once a case; use \"some\" or \"every\""))
        return
      }
    }
    rules.append(
      Rule(
        address: address, condition: condition, conclusion: conclusion, subject: subject.position,
        since: since, until: until,
        json: json))
  }

  /// All faults, those of the rules together last.
  mutating func finish() -> [KnowledgeFault] {
    faults += conditions.faults
    conditions.faults = []
    findCycles()
    return faults
  }

  private mutating func conclusion(_ json: JSONValue) -> Rule.Conclusion? {
    let present = Self.conclusions.filter { json[$0] != nil }
    guard present.count == 1, let word = present.first, let value = json[word] else {
      fault(
        .missingKey, json,
        present.isEmpty
          ? "a rule needs one of \"find\", \"suspect\", \"rule out\" or \"infer\""
          : "a rule has only one of \"find\", \"suspect\", \"rule out\" and \"infer\"; here are \(present.joined(separator: " and "))"
      )
      return nil
    }
    if word == "infer" { return inference(value) }
    guard let name = value.string, let finding = knowledge.findingPositions[name] else {
      fault(
        .unknownFinding, value,
        "unknown finding \(value.text)"
          + NearMiss.suggestion(for: value.string ?? "", among: knowledge.findings.map(\.address)))
      return nil
    }
    switch word {
    case "find": return .find(finding)
    case "suspect": return .suspect(finding)
    default: return .ruleOut(finding)
    }
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
        "unknown fact \"\(member.key)\""
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

  /// The many-subject that a condition speaks of outside quantifiers; `nil` after a fault.
  private mutating func subject(of condition: Condition, _ json: JSONValue) -> RuleSubject? {
    var found: Int?
    var second: (FactTest, Int)?
    condition.forEachTest { test, inside in
      for fact in test.reads {
        let subject = knowledge.facts[fact].subject
        guard knowledge.subjects[subject].isMany, inside != subject else { continue }
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

  private mutating func day(_ key: String, _ json: JSONValue) -> CalendarDate? {
    guard let value = json[key] else { return nil }
    guard let text = value.string, let day = CalendarDate(text) else {
      fault(.badValue, value, "expected \(FactKind.date.example), but there is \(value.text)")
      return nil
    }
    return day
  }

  /// Depth-first search over "to know this fact, a rule reads that one".
  private mutating func findCycles() {
    var inferring: [FactIndex: [RuleIndex]] = [:]
    for (index, rule) in rules.enumerated() {
      if case .infer(let fact, _) = rule.conclusion { inferring[fact, default: []].append(index) }
    }
    var state: [FactIndex: Bool] = [:]  // false while open, true when done
    func visit(_ fact: FactIndex, _ path: [FactIndex]) -> (RuleIndex, [FactIndex])? {
      if state[fact] == true { return nil }
      state[fact] = false
      for index in inferring[fact] ?? [] {
        var cycle: (RuleIndex, [FactIndex])?
        rules[index].condition.forEachTest { test, _ in
          for read in test.reads where cycle == nil && inferring[read] != nil {
            if state[read] == false {
              let loop = path + [fact]
              cycle = (index, Array(loop[(loop.firstIndex(of: read) ?? 0)...]) + [read])
            } else {
              cycle = visit(read, path + [fact])
            }
          }
        }
        if let cycle { return cycle }
      }
      state[fact] = true
      return nil
    }
    for fact in inferring.keys.sorted() where state[fact] == nil {
      if let (rule, cycle) = visit(fact, []) {
        let names = cycle.map { knowledge.facts[$0].name.description }.joined(separator: " ← ")
        faults.append(
          KnowledgeFault(
            .circularInference, at: rules[rule].place,
            "inference runs in a circle: \(names); remove one of its rules"))
      }
    }
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ json: JSONValue, _ message: String) {
    fault(kind, json.place, message)
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ place: JSONPlace, _ message: String) {
    faults.append(KnowledgeFault(kind, at: place, message))
  }
}
