import JSONText

/// The comparisons of one fact: `{ "at least": 1, "below": 10 }`, `"ACTIVE"`, `{ "not": … }`.
extension ConditionReader {
  /// The fact that is compared, its kind, and the subject of the quantifier it stands in.
  private struct Compared {
    let fact: FactIndex
    let kind: FactKind
    let outer: Int?
  }

  /// The comparisons of one line; `nil` after a fault.
  mutating func tests(of fact: FactIndex, _ member: JSONMember, within outer: Int?) -> [FactTest]? {
    guard isOfSubject(fact, outer) else {
      fault(.mixedSubjects, member.keyPlace, foreign(fact, outer))
      return nil
    }
    let compared = Compared(fact: fact, kind: knowledge.facts[fact].kind, outer: outer)
    return comparisons(member.value, of: compared, negated: false)
  }

  private mutating func comparisons(_ json: JSONValue, of compared: Compared, negated: Bool) -> [FactTest]? {
    guard json.kind == .object else {
      return comparison(.is, json, of: compared, negated: negated).map { [$0] }
    }
    guard !json.members.isEmpty else {
      fault(
        .emptyList, json,
        "an empty comparison says nothing; write a value or a comparison such as { \"at least\": 2 }")
      return nil
    }
    var tests: [FactTest] = []
    for member in json.members {
      let key = member.key
      if key == "not" {
        guard let inner = denial(member, of: compared, negated: negated) else { return nil }
        tests += inner
      } else if let word = Comparison(rawValue: key) {
        guard let test = comparison(word, member.value, of: compared, negated: negated) else { return nil }
        tests.append(test)
      } else {
        let words = Comparison.allCases.map(\.rawValue) + ["not"]
        fault(
          .badComparison, member.keyPlace,
          "unknown comparison \(JSONWriter.quoted(key))" + NearMiss.choice(for: key, among: words))
        return nil
      }
    }
    return tests
  }

  private mutating func denial(_ member: JSONMember, of compared: Compared, negated: Bool) -> [FactTest]? {
    guard !negated else {
      fault(.badComparison, member.keyPlace, "\"not\" inside \"not\"; remove both")
      return nil
    }
    guard member.value.kind != .object || member.value.members.count <= 1 else {
      fault(.badComparison, member.value, "\"not\" of several comparisons is ambiguous; use \"none\"")
      return nil
    }
    return comparisons(member.value, of: compared, negated: true)
  }

  private mutating func comparison(
    _ word: Comparison, _ json: JSONValue, of compared: Compared, negated: Bool
  ) -> FactTest? {
    guard word.applies(to: compared.kind) else {
      let isList = if case .list = compared.kind { true } else { false }
      let remedy = isList && word == .is ? "; a list is asked with { \"contains\": … }" : ""
      fault(
        .badComparison, json,
        "\"\(word.rawValue)\" does not go with \(name(compared.fact)), which is \(article(compared.kind.name))\(remedy)"
      )
      return nil
    }
    guard word != .known || !negated else {
      fault(
        .badComparison, json,
        "\"not\" of \"known\" can never hold, for a fact that is not known makes a rule wait")
      return nil
    }
    guard let operand = operand(word, json, of: compared) else { return nil }
    return FactTest(fact: compared.fact, comparison: word, operand: operand, negated: negated, json: json)
  }

  private mutating func operand(_ word: Comparison, _ json: JSONValue, of compared: Compared) -> Operand? {
    if word == .known {
      guard json.boolean == true else {
        fault(.badValue, json, "\"known\" takes only true; a fact that is not known always waits")
        return nil
      }
      return .values([.yesNo(true)])
    }
    if json.kind == .object { return indirect(word, json, of: compared) }
    guard word != .in else {
      fault(.badValue, json, "\"in\" takes a table: { \"in\": { \"table\": \"sanctioned-regions\" } }")
      return nil
    }
    guard json.kind == .array else { return value(word, json, of: compared).map { .values([$0]) } }
    guard word == .is || word == .contains else {
      fault(.badValue, json, "\"\(word.rawValue)\" takes one value, not a list")
      return nil
    }
    guard !json.elements.isEmpty else {
      fault(.emptyList, json, "an empty list of values says nothing")
      return nil
    }
    let values = json.elements.map { value(word, $0, of: compared) }
    let sound = values.compactMap { $0 }
    return sound.count == values.count ? .values(sound) : nil
  }

  private mutating func value(_ word: Comparison, _ json: JSONValue, of compared: Compared) -> FactValue? {
    let expected = word.operandKind(for: compared.kind)
    guard let raw = RawScalar(json) else {
      fault(.badValue, json, "expected \(expected.example), but there is \(json.kind.name)")
      return nil
    }
    do {
      return try FactValue(
        raw, kind: expected, options: knowledge.facts[compared.fact].options, origin: .authored)
    } catch {
      // A moment may be compared with a whole day.
      if expected == .moment, let day = CalendarDate(raw.text) { return .moment(day.start) }
      fault(.badValue, json, "\(name(compared.fact)): \(error.message)")
      return nil
    }
  }

