/// One way to give a condition a truth value: facts to learn, and what each of them must then say.
///
/// Facts and demands are numbers given out by a `DemandBook`, in ascending order.
struct DecidingWay {
  /// What must be learned.
  private(set) var facts: [Int] = []
  /// What it must say; also of facts that are known already, or follow.
  private(set) var demands: [Int] = []
  /// Whether a demand compares two facts.
  private var hasPair = false

  /// The way of a condition that is so already.
  init() {}

  init(_ facts: [Int]) { self.facts = facts.count > 1 ? Array(Set(facts)).sorted() : facts }

  /// Facts to learn, of which something is demanded.
  init(_ facts: [Int], _ demand: Int) {
    self.init(facts)
    demands = [demand]
    hasPair = DemandBook.isPair(demand)
  }

  /// Both ways at once; `nil` when they want things of one fact that no value has.
  func joined(with other: DecidingWay, _ book: DemandBook) -> DecidingWay? {
    var result = self
    return result.join(other, book) ? result : nil
  }

  /// Goes another way too, if that is possible; says whether it was.
  mutating func join(_ other: DecidingWay, _ book: DemandBook) -> Bool {
    if let last = demands.last, let first = other.demands.first,
      hasPair || other.hasPair || DemandBook.subject(of: first) <= DemandBook.subject(of: last)
    {
      let together = Self.union(demands, other.demands)
      hasPair = hasPair || other.hasPair
      guard book.admits(together, grownFrom: demands, and: other.demands, hasPair: hasPair) else { return false }
      demands = together
    } else {
      demands += other.demands
      hasPair = hasPair || other.hasPair
    }
    if let last = facts.last, let first = other.facts.first, first <= last {
      facts = Self.union(facts, other.facts)
    } else {
      facts += other.facts
    }
    return true
  }

  /// Whether whoever goes the other way goes this one too.
  func isContained(in other: DecidingWay) -> Bool {
    Self.isContained(facts, in: other.facts) && Self.isContained(demands, in: other.demands)
  }

  /// Whether it stands before another: fewer facts, then those of lower numbers.
  func precedes(_ other: DecidingWay) -> Bool {
    facts.count != other.facts.count ? facts.count < other.facts.count : facts.lexicographicallyPrecedes(other.facts)
  }

  // MARK: Ascending numbers

  private static func union(_ a: [Int], _ b: [Int]) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let next = min(a[i], b[j])
      result.append(next)
      if a[i] == next { i += 1 }
      if b[j] == next { j += 1 }
    }
    result += a[i...]
    result += b[j...]
    return result
  }

  private static func isContained(_ a: [Int], in b: [Int]) -> Bool {
    guard a.count <= b.count else { return false }
    var j = 0
    for number in a {
      while j < b.count, b[j] < number { j += 1 }
      guard j < b.count, b[j] == number else { return false }
      j += 1
    }
    return true
  }
}
