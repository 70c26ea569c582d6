import Knowledge

/// All that is said of one fact of the case or of one entity, most trusted first: claims with their evidence, and rules that infer it.
struct Testimony {
  /// Somebody who says what the value is.
  struct Witness {
    /// The claim; for a rule, what it infers with the rule as evidence.
    let fact: Fact
    /// The rule, if it is one.
    let rule: RuleIndex?
  }
  let witnesses: [Witness]

  /// - Parameter entity: the entity that the fact is of.
  init(_ record: WorkingMemory.Record, of fact: FactIndex, entity: String?, _ knowledge: KnowledgeBase) {
    let definition = knowledge.facts[fact]
    let trusted = TrustOrder(definition).countTrustedAsARule(record.claims)
    var witnesses = record.claims[..<trusted].map { Witness(fact: $0.fact, rule: nil) }
    for rule in record.inferring {
      guard case .infer(_, let value) = knowledge.rules[rule].conclusion else { continue }
      let evidence = Evidence(origin: "rule", detail: knowledge.rules[rule].address)
      witnesses.append(Witness(fact: Fact(name: definition.name, entity: entity, value: value, evidence: evidence), rule: rule))
    }
    self.witnesses = witnesses + record.claims[trusted...].map { Witness(fact: $0.fact, rule: nil) }
  }

  /// The value in use: what the most trusted says.
  var value: FactValue? { witnesses.first?.fact.value }

  /// Who says the value in use, each once.
  var evidence: [Evidence] {
    var seen: Set<Evidence> = []
    return witnesses.lazy.filter { $0.fact.value == value }.map(\.fact.evidence).filter { seen.insert($0).inserted }
  }

  /// The rules that the value in use follows from; empty when a claim is trusted as much as they are.
  var inferring: [RuleIndex] {
    guard witnesses.first?.rule != nil else { return [] }
    return witnesses.filter { $0.fact.value == value }.compactMap(\.rule)
  }

  /// Everything said, each once, when not all say the same; else empty.
  var disagreement: [Fact] {
    guard witnesses.contains(where: { $0.fact.value != value }) else { return [] }
    var seen: Set<Fact> = []
    return witnesses.map(\.fact).filter { seen.insert($0).inserted }
  }
}

/// Which of two claims about a fact is trusted more; independent of the order in which they came.
struct TrustOrder {
  private let trust: [String]
  private let kind: FactKind

  init(_ definition: FactDefinition) {
    trust = definition.trust
    kind = definition.kind
  }

  /// Whether the first claim comes before the second: by declared trust, then the newer; then by origin, place and value, so that
  /// ties are settled alike however the claims came.
  func precedes(_ a: Fact, _ b: Fact) -> Bool {
    let (left, right) = (rank(a.evidence.origin), rank(b.evidence.origin))
    if left != right { return left < right }
    let (older, newer) = (a.evidence.moment?.seconds ?? .min, b.evidence.moment?.seconds ?? .min)
    if older != newer { return older > newer }
    if a.evidence.origin != b.evidence.origin { return a.evidence.origin < b.evidence.origin }
    if a.evidence.detail != b.evidence.detail { return a.evidence.detail < b.evidence.detail }
    return texts(a.value).lexicographicallyPrecedes(texts(b.value))
  }

  /// Whether one claim cannot be told from the other, not even by how a value is written.
  func isSame(_ a: Fact, _ b: Fact) -> Bool { a == b && texts(a.value) == texts(b.value) }

  /// How many of some claims, most trusted first, are trusted at least as much as a rule.
  func countTrustedAsARule(_ claims: [WorkingMemory.Claim]) -> Int {
    let rule = rank("rule")
    return claims.firstIndex { rank($0.fact.evidence.origin) > rule } ?? claims.count
  }

  private func rank(_ origin: String) -> Int { trust.firstIndex(of: origin) ?? trust.count }

  private func texts(_ value: FactValue) -> [String] {
    if case .list(let elements) = value { return elements.map { $0.text(of: kind.element) } }
    return [value.text(of: kind)]
  }
}
