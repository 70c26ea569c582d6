/// One way in which a condition can hold: what each fact may be, and what must be so besides; all of it at once.
struct Situation {
  /// A fact's value, or its age counted from now.
  enum Axis: Hashable {
    case value
    case age
  }

  /// What is restricted.
  struct Slot: Hashable {
    let fact: FactIndex
    let axis: Axis
  }

  /// What a fact may be.
  private(set) var values: [Slot: AllowedValues] = [:]
  /// Statements that are not looked into (tables, other facts, quantifiers), by their text, and whether they hold.
  private(set) var statements: [String: Bool] = [:]
  /// Facts without which the condition would wait.
  private(set) var known: Set<FactIndex> = []

  /// A situation in which anything may be.
  init() {}

  /// A situation in which one fact is restricted.
  init(_ slot: Slot, _ allowed: AllowedValues) {
    values = [slot: allowed]
    known = [slot.fact]
  }

  /// A situation in which one statement holds or fails.
  init(_ statement: String, holds: Bool, known facts: [FactIndex]) {
    statements = [statement: holds]
    known = Set(facts)
  }

  /// A situation in which facts are known, whatever they are.
  init(known facts: [FactIndex]) { known = Set(facts) }

  /// Whether a fact would have to be what it cannot be.
  var isImpossible: Bool { values.values.contains(where: \.isEmpty) }

  /// Both at once; the facts that cannot be so at once, if there are any.
  func and(_ other: Situation) -> (situation: Situation, clash: Set<FactIndex>?) {
    var both = self
    both.known.formUnion(other.known)
    for (slot, allowed) in other.values {
      both.values[slot, default: allowed].formIntersection(allowed)
      if both.values[slot]?.isEmpty == true { return (both, [slot.fact]) }
    }
    for (statement, holds) in other.statements {
      if both.statements.updateValue(holds, forKey: statement) == !holds { return (both, other.known) }
    }
    return (both, nil)
  }

  /// Whether the other surely holds wherever this does.
  func implies(_ other: Situation) -> Bool {
    other.known.isSubset(of: known)
      && other.statements.allSatisfy { statements[$0.key] == $0.value }
      && other.values.allSatisfy { slot, allowed in values[slot]?.isSubset(of: allowed) ?? false }
  }
}
