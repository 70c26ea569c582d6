import JSONText
import Knowledge

/// Turns the changes of one batch line into its verdicts and writes them; pieces of text that never change are made once.
///
/// Owned by one `BatchDiagnosis`.
final class BatchVerdicts {
  /// What a rule's condition says of its finding.
  private enum Role: UInt8, BitwiseCopyable { case find, suspect, ruleOut, infer }
  /// How many rules of a finding have spoken in this line.
  private struct Count: BitwiseCopyable {
    var line: UInt32 = 0
    var holding: UInt16 = 0
    var suspecting: UInt16 = 0
    var excluding: UInt16 = 0
    var failed: UInt16 = 0
  }

  /// What must be known of a rule in every line.
  private struct RuleFacts: BitwiseCopyable {
    let role: Role
    /// Whether it runs once for the case.
    let isOfCase: Bool
    /// Its finding, or the fact it infers.
    let target: Int32
  }
  /// What must be known of a finding in every line.
  private struct FindingFacts: BitwiseCopyable {
    /// How many rules could say it.
    let speaking: UInt16
    let impact: UInt8
    let isOfCase: Bool
    let rank: Int32
  }

  private let rules: CompiledRules
  private let ruleFacts: RawList<RuleFacts>
  private let findingFacts: RawList<FindingFacts>
  /// Whether each fact is of an entity.
  let isOfEntity: [Bool]
  /// Findings of entities, and how many findings there are by impact.
  private let entityFindings: [FindingIndex]
  private let totals: [Int]
  /// Findings of entities that rules of the case can decide too.
  private let mixedFindings: [FindingIndex]
  /// Rules that run for each entity of a scope.
  private let entityRules: [[RuleIndex]]
  private let counts: UnsafeMutablePointer<Count>
  private var stamp: UInt32 = 0
  private let touched = RawList<Int32>()
  /// Findings to be shown, in the order of a report; those of entities have their instances in `instancesOf`.
  private let found = RawList<Int32>()
  private let suspected = RawList<Int32>()
  private var instancesOf: [[FindingIndex: [Int]]] = [[:], [:]]
  /// `"onboarding.on-behalf-of"` of each finding, one after the other, and where each begins.
  private let quoted = RawList<UInt8>()
  private let quotedStarts = RawList<Int32>()
  /// The ids of instances in this line, as JSON strings.
  private var names: [[UInt8]] = [[]]

  init(_ rules: CompiledRules) {
    self.rules = rules
    let knowledge = rules.knowledge
    ruleFacts = RawList(
      knowledge.rules.map { rule in
        let isOfCase = rule.subject == nil
        switch rule.conclusion {
        case .find(let finding): return RuleFacts(role: .find, isOfCase: isOfCase, target: Int32(finding))
        case .suspect(let finding): return RuleFacts(role: .suspect, isOfCase: isOfCase, target: Int32(finding))
        case .ruleOut(let finding): return RuleFacts(role: .ruleOut, isOfCase: isOfCase, target: Int32(finding))
        case .infer(let fact, _): return RuleFacts(role: .infer, isOfCase: isOfCase, target: Int32(fact))
        }
      })
    isOfEntity = knowledge.facts.map { knowledge.subjects[$0.subject].isMany }
    var speaking = [UInt16](repeating: 0, count: knowledge.findings.count)
    var isOfCase = [Bool](repeating: true, count: knowledge.findings.count)
    var totals = [Int](repeating: 0, count: Impact.allCases.count)
    var entityFindings: [FindingIndex] = []
    for (finding, rules) in rules.rulesOfFinding.enumerated() where !rules.isEmpty {
      totals[knowledge.findings[finding].impact.rawValue] += 1
      for rule in rules {
        if knowledge.rules[rule].subject != nil { isOfCase[finding] = false }
        if case .ruleOut = knowledge.rules[rule].conclusion { continue }
        speaking[finding] += 1
      }
      if !isOfCase[finding] { entityFindings.append(finding) }
    }
    let ranks = ReportOrder(knowledge).ranks
    findingFacts = RawList(
      knowledge.findings.indices.map { finding in
        FindingFacts(
          speaking: speaking[finding], impact: UInt8(knowledge.findings[finding].impact.rawValue), isOfCase: isOfCase[finding],
          rank: ranks[finding])
      })
    self.totals = totals
    self.entityFindings = entityFindings
    mixedFindings = entityFindings.filter { finding in
      rules.rulesOfFinding[finding].contains { knowledge.rules[$0].subject == nil }
    }
    var entityRules = [[RuleIndex]](repeating: [], count: knowledge.subjects.count + 1)
    for (index, rule) in knowledge.rules.enumerated() where rules.network.roots[index] >= 0 {
      if let subject = rule.subject { entityRules[subject + 1].append(index) }
    }
    self.entityRules = entityRules
    for finding in knowledge.findings {
      quotedStarts.append(Int32(quoted.count))
      for byte in JSONWriter.bytes(.string(finding.address), layout: .compact) where byte != 0x0A { quoted.append(byte) }
    }
    quotedStarts.append(Int32(quoted.count))
    counts = .allocate(capacity: max(1, knowledge.findings.count))
    counts.initialize(repeating: Count(), count: knowledge.findings.count)
  }

