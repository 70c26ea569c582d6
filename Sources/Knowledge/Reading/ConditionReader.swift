import JSONText

/// Reads the condition language against the facts, subjects and tables already read; collects every fault.
struct ConditionReader {
  let knowledge: KnowledgeBase
  var faults: [KnowledgeFault] = []

  init(knowledge: KnowledgeBase) { self.knowledge = knowledge }

  /// A condition, or `nil` when it has faults (which are collected).
  mutating func condition(_ json: JSONValue) -> Condition? { condition(json, within: nil) }

  private mutating func condition(_ json: JSONValue, within outer: Int?) -> Condition? {
    guard json.kind == .object else {
      fault(
        .wrongKind, json,
        "expected a condition, an object such as { \"waba.status\": \"ACTIVE\" }, but there is \(json.kind.name)"
      )
      return nil
    }
    var parts: [Condition] = []
    var sound = true
    var quantifierSeen = false
    for member in json.members {
      let key = member.key
      switch key {
      case "all", "any", "none":
        guard let list = list(member, within: outer) else { sound = false; continue }
        parts.append(key == "all" ? .all(list) : key == "any" ? .any(list) : .none(list))
      case "some", "every", "no", "count":
        guard !quantifierSeen else {
          fault(
            .badComparison, member.keyPlace,
            "only one of some, every, no and count may stand in one object; put each in its own inside \"all\""
          )
          sound = false
          continue
        }
        quantifierSeen = true
        guard let quantifier = quantifier(key, json, within: outer) else { sound = false; continue }
        parts.append(.quantified(quantifier))
      case "where", "at least", "at most":
        if !json.members.contains(where: { ["some", "every", "no", "count"].contains($0.key) }) {
          fault(.badComparison, member.keyPlace, "\"\(key)\" belongs beside some, every, no or count")
          sound = false
        }
      default:
        guard let tests = tests(member, within: outer) else { sound = false; continue }
        parts += tests.map(Condition.test)
      }
    }
    if json.members.isEmpty {
      fault(.emptyList, json, "an empty condition says nothing; name a fact, or leave \"where\" out")
      return nil
    }
    guard sound else { return nil }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func list(_ member: JSONMember, within outer: Int?) -> [Condition]? {
    guard member.value.kind == .array else {
      fault(
        .wrongKind, member.value,
        "expected a list of conditions after \"\(member.key)\", but there is \(member.value.kind.name)")
      return nil
    }
    guard !member.value.elements.isEmpty else {
      fault(
        .emptyList, member.value,
        "an empty \"\(member.key)\" says nothing; put a condition in it or remove it")
      return nil
    }
    var parts: [Condition] = []
    var sound = true
    for element in member.value.elements {
      if let part = condition(element, within: outer) { parts.append(part) } else { sound = false }
    }
    return sound ? parts : nil
  }

  private mutating func quantifier(_ word: String, _ json: JSONValue, within outer: Int?) -> Quantifier? {
    guard let subjectJSON = json[word] else { return nil }
    if outer != nil {
      fault(
        .badComparison, subjectJSON,
        "\"\(word)\" cannot stand inside the \"where\" of another; infer a fact first")
      return nil
    }
    guard let name = subjectJSON.string, let subject = knowledge.subjectPositions[name],
      knowledge.subjects[subject].isMany
    else {
      let many = knowledge.subjects.filter(\.isMany).map(\.name)
      fault(
        .unknownSubject, subjectJSON,
        "expected a subject that a case has many of, but there is \(subjectJSON.text)"
          + NearMiss.suggestion(for: subjectJSON.string ?? "", among: many))
      return nil
    }
    var inner: Condition?
    if let clause = json["where"] {
      guard let read = condition(clause, within: subject) else { return nil }
      inner = read
    } else if word == "every" {
      fault(.missingKey, json, "\"every\" needs a \"where\"")
      return nil
    }
    guard let least = bound("at least", json), let most = bound("at most", json) else { return nil }
    switch word {
    case "some": return Quantifier(amount: .some, subject: subject, condition: inner, json: json)
    case "every": return Quantifier(amount: .every, subject: subject, condition: inner, json: json)
    case "no": return Quantifier(amount: .no, subject: subject, condition: inner, json: json)
    default:
      guard least.value != nil || most.value != nil else {
        fault(.missingKey, json, "\"count\" needs \"at least\", \"at most\", or both")
        return nil
      }
      return Quantifier(
        amount: .count(atLeast: least.value, atMost: most.value), subject: subject, condition: inner,
        json: json)
    }
  }

  /// The number beside a key, if the key is there; `nil` after a fault.
  private mutating func bound(_ key: String, _ json: JSONValue) -> Bound? {
    guard let value = json[key] else { return Bound(value: nil) }
    guard json["count"] != nil else {
      fault(.badComparison, value, "\"\(key)\" belongs beside \"count\" only")
      return nil
    }
    guard let number = value.number?.integer, number >= 0, number < 1_000_000 else {
      fault(.badValue, value, "expected a count such as 2, but there is \(value.text)")
      return nil
    }
    return Bound(value: Int(number))
  }

  /// A limit of a count; no value when that side is free.
  private struct Bound { let value: Int? }

  // MARK: Comparisons

  private mutating func tests(_ member: JSONMember, within outer: Int?) -> [FactTest]? {
    let key = member.key
    guard let fact = knowledge.factPositions[key] else {
      let names =
        knowledge.facts.map(\.name.description) + [
          "all", "any", "none", "some", "every", "no", "count", "where",
        ]
      fault(
        .unknownFact, member.keyPlace, "unknown fact \"\(key)\"" + NearMiss.suggestion(for: key, among: names)
      )
      return nil
    }
    let definition = knowledge.facts[fact]
    if let outer, knowledge.subjects[definition.subject].isMany, definition.subject != outer {
      fault(
        .mixedSubjects, member.keyPlace,
        "\"\(key)\" is not a fact of \(knowledge.subjects[outer].name); name one of its facts, or one of a subject that a case has once"
      )
      return nil
    }
    return comparisons(member.value, fact: fact, negated: false)
  }

  private mutating func comparisons(_ json: JSONValue, fact: FactIndex, negated: Bool) -> [FactTest]? {
    switch json.kind {
    case .object:
      guard !json.members.isEmpty else {
        fault(
          .emptyList, json,
          "an empty comparison says nothing; write a value or a comparison such as { \"at least\": 2 }")
        return nil
      }
      var tests: [FactTest] = []
      for member in json.members {
        if member.key == "not" {
          guard !negated else {
            fault(.badComparison, member.keyPlace, "\"not\" inside \"not\"; remove both")
            return nil
          }
          if member.value.kind == .object, member.value.members.count > 1 {
            fault(.badComparison, member.value, "\"not\" of several comparisons is ambiguous; use \"none\"")
            return nil
          }
          guard let inner = comparisons(member.value, fact: fact, negated: true) else { return nil }
          tests += inner
        } else if let word = Comparison(rawValue: member.key) {
          guard let test = comparison(word, member.value, fact: fact, negated: negated) else { return nil }
          tests.append(test)
        } else {
          fault(
            .badComparison, member.keyPlace,
            "unknown comparison \"\(member.key)\""
              + NearMiss.suggestion(for: member.key, among: Comparison.allCases.map(\.rawValue) + ["not"]))
          return nil
        }
      }
      return tests
    default:
      return comparison(.is, json, fact: fact, negated: negated).map { [$0] }
    }
  }

  private mutating func comparison(_ word: Comparison, _ json: JSONValue, fact: FactIndex, negated: Bool)
    -> FactTest?
  {
    let definition = knowledge.facts[fact]
    let kind = definition.kind
    guard word.applies(to: kind) else {
      let remedy =
        if case .list = kind, word == .is { "; a list is asked with { \"contains\": … }" } else { "" }
      fault(
        .badComparison, json,
        "\"\(word.rawValue)\" does not go with \(definition.name), which is \(article(kind.name))\(remedy)")
      return nil
    }
    guard let operand = operand(word, json, definition: definition) else { return nil }
    return FactTest(fact: fact, comparison: word, operand: operand, negated: negated, json: json)
  }

  private mutating func operand(_ word: Comparison, _ json: JSONValue, definition: FactDefinition) -> Operand?
  {
    let expected = word.operandKind(for: definition.kind)
    if word == .known {
      guard json.boolean == true else {
        fault(.badValue, json, "\"known\" takes only true; a fact that is not known always waits")
        return nil
      }
      return .values([.yesNo(true)])
    }
    if json.kind == .object { return indirect(word, json, definition: definition, expected: expected) }
    if word == .in {
      fault(.badValue, json, "\"in\" takes a table: { \"in\": { \"table\": \"sanctioned-regions\" } }")
      return nil
    }
    let several = json.kind == .array
    if several, word != .is, word != .contains {
      fault(.badValue, json, "\"\(word.rawValue)\" takes one value, not a list")
      return nil
    }
    if several, json.elements.isEmpty {
      fault(.emptyList, json, "an empty list of values says nothing")
      return nil
    }
    var values: [FactValue] = []
    for element in several ? Array(json.elements) : [json] {
      guard let raw = RawScalar(element) else {
        fault(.badValue, element, "expected \(expected.example), but there is \(element.kind.name)")
        return nil
      }
      do {
        values.append(try FactValue(raw, kind: expected, options: definition.options, origin: .authored))
      } catch {
        // A moment may be compared with a whole day.
        if expected == .moment, let day = CalendarDate(raw.text) {
          values.append(.moment(day.start))
        } else {
          fault(.badValue, element, "\(definition.name): \(error.message)")
          return nil
        }
      }
    }
    return .values(values)
  }

  private mutating func indirect(
    _ word: Comparison, _ json: JSONValue, definition: FactDefinition, expected: FactKind
  ) -> Operand? {
    if let tableJSON = json["table"] {
      guard let name = tableJSON.string, let table = knowledge.tablePositions[name] else {
        fault(
          .unknownTable, tableJSON,
          "unknown table \(tableJSON.text)"
            + NearMiss.suggestion(for: tableJSON.string ?? "", among: knowledge.tablePositions.keys.sorted()))
        return nil
      }
      guard let at = json["at"] else {
        guard word == .in else {
          fault(
            .missingKey, json,
            "\"\(word.rawValue)\" with a table needs \"at\": the fact whose value is the row's key")
          return nil
        }
        guard sameWords(knowledge.tables[table].keyKind, definition.kind.element) else {
          fault(
            .badComparison, json,
            "the keys of \(name) are of kind \(knowledge.tables[table].keyKind.name), \(definition.name) is \(article(definition.kind.name))"
          )
          return nil
        }
        return .keys(table: table)
      }
      guard let other = referenced(at) else { return nil }
      guard let valueKind = knowledge.tables[table].valueKind, sameWords(valueKind, expected) else {
        fault(.badComparison, json, "table \(name) has no value column of kind \(expected.name)")
        return nil
      }
      guard sameWords(knowledge.tables[table].keyKind, knowledge.facts[other].kind) else {
        fault(
          .badComparison, at,
          "the keys of \(name) are of kind \(knowledge.tables[table].keyKind.name), \(knowledge.facts[other].name) is \(article(knowledge.facts[other].kind.name))"
        )
        return nil
      }
      return .row(table: table, at: other)
    }
    if let factJSON = json["fact"] {
      guard word != .in else {
        fault(.badComparison, json, "\"in\" takes a table; use \"is\" or \"contains\" with a fact")
        return nil
      }
      guard let other = referenced(factJSON) else { return nil }
      guard sameWords(knowledge.facts[other].kind, expected) else {
        fault(
          .badComparison, factJSON,
          "\(knowledge.facts[other].name) is \(article(knowledge.facts[other].kind.name)) and cannot be compared with \(article(expected.name))"
        )
        return nil
      }
      return .fact(other)
    }
    fault(.badValue, json, "expected a value, { \"table\": … } or { \"fact\": … }")
    return nil
  }

  private mutating func referenced(_ json: JSONValue) -> FactIndex? {
    guard let name = json.string, let fact = knowledge.factPositions[name] else {
      fault(
        .unknownFact, json,
        "unknown fact \(json.text)"
          + NearMiss.suggestion(for: json.string ?? "", among: knowledge.facts.map(\.name.description)))
      return nil
    }
    return fact
  }

  /// Whether values of two kinds can be equal: the same kind, or words on both sides.
  private func sameWords(_ a: FactKind, _ b: FactKind) -> Bool {
    let words: [FactKind] = [.choice, .text]
    let numbers: [FactKind] = [.wholeNumber, .count]
    return a == b || (words.contains(a) && words.contains(b)) || (numbers.contains(a) && numbers.contains(b))
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ json: JSONValue, _ message: String) {
    faults.append(KnowledgeFault(kind, at: json.place, message))
  }

  private mutating func fault(_ kind: KnowledgeFault.Kind, _ place: JSONPlace, _ message: String) {
    faults.append(KnowledgeFault(kind, at: place, message))
  }
}

/// A noun with `a` or `an` before it.
func article(_ noun: String) -> String {
  ("aeiou".contains(noun.first ?? "x") ? "an " : "a ") + noun
}

extension Comparison {
  /// Whether the word can be said of facts of a kind.
  package func applies(to kind: FactKind) -> Bool {
    switch self {
    case .is:
      if case .list = kind { false } else { true }
    case .atLeast, .atMost, .above, .below: kind.isOrdered
    case .before, .after, .within: kind.isInTime
    case .olderThan: kind == .version || kind.isInTime
    case .contains:
      if case .list = kind { true } else { kind == .text }
    case .in:
      if case .list = kind { false } else { true }
    case .known: true
    }
  }

  /// The kind of the operand for facts of a kind.
  package func operandKind(for kind: FactKind) -> FactKind {
    switch self {
    case .within: .duration
    case .olderThan: kind.isInTime ? .duration : kind
    case .contains: kind.element
    default: kind
    }
  }
}
