/// Breaks conditions down into the situations in which they hold, so that two of them can be compared.
///
/// Sound and not complete: what it finds is so in strong Kleene logic over known values; quantifiers, tables and comparisons
/// of facts with facts are compared by their text only, and conditions of more than `limit` situations are left alone.
struct ConditionLogic {
  /// No condition is broken down into more situations than this.
  static let limit = 128

  /// Facts that were found to be asked for what cannot be so at once.
  private(set) var clashes: Set<FactIndex> = []
  private let knowledge: KnowledgeBase
  private let words: ConditionText

  init(_ knowledge: KnowledgeBase) {
    self.knowledge = knowledge
    words = ConditionText(knowledge: knowledge)
  }

  /// The situations in which a condition holds, none if it never does; `nil` when there are too many to tell.
  mutating func situations(_ condition: Condition) -> [Situation]? {
    clashes = []
    return situations(condition, holds: true)
  }

  private mutating func situations(_ condition: Condition, holds: Bool) -> [Situation]? {
    switch condition {
    case .test(let test): alternatives(test, holds: holds != test.negated)
    case .quantified(let quantifier): alternatives(quantifier, holds: holds)
    case .all(let parts): holds ? product(parts, holds: true) : union(parts, holds: false)
    case .any(let parts): holds ? union(parts, holds: true) : product(parts, holds: false)
    case .none(let parts): holds ? product(parts, holds: false) : union(parts, holds: true)
    }
  }

  /// Situations in which every part is so.
  private mutating func product(_ parts: [Condition], holds: Bool) -> [Situation]? {
    var all = [Situation()]
    for part in parts {
      guard let alternatives = situations(part, holds: holds),
        all.count * alternatives.count <= Self.limit * 8
      else {
        return nil
      }
      var next: [Situation] = []
      for one in all {
        for other in alternatives {
          let both = one.and(other)
          if let clash = both.clash { clashes.formUnion(clash) } else { next.append(both.situation) }
        }
      }
      guard next.count <= Self.limit else { return nil }
      all = next
    }
    return all
  }

  /// Situations in which at least one part is so.
  private mutating func union(_ parts: [Condition], holds: Bool) -> [Situation]? {
    var all: [Situation] = []
    for part in parts {
      guard let alternatives = situations(part, holds: holds), all.count + alternatives.count <= Self.limit
      else {
        return nil
      }
      all += alternatives
    }
    return all
  }

  // MARK: Quantifiers

  /// A quantifier as a statement; none when its amount or its condition can never be.
  private mutating func alternatives(_ quantifier: Quantifier, holds: Bool) -> [Situation]? {
    if holds, needsOne(quantifier.amount), let condition = quantifier.condition,
      situations(condition, holds: true)?.isEmpty == true
    {
      return []
    }
    let isDenial = quantifier.amount == .no
    let plain = Quantifier(
      amount: isDenial ? .some : quantifier.amount, subject: quantifier.subject,
      condition: quantifier.condition,
      json: quantifier.json)
    return [Situation(words.text(plain), holds: holds != isDenial, known: [])]
  }

  private func needsOne(_ amount: Quantifier.Amount) -> Bool {
    switch amount {
    case .some: true
    case .every, .no: false
    case .count(let least, _): (least ?? 0) > 0
    }
  }

  // MARK: Comparisons

  /// The situations in which a comparison holds or fails.
  private mutating func alternatives(_ test: FactTest, holds: Bool) -> [Situation] {
    if test.comparison == .known { return holds ? [Situation(known: [test.fact])] : [] }
    guard case .values(let values) = test.operand else { return [statement(test, holds: holds)] }
    let all = AllowedValues(of: knowledge.facts[test.fact])
    let alternatives =
      switch test.comparison {
      case .is: isOne(of: values, test, all, holds: holds)
      case .contains: contains(values, test, holds: holds)
      case .within: within(values, test, holds: holds)
      case .olderThan where knowledge.facts[test.fact].kind.isInTime: older(values, test, holds: holds)
      default: bounded(values, test, all, holds: holds)
      }
    for situation in alternatives where situation.isImpossible { clashes.formUnion(situation.known) }
    return alternatives.filter { !$0.isImpossible }
  }