  // MARK: Tables and other facts

  private mutating func indirect(_ word: Comparison, _ json: JSONValue, of compared: Compared) -> Operand? {
    let keys = json["fact"] != nil ? ["fact"] : word == .in ? ["table"] : ["table", "at"]
    var sound = true
    for member in json.members where !keys.contains(member.key) {
      faults.append(EntryKeys.unknown(member, among: keys))
      sound = false
    }
    guard sound else { return nil }
    if let table = json["table"] { return column(word, table, at: json["at"], json, of: compared) }
    if let other = json["fact"] { return fact(word, other, of: compared) }
    fault(.badValue, json, "expected a value, { \"table\": … } or { \"fact\": … }")
    return nil
  }

  private mutating func column(
    _ word: Comparison, _ tableJSON: JSONValue, at: JSONValue?, _ json: JSONValue, of compared: Compared
  ) -> Operand? {
    guard let name = tableJSON.string, let position = knowledge.tablePositions[name] else {
      fault(
        .unknownTable, tableJSON,
        "unknown table \(tableJSON.shown)"
          + NearMiss.suggestion(for: tableJSON.string ?? "", among: knowledge.tablePositions.keys.sorted()))
      return nil
    }
    let table = knowledge.tables[position]
    guard word != .in else {
      guard isKey(compared.fact, of: table, tableJSON) else { return nil }
      return .keys(table: position)
    }
    guard let at else {
      fault(
        .missingKey, json,
        "\"\(word.rawValue)\" with a table needs \"at\": the fact whose value is the row's key")
      return nil
    }
    let expected = word.operandKind(for: compared.kind)
    guard let other = referenced(at, compared.outer) else { return nil }
    guard let valueKind = table.valueKind, sameWords(valueKind, expected) else {
      fault(.badComparison, tableJSON, "table \(name) has no value column of kind \(expected.name)")
      return nil
    }
    guard isKey(other, of: table, at) else { return nil }
    return .row(table: position, at: other)
  }

  /// Whether values of a fact can be keys of a table; else a fault.
  private mutating func isKey(_ fact: FactIndex, of table: Table, _ json: JSONValue) -> Bool {
    let kind = knowledge.facts[fact].kind
    if sameWords(table.keyKind, kind) { return true }
    fault(
      .badComparison, json,
      "the keys of \(table.address) are of kind \(table.keyKind.name), but \(name(fact)) is \(article(kind.name))"
    )
    return false
  }

  private mutating func fact(_ word: Comparison, _ json: JSONValue, of compared: Compared) -> Operand? {
    guard word != .in else {
      fault(.badComparison, json, "\"in\" takes a table; use \"is\" or \"contains\" with a fact")
      return nil
    }
    let expected = word.operandKind(for: compared.kind)
    guard let other = referenced(json, compared.outer) else { return nil }
    let kind = knowledge.facts[other].kind
    guard sameWords(kind, expected) else {
      fault(
        .badComparison, json,
        "\(name(other)) is \(article(kind.name)) and cannot be compared with \(article(expected.name))")
      return nil
    }
    return .fact(other)
  }

  private mutating func referenced(_ json: JSONValue, _ outer: Int?) -> FactIndex? {
    guard let name = json.string, let fact = knowledge.factPositions[name] else {
      fault(
        .unknownFact, json,
        "unknown fact \(json.shown)"
          + NearMiss.suggestion(for: json.string ?? "", among: knowledge.facts.map(\.name.description)))
      return nil
    }
    guard isOfSubject(fact, outer) else {
      fault(.mixedSubjects, json, foreign(fact, outer))
      return nil
    }
    return fact
  }

  /// Whether a fact may be named in the `where` of a subject: one of its own, or one that a case has once.
  private func isOfSubject(_ fact: FactIndex, _ outer: Int?) -> Bool {
    guard let outer else { return true }
    let subject = knowledge.facts[fact].subject
    return !knowledge.subjects[subject].isMany || subject == outer
  }

  private func foreign(_ fact: FactIndex, _ outer: Int?) -> String {
    let subject = outer.map { knowledge.subjects[$0].name } ?? ""
    return
      "\"\(name(fact))\" is not a fact of \(subject); name one of its facts, or one of a subject that a case has once"
  }

  private func name(_ fact: FactIndex) -> FactName { knowledge.facts[fact].name }

  /// Whether values of two kinds can be equal: the same kind, or words on both sides, or whole numbers.
  private func sameWords(_ a: FactKind, _ b: FactKind) -> Bool {
    let words: [FactKind] = [.choice, .text]
    let numbers: [FactKind] = [.wholeNumber, .count]
    return a == b || (words.contains(a) && words.contains(b)) || (numbers.contains(a) && numbers.contains(b))
  }
}

extension JSONValue {
  /// The value for a message: as written, but at most 60 characters of it.
  var shown: String {
    if let string { return JSONWriter.quoted(string) }
    return text.count > 60 ? text.prefix(59) + "…" : text
  }
}