  deinit {
    counts.deallocate()
    touched.deallocate()
    found.deallocate()
    suspected.deallocate()
    ruleFacts.deallocate()
    findingFacts.deallocate()
    quoted.deallocate()
    quotedStarts.deallocate()
  }

  /// The fact that a rule infers; `nil` for other rules.
  @inline(__always)
  func inferredFact(_ rule: RuleIndex) -> FactIndex? {
    let facts = ruleFacts[rule]
    return facts.role == .infer ? Int(facts.target) : nil
  }

  // MARK: Names of entities

  /// Remembers the id of an instance, as it stands in the text; its position when it has none.
  ///
  /// - Throws: when the id has escapes, which the careful reader understands.
  func name(_ instance: Int, _ id: UnsafeBufferPointer<UInt8>?, position: Int, hasEscapes: Bool) throws {
    if hasEscapes { throw JSONCursorError.malformed(at: 0) }
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    if let id { bytes.append(contentsOf: id) } else { bytes.append(contentsOf: String(position).utf8) }
    bytes.append(UInt8(ascii: "\""))
    while names.count <= instance { names.append([]) }
    names[instance] = bytes
  }

  /// Whether the ids of some instances are all different.
  func namesDiffer(_ instances: [Int32]) -> Bool {
    instances.count < 2 || Set(instances.map { names[Int($0)] }).count == instances.count
  }

  // MARK: Verdicts

  func reset() {
    touched.removeAll()
    stamp &+= 1
  }

  /// Writes the line's diagnosis.
  func write(
    _ state: SweepState, line: Int, label: UnsafeBufferPointer<UInt8>?, contradictory: [FactIndex], unlisted: [FactIndex],
    into output: RawList<UInt8>
  ) {
    stamp &+= 1
    var decidedRules = count(state)
    var unknown = (totals[0], totals[1], totals[2])
    found.removeAll()
    suspected.removeAll()
    for index in 0..<touched.count {
      let finding = Int(touched[index])
      let facts = findingFacts[finding]
      guard facts.isOfCase else { continue }
      let status = status(counts[finding], facts)
      if status != .unknown { settle(facts, &unknown) }
      if status == .found { insert(finding, into: found) }
      if status == .suspected { insert(finding, into: suspected) }
    }
    let ofEntities = state.hasEntities ? entityFindings : mixedFindings
    if !ofEntities.isEmpty {
      instancesOf = [[:], [:]]
      for finding in ofEntities { judge(finding, state, &unknown) }
    }
    for scope in state.hasEntities ? entityRules.indices : 0..<0 where state.complete[scope] {
      for rule in entityRules[scope] {
        let root = rules.network.roots[rule]
        if state.members[scope].allSatisfy({ state.truth(root, Int($0)).isDecided }) { decidedRules += 1 }
      }
    }
    append(literal: "{\"line\":", output)
    append(line, output)
    if let label {
      append(literal: ",\"case\":", output)
      label.baseAddress.map { output.append($0, label.count) }
    }
    append(literal: ",\"found\":[", output)
    append(found, 0, output)
    append(literal: "],\"suspected\":[", output)
    append(suspected, 1, output)
    append(literal: "],\"unknown\":{\"blocking\":", output)
    append(unknown.0, output)
    append(literal: ",\"harming\":", output)
    append(unknown.1, output)
    append(literal: ",\"advice\":", output)
    append(unknown.2, output)
    append(literal: "}", output)
    append(names: contradictory, ",\"contradictions\":[", output)
    append(names: unlisted, ",\"unlisted\":[", output)
    append(literal: ",\"coverage\":{\"decided\":", output)
    append(decidedRules, output)
    append(literal: ",\"waiting\":", output)
    append(rules.count - decidedRules, output)
    append(literal: "}}\n", output)
  }

  /// Counts the changes of the case's rules by finding; gives how many of these rules are decided.
  private func count(_ state: SweepState) -> Int {
    var decided = 0
    for index in 0..<state.changes.count {
      let change = state.changes[index]
      guard change.instance == 0, change.truth != 0 else { continue }
      let facts = ruleFacts[Int(change.rule)]
      guard facts.isOfCase else { continue }
      decided += 1
      guard facts.role != .infer else { continue }
      let finding = Int(facts.target)
      if counts[finding].line != stamp {
        counts[finding] = Count(line: stamp)
        touched.append(Int32(finding))
      }
      add(facts.role, change.truth, &counts[finding])
    }
    return decided
  }

  private func add(_ role: Role, _ truth: UInt8, _ count: inout Count) {
    switch (role, truth) {
    case (.find, 1): count.holding += 1
    case (.suspect, 1): count.suspecting += 1
    case (.ruleOut, 1): count.excluding += 1
    case (.ruleOut, _), (.infer, _): break
    case (_, 2): count.failed += 1
    default: break
    }
  }

