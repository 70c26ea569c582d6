import JSONText
import Knowledge

/// Turns the changes of one batch line into its verdicts and writes them; pieces of text that never change are made once.
///
/// Owned by one `BatchDiagnosis`.
final class BatchVerdicts {
  /// What a rule's condition says of its finding.
  private enum Role: UInt8 { case find, suspect, ruleOut, infer }
  /// How many rules of a finding have spoken in this line.
  private struct Count: BitwiseCopyable {
    var line: UInt32 = 0
    var holding: UInt16 = 0
    var suspecting: UInt16 = 0
    var excluding: UInt16 = 0
    var failed: UInt16 = 0
  }

  private let rules: CompiledRules
  private let roles: [Role]
  /// The finding of each rule, or the fact it infers.
  private let targets: [Int32]
  /// How many rules could say a finding.
  private let speaking: [UInt16]
  private let ranks: [Int32]
  /// Findings of the case, of entities, and how many findings there are by impact.
  private let isOfCase: [Bool]
  private let entityFindings: [FindingIndex]
  private let totals: [Int]
  /// Rules that run for each entity of a scope.
  private let entityRules: [[RuleIndex]]
  private let counts: UnsafeMutablePointer<Count>
  private var stamp: UInt32 = 0
  private let touched = RawList<Int32>()
  /// `"onboarding.on-behalf-of"` of each finding.
  private let quoted: [[UInt8]]
  /// The ids of instances in this line, as JSON strings.
  private var names: [[UInt8]] = [[]]

  private struct Shown {
    let finding: FindingIndex
    var instances: [Int]
  }

  init(_ rules: CompiledRules) {
    self.rules = rules
    let knowledge = rules.knowledge
    roles = knowledge.rules.map { rule in
      switch rule.conclusion {
      case .find: .find
      case .suspect: .suspect
      case .ruleOut: .ruleOut
      case .infer: .infer
      }
    }
    targets = knowledge.rules.map { rule in
      if case .infer(let fact, _) = rule.conclusion { Int32(fact) } else { Int32(rule.finding ?? -1) }
    }
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
    self.speaking = speaking
    self.isOfCase = isOfCase
    self.totals = totals
    self.entityFindings = entityFindings
    var entityRules = [[RuleIndex]](repeating: [], count: knowledge.subjects.count + 1)
    for (index, rule) in knowledge.rules.enumerated() where rules.network.roots[index] >= 0 {
      if let subject = rule.subject { entityRules[subject + 1].append(index) }
    }
    self.entityRules = entityRules
    ranks = ReportOrder(knowledge).ranks
    quoted = knowledge.findings.map { finding in
      var bytes: [UInt8] = []
      JSONWriter.append(string: finding.address, to: &bytes)
      return bytes
    }
    counts = .allocate(capacity: max(1, knowledge.findings.count))
    counts.initialize(repeating: Count(), count: knowledge.findings.count)
  }

  deinit {
    counts.deallocate()
    touched.deallocate()
  }

