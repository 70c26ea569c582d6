import Inference
import JSONText
import Knowledge

/// A kept case under the knowledge of today: what is said otherwise than then, and why.
package struct CaseReplay {
  /// Why something is said otherwise.
  package enum Cause: Hashable, Sendable {
    /// An entry of the knowledge is new, was changed, or is gone.
    case entry(KnowledgeEntries.Name, KnowledgeEntries.Difference)
    /// A rule came into force, or went out of it, between the two moments; the day it says.
    case force(rule: String, isInForce: Bool)
    /// A fact came to be known since, or was taken back.
    case fact(String, isWithdrawn: Bool)
    /// Something of the case that the knowledge of today does not take over.
    case lost(String)
    /// The moment it speaks of is another, and ages are counted to it.
    case moment
    /// The knowledge differs, and this store never saw the earlier one, so its entries cannot be compared.
    case unseenKnowledge
    /// Nothing of these: another version of the program.
    case program
  }
  /// A finding of which something else is said.
  package struct Change: Sendable {
    package let finding: String
    /// `nil` when the knowledge has it no more.
    package let title: String?
    package let entity: String?
    /// What was said: `found`, `suspected`, or `not shown`.
    package let before: String
    /// What is said: `found`, `suspected`, `ruled out`, `unknown`, or `gone`.
    package let after: String
    package let causes: [Cause]
  }

  /// Gravest first; those shown now before those that are no longer.
  package let changes: [Change]
  /// What of the case could not be taken over.
  package let remarks: [String]
  /// How many findings are shown as they were.
  package let unchanged: Int
  package let before: DiagnosisDigest
  /// The case as it is now.
  package let conversation: Conversation
  /// What is said now.
  package let diagnosis: Diagnosis

  private struct Key: Hashable {
    let finding: String
    let entity: String?
  }

  /// Runs a case again.
  ///
  /// - Parameters:
  ///   - opened: the case read under the knowledge of today.
  ///   - before: what was said of it.
  ///   - earlier: the knowledge that rests on; `nil` when it was never seen.
  ///   - since: what was kept after `before`, oldest first.
  ///   - now: the moment to speak of; `nil` for that of the case.
  package init(
    _ opened: CaseFileReader.Outcome, before: DiagnosisDigest, earlier: KnowledgeEntries?, since: [DiagnosisDigest] = [],
    now: Moment? = nil
  ) {
    var conversation = Conversation(opened.state)
    if let now, now != conversation.now { conversation.move(to: now) }
    let diagnosis = conversation.diagnosis()
    let knowledge = conversation.knowledge
    var was: [Key: DiagnosisDigest.Shown] = [:]
    for shown in before.shown { was[Key(finding: Self.address(shown.finding, knowledge), entity: shown.entity)] = shown }
    let why = Reasons(conversation, before, earlier, since, opened.remarks)
    var changes: [Change] = []
    var unchanged = 0
    for verdict in diagnosis.findings {
      let finding = knowledge.findings[verdict.finding]
      let old = was.removeValue(forKey: Key(finding: finding.address, entity: verdict.entity))
      guard old?.status != verdict.status.rawValue else {
        unchanged += 1
        continue
      }
      changes.append(
        Change(
          finding: finding.address, title: finding.title, entity: verdict.entity, before: old?.status ?? "not shown",
          after: verdict.status.rawValue, causes: why.causes(verdict.finding, holding: verdict.rules, held: old?.rules ?? [])))
    }
    for shown in before.shown {
      let key = Key(finding: Self.address(shown.finding, knowledge), entity: shown.entity)
      guard was[key] != nil else { continue }
      changes.append(Self.vanished(shown, key.finding, diagnosis, knowledge, why))
    }
    self.changes = changes
    self.unchanged = unchanged
    remarks = opened.remarks
    self.before = before
    self.conversation = conversation
    self.diagnosis = diagnosis
  }

  private static func vanished(
    _ shown: DiagnosisDigest.Shown, _ address: String, _ diagnosis: Diagnosis, _ knowledge: KnowledgeBase, _ why: Reasons
  ) -> Change {
    let position = knowledge.findingPositions[address]
    let out = diagnosis.ruledOut.first { $0.finding == position && $0.entity == shown.entity }
    let isOpen = diagnosis.unknown.contains {
      $0.verdict.finding == position && ($0.verdict.entity == shown.entity || $0.verdict.entity == nil)
    }
    let after = position == nil ? "gone" : isOpen ? "unknown" : "ruled out"
    return Change(
      finding: shown.finding, title: position.map { knowledge.findings[$0].title }, entity: shown.entity, before: shown.status,
      after: after, causes: why.causes(position, named: shown.finding, holding: out?.rules ?? [], held: shown.rules))
  }

  /// The address that a finding has today.
  private static func address(_ then: String, _ knowledge: KnowledgeBase) -> String {
    if knowledge.findingPositions[then] != nil { return then }
    return knowledge.findings.first { $0.formerly.contains(then) }?.address ?? then
  }
}