  @inline(__always)
  private func settle(_ facts: FindingFacts, _ unknown: inout (Int, Int, Int)) {
    switch facts.impact {
    case 0: unknown.0 -= 1
    case 1: unknown.1 -= 1
    default: unknown.2 -= 1
    }
  }

  @inline(__always)
  private func status(_ count: Count, _ facts: FindingFacts) -> Verdict.Status {
    if count.holding > 0 { return .found }
    if count.excluding > 0 { return .ruledOut }
    if count.suspecting > 0 { return .suspected }
    return facts.speaking > 0 && count.failed == facts.speaking ? .ruledOut : .unknown
  }

  /// Judges a finding whose rules run for each entity, entity by entity.
  private func judge(_ finding: FindingIndex, _ state: SweepState, _ unknown: inout (Int, Int, Int)) {
    let knowledge = rules.knowledge
    let list = rules.rulesOfFinding[finding]
    guard let subject = list.lazy.compactMap({ knowledge.rules[$0].subject }).first else { return }
    let members = state.members[subject + 1]
    var isDecided = true
    for instance in members.isEmpty ? [0] : members {
      var count = Count()
      for rule in list {
        let truth: Truth
        if instance == 0, let scope = knowledge.rules[rule].subject {
          truth = state.complete[scope + 1] ? .fails : .unknown
        } else {
          truth = state.truth(rules.network.roots[rule], knowledge.rules[rule].subject == nil ? 0 : Int(instance))
        }
        add(ruleFacts[rule].role, truth.rawValue, &count)
      }
      switch status(count, findingFacts[finding]) {
      case .found:
        if instancesOf[0][finding] == nil { insert(finding, into: found) }
        instancesOf[0][finding, default: []].append(Int(instance))
      case .suspected:
        if instancesOf[1][finding] == nil { insert(finding, into: suspected) }
        instancesOf[1][finding, default: []].append(Int(instance))
      case .unknown: isDecided = false
      case .ruledOut: break
      }
    }
    if isDecided { settle(findingFacts[finding], &unknown) }
  }

  private func insert(_ finding: FindingIndex, into list: RawList<Int32>) {
    list.append(Int32(truncatingIfNeeded: finding))
    var position = list.count - 1
    let rank = findingFacts[finding].rank
    while position > 0, findingFacts[Int(list[position - 1])].rank > rank {
      list[position] = list[position - 1]
      position -= 1
    }
    list[position] = Int32(truncatingIfNeeded: finding)
  }

  // MARK: Writing

  private func append(_ list: RawList<Int32>, _ kind: Int, _ output: RawList<UInt8>) {
    for index in 0..<list.count {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      let finding = Int(list[index])
      guard !findingFacts[finding].isOfCase, let instances = instancesOf[kind][finding], instances != [0] else {
        append(quoted: finding, output)
        continue
      }
      append(literal: "{\"finding\":", output)
      append(quoted: finding, output)
      let subject = rules.rulesOfFinding[finding].lazy.compactMap { self.rules.knowledge.rules[$0].subject }.first ?? 0
      append(",\"\(rules.knowledge.subjects[subject].name)\":[", output)
      for (position, instance) in instances.enumerated() {
        if position > 0 { output.append(UInt8(ascii: ",")) }
        for byte in names[instance] { output.append(byte) }
      }
      append(literal: "]}", output)
    }
  }

  private func append(names facts: [FactIndex], _ opening: StaticString, _ output: RawList<UInt8>) {
    guard !facts.isEmpty else { return }
    append(literal: opening, output)
    for (index, fact) in Set(facts).sorted().enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      append(JSONTree.string(rules.knowledge.facts[fact].name.description), output)
    }
    output.append(UInt8(ascii: "]"))
  }

  @inline(__always)
  private func append(literal text: StaticString, _ output: RawList<UInt8>) {
    output.append(text.utf8Start, text.utf8CodeUnitCount)
  }

  private func append(_ text: String, _ output: RawList<UInt8>) { for byte in text.utf8 { output.append(byte) } }

  private func append(_ tree: JSONTree, _ output: RawList<UInt8>) {
    for byte in JSONWriter.bytes(tree, layout: .compact) where byte != 0x0A { output.append(byte) }
  }

  /// The finding's address as a JSON string.
  @inline(__always)
  private func append(quoted finding: FindingIndex, _ output: RawList<UInt8>) {
    let start = Int(quotedStarts[finding])
    output.append(quoted.base + start, Int(quotedStarts[finding + 1]) - start)
  }

  private func append(_ number: Int, _ output: RawList<UInt8>) {
    if number < 10 {
      output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number))
      return
    }
    var divisor = 10
    while number / divisor >= 10 { divisor *= 10 }
    var rest = number
    while divisor > 0 {
      output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / divisor))
      rest %= divisor
      divisor /= 10
    }
  }
}
