import Knowledge

/// Decides one comparison from the values it reads.
package struct TestEvaluator: Sendable {
  private let tables: [Table]
  /// The moment that `older than` and `within` count from.
  private let now: Moment

  /// An evaluator over the tables of a knowledge base at a moment.
  package init(_ knowledge: KnowledgeBase, now: Moment) {
    tables = knowledge.tables
    self.now = now
  }

  /// Whether a comparison holds for a value; `other` is the value of the second fact that it reads, if it reads one.
  ///
  /// It waits when a value is missing, is none of the words we know, or names no row of the table.
  package func truth(_ test: FactTest, value: FactValue?, other: FactValue? = nil) -> Truth {
    guard let value else { return .unknown }
    let outcome = outcome(test, value: value, other: other)
    return test.negated ? outcome.negated : outcome
  }

  private func outcome(_ test: FactTest, value: FactValue, other: FactValue?) -> Truth {
    if case .unlisted = value, test.comparison != .known { return .unknown }
    switch test.operand {
    case .values(let operands): return compare(test.comparison, value, operands)
    case .fact:
      guard let other, !other.isUnlisted else { return .unknown }
      return compare(test.comparison, value, [other])
    case .row(let table, _):
      guard let other, !other.isUnlisted, let operand = row(of: other, in: tables[table])?.value else { return .unknown }
      return compare(test.comparison, value, [operand])
    case .keys(let table): return isKey(value, of: tables[table])
    }
  }

  private func compare(_ comparison: Comparison, _ value: FactValue, _ operands: [FactValue]) -> Truth {
    switch comparison {
    case .known: return .holds
    case .is: return Truth.any(operands.lazy.map { equal(value, $0) })
    case .contains: return contains(value, operands)
    case .in: return .unknown
    case .within:
      guard case .duration(let span)? = operands.first, let instant = instant(value) else { return .unknown }
      return Truth(abs(instant - now.seconds) <= span.seconds)
    case .olderThan:
      if case .duration(let span)? = operands.first, let instant = instant(value) {
        return Truth(now.seconds - instant > span.seconds)
      }
      return order(value, operands) { $0 < 0 }
    case .before, .below: return order(value, operands) { $0 < 0 }
    case .after, .above: return order(value, operands) { $0 > 0 }
    case .atLeast: return order(value, operands) { $0 >= 0 }
    case .atMost: return order(value, operands) { $0 <= 0 }
    }
  }

  private func order(_ value: FactValue, _ operands: [FactValue], _ accept: (Int) -> Bool) -> Truth {
    guard let operand = operands.first, let sign = FactValue.order(value, operand) else { return .unknown }
    return Truth(accept(sign))
  }

  private func instant(_ value: FactValue) -> Int64? {
    switch value {
    case .moment(let moment): moment.seconds
    case .date(let date): date.start.seconds
    default: nil
    }
  }

  /// Equality; a region is also its country, and whether a country is one of its regions is not known.
  private func equal(_ a: FactValue, _ b: FactValue) -> Truth {
    switch (a, b) {
    case (.country(let here), .country(let wanted)):
      if here == wanted || (here.isRegion && !wanted.isRegion && here.country == wanted.description) { return .holds }
      return wanted.isRegion && !here.isRegion && wanted.country == here.description ? .unknown : .fails
    case (.choice(let a), .text(let b)), (.text(let a), .choice(let b)): return Truth(a == b)
    case (.unlisted, _), (_, .unlisted): return .unknown
    default: return Truth(a == b)
    }
  }

  private func contains(_ value: FactValue, _ operands: [FactValue]) -> Truth {
    switch value {
    case .list(let elements): Truth.all(operands.lazy.map { operand in Truth.any(elements.lazy.map { equal($0, operand) }) })
    case .text(let text):
      Truth.all(
        operands.lazy.map { operand in
          switch operand {
          case .text(let part), .choice(let part): Truth(text.contains(part))
          default: .unknown
          }
        })
    default: .unknown
    }
  }

  /// Whether a value is a key of a table; whether a country is, of which the table has only regions, is not known.
  private func isKey(_ value: FactValue, of table: Table) -> Truth {
    if row(of: value, in: table) != nil { return .holds }
    guard case .country(let here) = value, !here.isRegion else { return .fails }
    let hasRegion = table.rows.contains { row in
      if case .country(let key) = row.key { key.isRegion && key.country == here.description } else { false }
    }
    return hasRegion ? .unknown : .fails
  }

  /// The row of a key; a region without a row of its own has that of its country.
  private func row(of key: FactValue, in table: Table) -> Table.Row? {
    if let row = table.row(key) { return row }
    guard case .country(let here) = key, here.isRegion else { return nil }
    return CountryCode(here.country).flatMap { table.row(.country($0)) }
  }
}
