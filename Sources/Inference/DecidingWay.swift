import Knowledge

/// One way to give a condition a truth value: facts to learn, and what each of them must then say.
struct DecidingWay {
  /// What a comparison must say of a fact's value.
  struct Demand: Hashable {
    let comparison: Comparison
    let operand: Operand
    /// Whether it must hold before `not` is applied.
    let mustHold: Bool

    init(_ test: FactTest, _ truth: Truth) {
      comparison = test.comparison
      operand = test.operand
      mustHold = (truth == .holds) != test.negated
    }

    /// That a fact has a value.
    init(is value: FactValue) {
      comparison = .is
      operand = .values([value])
      mustHold = true
    }

    /// The other fact that it reads, if it reads one.
    var other: FactIndex? {
      switch operand {
      case .fact(let other), .row(_, let other): other
      case .values, .keys: nil
      }
    }
  }

  /// What must be learned.
  private(set) var facts: Set<FactReference> = []
  /// What it must say; also of facts that are known already, or follow.
  private(set) var demands: [FactReference: Set<Demand>] = [:]

  /// The way of a condition that is so already.
  init() {}

  init(_ facts: Set<FactReference>, _ demands: [FactReference: Set<Demand>] = [:]) {
    self.facts = facts
    self.demands = demands
  }

  /// Both ways at once; `nil` when they want things of one fact that no value has.
  func joined(with other: DecidingWay, _ domain: FactDomain) -> DecidingWay? {
    var result = self
    return result.join(other, domain) ? result : nil
  }

  /// Goes another way too, if that is possible; says whether it was.
  mutating func join(_ other: DecidingWay, _ domain: FactDomain) -> Bool {
    let before = demands
    demands.merge(other.demands) { $0.union($1) }
    let isMore = other.demands.contains { reference, more in !more.isSubset(of: before[reference] ?? []) }
    if !before.isEmpty, isMore {
      // What is compared with another fact is looked at again, because more may be wanted of the other.
      for (reference, wanted) in demands where wanted.count > before[reference]?.count ?? 0 || wanted.contains(where: { $0.other != nil }) {
        guard domain.admits(demands, of: reference) else {
          demands = before
          return false
        }
      }
    }
    facts.formUnion(other.facts)
    return true
  }

  /// Whether whoever goes the other way goes this one too.
  func isContained(in other: DecidingWay) -> Bool {
    facts.isSubset(of: other.facts)
      && demands.allSatisfy { reference, wanted in wanted.isSubset(of: other.demands[reference] ?? []) }
  }
}
