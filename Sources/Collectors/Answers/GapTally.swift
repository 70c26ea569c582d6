import Knowledge

/// Gaps of one call, gathered: what happens to a thousand entities alike is told once, with the first place and a count.
struct GapTally: Sendable {
  private struct Key: Hashable {
    let fact: FactName?
    let cause: Int
  }
  private struct Entry {
    let fact: FactName?
    let subject: String?
    var entity: String?
    let cause: Gap.Cause
    var more = 0
  }

  private var entries: [Entry] = []
  private var positions: [Key: Int] = [:]

  /// Whether nothing was added.
  var isEmpty: Bool { entries.isEmpty }

  /// Notes that a fact, or with `nil` an entity of a list, could not be learned.
  mutating func add(_ fact: FactName?, subject: String? = nil, entity: String?, cause: Gap.Cause) {
    let key = Key(fact: fact, cause: Self.rank(cause))
    if let position = positions[key] {
      entries[position].more += 1
      if entries[position].entity != entity { entries[position].entity = nil }
    } else {
      positions[key] = entries.count
      entries.append(Entry(fact: fact, subject: subject, entity: entity, cause: cause))
    }
  }

  /// The gaps, in the order they were first met.
  func gaps(of call: String) -> [Gap] {
    entries.map { entry in
      Gap(
        call: call, facts: entry.fact.map { [$0] } ?? [], subject: entry.subject, entity: entry.entity,
        cause: entry.more == 0 ? entry.cause : Self.counted(entry.cause, entry.more))
    }
  }

  private static func rank(_ cause: Gap.Cause) -> Int {
    switch cause {
    case .refused: 0
    case .unreadable: 1
    case .missing: 2
    case .needs: 3
    case .wrongKind: 4
    }
  }

  private static func counted(_ cause: Gap.Cause, _ more: Int) -> Gap.Cause {
    let count = " (and \(more) more like it)"
    return switch cause {
    case .unreadable(let text): .unreadable(text + count)
    case .missing(let text): .missing(text + count)
    case .wrongKind(let text): .wrongKind(text + count)
    case .refused, .needs: cause
    }
  }
}
