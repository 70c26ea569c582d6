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
      if let fact = knowledge.factPositions[key] {
        if let tests = tests(of: fact, member, within: outer) {
          parts += tests.map(Condition.test)
        } else {
          sound = false
        }
        continue
      }
      switch key {
      case "all", "any", "none":
        if let list = list(member, within: outer) {
          parts.append(key == "all" ? .all(list) : key == "any" ? .any(list) : .none(list))
        } else {
          sound = false
        }
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
        if let quantifier = quantifier(key, json, within: outer) {
          parts.append(.quantified(quantifier))
        } else {
          sound = false
        }
      case "where", "at least", "at most":
        if !json.members.contains(where: { ["some", "every", "no", "count"].contains($0.key) }) {
          fault(.badComparison, member.keyPlace, "\"\(key)\" belongs beside some, every, no or count")
          sound = false
        }
      default:
        let names =
          knowledge.facts.map(\.name.description) + [
            "all", "any", "none", "some", "every", "no", "count", "where",
          ]
        fault(
          .unknownFact, member.keyPlace,
          "unknown fact \(JSONWriter.quoted(key))" + NearMiss.suggestion(for: key, among: names))
        sound = false
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
        "expected a subject that a case has many of, but there is \(subjectJSON.shown)"
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
      if let least = least.value, let most = most.value, most < least {
        fault(
          .badValue, json["at most"] ?? json, "at least \(least) and at most \(most) can never hold together")
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
      fault(.badValue, value, "expected a count such as 2, but there is \(value.shown)")
      return nil
    }
    guard number > 0 || key == "at most" else {
      fault(
        .badValue, value, "\"at least\" 0 is always so and says nothing; write 1 or more, or leave it out")
      return nil
    }
    return Bound(value: Int(number))
  }

  /// A limit of a count; no value when that side is free.
  private struct Bound { let value: Int? }

  mutating func fault(_ kind: KnowledgeFault.Kind, _ json: JSONValue, _ message: String) {
    faults.append(KnowledgeFault(kind, at: json.place, message))
  }

  mutating func fault(_ kind: KnowledgeFault.Kind, _ place: JSONPlace, _ message: String) {
    faults.append(KnowledgeFault(kind, at: place, message))
  }
}
