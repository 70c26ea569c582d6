import Knowledge

/// One value for each way in which the comparisons of the rules tell the values of a fact apart.
package struct Representatives: Sendable {
  private let rules: CompiledRules

  /// Representatives for the comparisons of compiled rules.
  package init(_ rules: CompiledRules) { self.rules = rules }

  /// Values of a fact of the case that no comparison of one fact tells apart are given once, in the order of the definition.
  package func values(of fact: FactIndex) -> [FactValue] {
    var seen: Set<[Truth]> = []
    let tests = rules.network.testsOfFact[fact].map { rules.network.tests[Int($0)].test }
    let alone = tests.filter { $0.reads.count == 1 }
    return candidates(fact, tests).filter { value in
      seen.insert(alone.map { rules.evaluator.truth($0, value: value) }).inserted || tests.count != alone.count
    }
  }

  private func candidates(_ fact: FactIndex, _ tests: [FactTest]) -> [FactValue] {
    let definition = rules.knowledge.facts[fact]
    switch definition.kind {
    case .yesNo: return [.yesNo(true), .yesNo(false)]
    case .choice: return definition.options.map { .choice($0) }
    case .list(let element):
      let operands = operands(tests)
      let others: [FactValue] = element == .choice ? definition.options.map { .choice($0) } : []
      return [.list([])] + (operands + others).map { .list([$0]) } + [.list(operands)]
    case .country: return operands(tests) + [.country("ZZ"), .country("DE")].compactMap(\.self)
    default: return operands(tests).flatMap { neighbours($0, definition.kind) }
    }
  }

  /// The values that comparisons name, and the keys and values of the tables they use.
  private func operands(_ tests: [FactTest]) -> [FactValue] {
    var result: [FactValue] = []
    for test in tests {
      switch test.operand {
      case .values(let values): result += values
      case .keys(let table): result += rules.knowledge.tables[table].rows.map(\.key)
      case .row(let table, _): result += rules.knowledge.tables[table].rows.compactMap(\.value)
      case .fact: break
      }
    }
    return result.isEmpty ? [.text("x")] : result
  }

  /// A value with one just below and one just above it.
  private func neighbours(_ value: FactValue, _ kind: FactKind) -> [FactValue] {
    switch value {
    case .whole(let number): return [.whole(max(0, number - 1)), value, .whole(number + 1)]
    case .decimal(let number):
      let one = ExactDecimal(coefficient: number.coefficient &- 1, scale: number.scale)
      let two = ExactDecimal(coefficient: number.coefficient &+ 1, scale: number.scale)
      return [one.map { .decimal($0) }, value, two.map { .decimal($0) }].compactMap(\.self)
    case .date(let day): return [.date(CalendarDate(days: day.days - 1)), value, .date(CalendarDate(days: day.days + 1))]
    case .moment(let moment): return [.moment(Moment(seconds: moment.seconds - 1)), value, .moment(Moment(seconds: moment.seconds + 1))]
    case .duration(let span) where kind == .duration:
      return [.duration(TimeSpan(seconds: span.seconds - 1)), value, .duration(TimeSpan(seconds: span.seconds + 1))]
    case .duration(let span):
      // A comparison by age: the fact lies in time, the operand is a length of time before now.
      return ([-1, 0, 1] as [Int64]).map { shift in
        let moment = Moment(seconds: rules.now.seconds - span.seconds + shift * 86_400)
        return kind == .date ? .date(moment.date) : .moment(moment)
      }
    case .version(let version): return [value] + [VersionNumber("0"), VersionNumber("\(version).1")].compactMap { $0.map { .version($0) } }
    case .text: return [value, .text("another text")]
    default: return [value]
    }
  }
}

extension FactValue {
  /// A country value of a code; `nil` when it is none.
  fileprivate static func country(_ code: String) -> FactValue? { CountryCode(code).map { .country($0) } }
}