  /// The fact that a rule infers; `nil` for other rules.
  @inline(__always)
  func inferredFact(_ rule: RuleIndex) -> FactIndex? { roles[rule] == .infer ? Int(targets[rule]) : nil }

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
    _ state: NetworkState, line: Int, label: UnsafeBufferPointer<UInt8>?, contradictory: [FactIndex], unlisted: [FactIndex],
    into output: inout [UInt8]
  ) {
    stamp &+= 1
    var decidedRules = count(state)
    var unknown = totals
    var found: [Shown] = []
    var suspected: [Shown] = []
    for index in 0..<touched.count {
      let finding = Int(touched[index])
      guard isOfCase[finding] else { continue }
      let status = status(counts[finding], finding)
      if status != .unknown { unknown[rules.knowledge.findings[finding].impact.rawValue] -= 1 }
      if status == .found { insert(finding, 0, into: &found) }
      if status == .suspected { insert(finding, 0, into: &suspected) }
    }
    for finding in entityFindings { judge(finding, state, &unknown, &found, &suspected) }
    for scope in entityRules.indices where state.complete[scope] {
      for rule in entityRules[scope] {
        let root = rules.network.roots[rule]
        if state.members[scope].allSatisfy({ state.truth(root, Int($0)).isDecided }) { decidedRules += 1 }
      }
    }
    append("{\"line\":", &output)
    append(line, &output)
    if let label {
      append(",\"case\":", &output)
      output.append(contentsOf: label)
    }
    append(",\"found\":[", &output)
    append(found, &output)
    append("],\"suspected\":[", &output)
    append(suspected, &output)
    append("],\"unknown\":{\"blocking\":", &output)
    append(unknown[Impact.blocking.rawValue], &output)
    append(",\"harming\":", &output)
    append(unknown[Impact.harming.rawValue], &output)
    append(",\"advice\":", &output)
    append(unknown[Impact.advice.rawValue], &output)
    append("}", &output)
    append(names: contradictory, ",\"contradictions\":[", &output)
    append(names: unlisted, ",\"unlisted\":[", &output)
    append(",\"coverage\":{\"decided\":", &output)
    append(decidedRules, &output)
    append(",\"waiting\":", &output)
    append(rules.count - decidedRules, &output)
    append("}}\n", &output)
  }

  /// Counts the changes of the case's rules by finding; gives how many of these rules are decided.
  private func count(_ state: NetworkState) -> Int {
    var decided = 0
    for index in 0..<state.changes.count {
      let change = state.changes[index]
      guard change.instance == 0, change.truth != 0 else { continue }
      let rule = Int(change.rule)
      guard rules.knowledge.rules[rule].subject == nil else { continue }
      decided += 1
      let role = roles[rule]
      guard role != .infer else { continue }
      let finding = Int(targets[rule])
      if counts[finding].line != stamp {
        counts[finding] = Count(line: stamp)
        touched.append(Int32(finding))
      }
      add(role, change.truth, &counts[finding])
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

  private func status(_ count: Count, _ finding: FindingIndex) -> Verdict.Status {
    if count.holding > 0 { return .found }
    if count.excluding > 0 { return .ruledOut }
    if count.suspecting > 0 { return .suspected }
    return speaking[finding] > 0 && count.failed == speaking[finding] ? .ruledOut : .unknown
  }

  /// Judges a finding whose rules run for each entity, entity by entity.
  private func judge(
    _ finding: FindingIndex, _ state: NetworkState, _ unknown: inout [Int], _ found: inout [Shown], _ suspected: inout [Shown]
  ) {
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
        add(roles[rule], truth.rawValue, &count)
      }
      switch status(count, finding) {
      case .found: insert(finding, Int(instance), into: &found)
      case .suspected: insert(finding, Int(instance), into: &suspected)
      case .unknown: isDecided = false
      case .ruledOut: break
      }
    }
    if isDecided { unknown[knowledge.findings[finding].impact.rawValue] -= 1 }
  }

  private func insert(_ finding: FindingIndex, _ instance: Int, into list: inout [Shown]) {
    if let last = list.indices.last, list[last].finding == finding {
      list[last].instances.append(instance)
      return
    }
    let position = list.firstIndex { ranks[$0.finding] > ranks[finding] } ?? list.endIndex
    list.insert(Shown(finding: finding, instances: [instance]), at: position)
  }

  // MARK: Writing

  private func append(_ list: [Shown], _ output: inout [UInt8]) {
    for (index, shown) in list.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      guard shown.instances != [0] else {
        output.append(contentsOf: quoted[shown.finding])
        continue
      }
      append("{\"finding\":", &output)
      output.append(contentsOf: quoted[shown.finding])
      let subject = rules.rulesOfFinding[shown.finding].lazy.compactMap { self.rules.knowledge.rules[$0].subject }.first ?? 0
      append(",\"\(rules.knowledge.subjects[subject].name)\":[", &output)
      for (position, instance) in shown.instances.enumerated() {
        if position > 0 { output.append(UInt8(ascii: ",")) }
        output.append(contentsOf: names[instance])
      }
      append("]}", &output)
    }
  }

  private func append(names facts: [FactIndex], _ opening: StaticString, _ output: inout [UInt8]) {
    guard !facts.isEmpty else { return }
    append(opening, &output)
    for (index, fact) in Set(facts).sorted().enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      JSONWriter.append(string: rules.knowledge.facts[fact].name.description, to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  @inline(__always)
  private func append(_ text: StaticString, _ output: inout [UInt8]) {
    output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private func append(_ text: String, _ output: inout [UInt8]) { output.append(contentsOf: text.utf8) }

  private func append(_ number: Int, _ output: inout [UInt8]) {
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
