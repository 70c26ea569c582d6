import Knowledge

@testable import Inference

/// The meaning of rules worked out the slow and plain way: everything anew from the claims, with no network and no order.
struct PlainMeaning {
  let rules: CompiledRules
  var claims: [Fact] = [] { didSet { known = Known() } }
  /// Entities made known by name, and many-subjects whose list is whole.
  var declared: [String: Set<String>] = [:] { didSet { known = Known() } }
  var complete: Set<String> = [] { didSet { known = Known() } }
  private var known = Known()

  /// Values worked out since the last change.
  private final class Known {
    struct Key: Hashable {
      let fact: FactIndex
      let entity: String?
    }
    var values: [Key: FactValue?] = [:]
  }

  private var knowledge: KnowledgeBase { rules.knowledge }

  init(_ rules: CompiledRules) { self.rules = rules }

  /// Every entity that is known.
  func entities(of subject: String) -> Set<String> {
    let spokenOf = claims.filter { $0.name.subject == subject && knowledge.fact($0.name) != nil }.compactMap(\.entity)
    return (declared[subject] ?? []).union(spokenOf)
  }

  // MARK: Values

  /// The value in use: the most trusted claim, unless a rule that is trusted more infers one.
  func value(of fact: FactIndex, _ entity: String?) -> FactValue? {
    let key = Known.Key(fact: fact, entity: isMany(fact) ? entity : nil)
    if let value = known.values[key] { return value }
    let value = workOut(fact, key.entity)
    known.values[key] = .some(value)
    return value
  }

  private func workOut(_ fact: FactIndex, _ owner: String?) -> FactValue? {
    let definition = knowledge.facts[fact]
    func rank(_ origin: String) -> Int { definition.trust.firstIndex(of: origin) ?? definition.trust.count }
    let about = claims.filter { $0.name == definition.name && (!isMany(fact) || $0.entity == owner) }
    let best = about.min { a, b in
      let left = (rank(a.evidence.origin), -(a.evidence.moment?.seconds ?? .min + 1), a.evidence.origin, a.evidence.detail)
      let right = (rank(b.evidence.origin), -(b.evidence.moment?.seconds ?? .min + 1), b.evidence.origin, b.evidence.detail)
      if left != right { return left < right }
      return a.value.text(of: definition.kind) < b.value.text(of: definition.kind)
    }
    if let best, rank(best.evidence.origin) <= rank("rule") { return best.value }
    for index in knowledge.rules.indices {
      guard case .infer(fact, let value) = knowledge.rules[index].conclusion, isRun(index) else { continue }
      if truth(knowledge.rules[index].condition, owner) == .holds { return value }
    }
    return best?.value
  }

  private func isRun(_ rule: RuleIndex) -> Bool { rules.network.roots[rule] >= 0 }

  private func isMany(_ fact: FactIndex) -> Bool { knowledge.subjects[knowledge.facts[fact].subject].isMany }

  // MARK: Truth

  /// What a rule's condition says of an entity, or of the case.
  func truth(of rule: RuleIndex, _ entity: String?) -> Truth { truth(knowledge.rules[rule].condition, entity) }

  func truth(_ condition: Condition, _ entity: String?) -> Truth {
    switch condition {
    case .test(let test):
      let reads = test.reads
      return rules.evaluator.truth(test, value: value(of: reads[0], entity), other: reads.count > 1 ? value(of: reads[1], entity) : nil)
    case .all(let parts):
      let truths = parts.map { truth($0, entity) }
      return truths.contains(.fails) ? .fails : truths.contains(.unknown) ? .unknown : .holds
    case .any(let parts):
      let truths = parts.map { truth($0, entity) }
      return truths.contains(.holds) ? .holds : truths.contains(.unknown) ? .unknown : .fails
    case .none(let parts):
      let truths = parts.map { truth($0, entity) }
      return truths.contains(.holds) ? .fails : truths.contains(.unknown) ? .unknown : .holds
    case .quantified(let quantifier): return truth(quantifier)
    }
  }

  /// By the numbers of entities that there may turn out to be.
  private func truth(_ quantifier: Quantifier) -> Truth {
    let subject = knowledge.subjects[quantifier.subject].name
    let truths = entities(of: subject).map { entity in quantifier.condition.map { truth($0, entity) } ?? .holds }
    let isOpen = !complete.contains(subject)
    func range(_ wanted: Truth) -> (least: Int, most: Int) {
      let least = truths.count { $0 == wanted }
      return (least, isOpen ? .max : least + truths.count { $0 == .unknown })
    }
    func between(_ low: Int, _ high: Int, _ range: (least: Int, most: Int)) -> Truth {
      if range.least >= low && range.most <= high { return .holds }
      return range.most < low || range.least > high ? .fails : .unknown
    }
    switch quantifier.amount {
    case .some: return between(1, .max, range(.holds))
    case .no: return between(0, 0, range(.holds))
    case .every: return between(0, 0, range(.fails))
    case .count(let least, let most): return between(least ?? 0, most ?? .max, range(.holds))
    }
  }
}