/// Finds why something is said otherwise.
private struct Reasons {
  private let conversation: Conversation
  private let before: DiagnosisDigest
  private let earlier: KnowledgeEntries?
  private let today: KnowledgeEntries
  private let since: [DiagnosisDigest]
  private let remarks: [String]
  private var knowledge: KnowledgeBase { conversation.knowledge }

  init(
    _ conversation: Conversation, _ before: DiagnosisDigest, _ earlier: KnowledgeEntries?, _ since: [DiagnosisDigest], _ remarks: [String]
  ) {
    self.conversation = conversation
    self.before = before
    self.earlier = earlier
    self.since = since
    self.remarks = remarks
    today = KnowledgeEntries(conversation.knowledge)
  }

  /// The causes of one change: entries that speak now or spoke then come first, then everything that the finding's rules lean on.
  func causes(_ finding: FindingIndex?, named name: String? = nil, holding: [RuleIndex], held: [String]) -> [CaseReplay.Cause] {
    let grounds = finding.map { conversation.grounds(of: $0) } ?? []
    var causes = facts(grounds)
    causes += remarks.filter { remark in grounds.contains { remark.contains($0.description) } }.map { .lost($0) }
    if before.knowledge != today.fingerprint {
      guard let earlier else { return causes + [.unseenKnowledge] }
      let near = entries(finding, rules: holding.map { knowledge.rules[$0].address } + held, name: name)
      let differing = differences(near, earlier)
      causes += differing.isEmpty ? differences(entries(finding, rules: all(of: finding), name: name), earlier) : differing
    }
    causes += force(finding)
    if causes.isEmpty, before.asOf != conversation.now { causes.append(.moment) }
    return causes.isEmpty ? [.program] : causes
  }

  private func differences(_ names: [KnowledgeEntries.Name], _ earlier: KnowledgeEntries) -> [CaseReplay.Cause] {
    names.compactMap { name in today.difference(name, since: earlier).map { .entry(name, $0) } }
  }

  private func all(of finding: FindingIndex?) -> [String] {
    guard let finding else { return [] }
    let address = knowledge.findings[finding].address
    let then = earlier?.words.keys.filter { $0.kind == .rule && ($0.address == address || $0.address.hasPrefix(address + ".")) } ?? []
    return knowledge.rules.filter { $0.finding == finding }.map(\.address) + then.map(\.address).sorted()
  }

  /// Rules by address, with the rules that infer what they read, and the facts and tables that all of them read; each once, in that order.
  private func entries(_ finding: FindingIndex?, rules: [String], name: String?) -> [KnowledgeEntries.Name] {
    var names: [KnowledgeEntries.Name] = []
    var seen: Set<KnowledgeEntries.Name> = []
    func add(_ kind: KnowledgeEntries.Kind, _ address: String) {
      let name = KnowledgeEntries.Name(kind: kind, address: address)
      if seen.insert(name).inserted { names.append(name) }
    }
    if let name { add(.finding, name) }
    var open = rules
    while !open.isEmpty {
      let address = open.removeFirst()
      guard !seen.contains(KnowledgeEntries.Name(kind: .rule, address: address)) else { continue }
      add(.rule, address)
      guard let rule = knowledge.rules.first(where: { $0.address == address }) else { continue }
      rule.condition.forEachTest { test, _ in
        for fact in test.reads {
          add(.fact, knowledge.facts[fact].name.description)
          open += knowledge.rules.filter { if case .infer(fact, _) = $0.conclusion { true } else { false } }.map(\.address)
        }
        switch test.operand {
        case .keys(let table), .row(let table, _): add(.table, knowledge.tables[table].address)
        default: break
        }
      }
    }
    return names
  }

  /// What was learned or taken back since, among the facts that the finding rests on.
  private func facts(_ grounds: Set<FactName>) -> [CaseReplay.Cause] {
    let names = Set(grounds.map(\.description))
    return since.flatMap { digest -> [CaseReplay.Cause] in
      digest.learned.filter { names.contains(FactLine.name(of: $0)) }.map { .fact($0, isWithdrawn: false) }
        + digest.withdrawn.filter { names.contains(FactLine.name(of: $0)) }.map { .fact($0, isWithdrawn: true) }
    }
  }

  /// Rules of the finding that are in force at one of the two moments only.
  private func force(_ finding: FindingIndex?) -> [CaseReplay.Cause] {
    guard let finding, before.asOf.date != conversation.now.date else { return [] }
    return knowledge.rules.filter { $0.finding == finding }.compactMap { rule in
      let (then, now) = (rule.isInForce(on: before.asOf.date), rule.isInForce(on: conversation.now.date))
      return then == now ? nil : .force(rule: rule.address, isInForce: now)
    }
  }
}