  private func isOne(of values: [FactValue], _ test: FactTest, _ all: AllowedValues, holds: Bool)
    -> [Situation]
  {
    // A region is its country too, so codes of regions are no plain set.
    if values.contains(where: { if case .country(let code) = $0 { code.isRegion } else { false } }) {
      return [statement(test, holds: holds)]
    }
    var allowed = all
    if holds { allowed.restrict(to: Set(values)) } else { allowed.exclude(Set(values)) }
    return [Situation(Situation.Slot(fact: test.fact, axis: .value), allowed)]
  }

  /// Each value that a list or a text contains is a statement of its own.
  private func contains(_ values: [FactValue], _ test: FactTest, holds: Bool) -> [Situation] {
    let kind = knowledge.facts[test.fact].kind.element
    let parts = values.map {
      Situation("\(test.fact) contains " + words.text($0, of: kind), holds: holds, known: [test.fact])
    }
    return holds ? [parts.reduce(Situation()) { $0.and($1).situation }] : parts
  }

  private func older(_ values: [FactValue], _ test: FactTest, holds: Bool) -> [Situation] {
    guard case .duration(let span)? = values.first else { return [statement(test, holds: holds)] }
    var ages = AllowedValues.ages
    let bound = AllowedValues.Bound(value: .whole(span.seconds), isInclusive: !holds)
    if holds { ages.cut(below: bound) } else { ages.cut(above: bound) }
    return [Situation(Situation.Slot(fact: test.fact, axis: .age), ages)]
  }

  private func within(_ values: [FactValue], _ test: FactTest, holds: Bool) -> [Situation] {
    guard case .duration(let span)? = values.first else { return [statement(test, holds: holds)] }
    let slot = Situation.Slot(fact: test.fact, axis: .age)
    let past = AllowedValues.Bound(value: .whole(span.seconds), isInclusive: holds)
    let future = AllowedValues.Bound(value: .whole(-span.seconds), isInclusive: holds)
    var ages = AllowedValues.ages
    var others = AllowedValues.ages
    if holds {
      ages.cut(above: past)
      ages.cut(below: future)
      return [Situation(slot, ages)]
    }
    ages.cut(below: past)
    others.cut(above: future)
    return [Situation(slot, ages), Situation(slot, others)]
  }

  private func bounded(_ values: [FactValue], _ test: FactTest, _ all: AllowedValues, holds: Bool)
    -> [Situation]
  {
    guard let value = values.first else { return [statement(test, holds: holds)] }
    var allowed = all
    switch test.comparison {
    case .atLeast where holds, .below where !holds, .before where !holds, .olderThan where !holds:
      allowed.cut(below: AllowedValues.Bound(value: value, isInclusive: true))
    case .above where holds, .after where holds, .atMost where !holds:
      allowed.cut(below: AllowedValues.Bound(value: value, isInclusive: false))
    case .atMost where holds, .above where !holds, .after where !holds:
      allowed.cut(above: AllowedValues.Bound(value: value, isInclusive: true))
    case .below where holds, .before where holds, .olderThan where holds, .atLeast where !holds:
      allowed.cut(above: AllowedValues.Bound(value: value, isInclusive: false))
    default: return [statement(test, holds: holds)]
    }
    return [Situation(Situation.Slot(fact: test.fact, axis: .value), allowed)]
  }

  /// A comparison that is not looked into; opposite words are one statement that holds or fails.
  private func statement(_ test: FactTest, holds: Bool) -> Situation {
    let isTime = knowledge.facts[test.fact].kind.isInTime
    let opposite: Comparison? =
      switch test.comparison {
      case .below: .atLeast
      case .above: .atMost
      case .olderThan where !isTime: .atLeast
      default: nil
      }
    let words = "\(test.fact) \((opposite ?? test.comparison).rawValue) " + words.text(test.operand, of: test)
    return Situation(words, holds: holds != (opposite != nil), known: test.reads)
  }
}
