import Comparison
import Inference
import Knowledge

extension ComparisonReport {
  /// The table of conditions, and the one that says which finding breaks which.
  static let conditions = "fair-comparison"
  static let breaking = "findings-of-conditions"
  /// The condition that concerns clicks alone.
  static let clickCondition = "clicks"

  /// The report of figures and of what the rules made of them.
  ///
  /// - Parameters:
  ///   - unasked: facts that the figures give as soon as others are known; nobody is asked for them.
  ///   - withClicks: whether clicks are compared as well.
  ///   - addresses: where the buttons lead, as far as that was told.
  package init(
    _ figures: ComparisonFigures, _ context: ReportContext, unasked: Set<String>, withClicks: Bool,
    addresses: [Arm: ButtonAddress] = [:]
  ) {
    let reader = ConditionReader(context: context, figures: figures, unasked: unasked, addresses: addresses)
    let checks = reader.checks.filter { withClicks || $0.name != Self.clickCondition }
    let broken = Set(checks.flatMap(\.breaches).map(\.address))
    self.init(
      figures: figures, checks: checks, standing: reader.standing("comparison.is_fair"),
      clickStanding: withClicks ? reader.standing("comparison.clicks_are_fair") : nil,
      remarks: reader.remarks.filter { !broken.contains($0.address) }, bounds: FairBounds(context.knowledge),
      places: context.header.factsFrom, toolVersion: context.header.toolVersion,
      edition: context.knowledge.edition,
      now: context.diagnosis.now)
  }
}

/// Reads how each condition stands from a diagnosis.
struct ConditionReader {
  let context: ReportContext
  /// The figures of a log at hand; `nil` to tell a condition by the facts of the case.
  let figures: ComparisonFigures?
  let unasked: Set<String>
  var addresses: [Arm: ButtonAddress] = [:]
  var knowledge: KnowledgeBase { context.knowledge }

  /// Findings that only repeat the verdict, which stands above all conditions.
  private static let verdicts: Set<String> = [
    "not-fair", "lower", "lower-within-margin", "higher", "no-difference-that-matters", "too-small-to-tell",
  ]

  func standing(_ fact: String) -> ComparisonReport.Standing {
    switch context.value(FactName(fact)) {
    case .yesNo(true): .fair
    case .yesNo(false): .notFair
    default: .open
    }
  }

  var checks: [FairnessCheck] {
    guard let table = self.table(ComparisonReport.conditions),
      let breaking = self.table(ComparisonReport.breaking)
    else { return [] }
    return table.rows.map { row in
      let name = row.key.text(of: table.keyKind)
      let findings = breaking.rows.filter { $0.value?.text(of: .text) == name }.map {
        $0.key.text(of: breaking.keyKind)
      }
      return check(name, row, findings.compactMap { knowledge.findingPositions[$0] })
    }
  }

  /// What was found beside conditions and verdicts.
  var remarks: [FairnessCheck.Breach] {
    context.diagnosis.findings.filter { verdict in
      let address = knowledge.findings[verdict.finding].address
      return !Self.verdicts.contains(String(address.split(separator: ".").last ?? ""))
    }.map(breach)
  }

  private func table(_ name: String) -> Table? { knowledge.tablePositions[name].map { knowledge.tables[$0] } }

  private func check(_ name: String, _ row: Table.Row, _ findings: [FindingIndex]) -> FairnessCheck {
    let broken = context.diagnosis.findings.filter { findings.contains($0.finding) }
    let unknown = context.diagnosis.unknown.filter { findings.contains($0.verdict.finding) && isOpen($0) }
      .map(\.verdict.finding)
    return FairnessCheck(
      name: name, title: row.json["title"]?.string ?? name, wanted: row.value?.text(of: .text) ?? "",
      state: !broken.isEmpty ? .notMet : unknown.isEmpty ? .met : .unknown,
      breaches: broken.map(breach),
      figures: figures.map { ConditionFigures($0, addresses).sentences(of: name) } ?? facts(findings),
      open: open(unknown), sources: sources(row))
  }

  /// Whether it waits on anything but single messages, whose list no comparison closes.
  private func isOpen(_ open: OpenFinding) -> Bool {
    (open.toConfirm + open.toRuleOut).contains {
      !knowledge.subjects[knowledge.facts[$0.fact].subject].isMany
    }
  }

  private func breach(_ verdict: Verdict) -> FairnessCheck.Breach {
    let finding = knowledge.findings[verdict.finding]
    return FairnessCheck.Breach(
      address: finding.address, title: finding.title, isSuspected: verdict.status == .suspected)
  }

  /// The facts that the rules of findings read, each once, in the order of the rules.
  private func read(by findings: [FindingIndex]) -> [FactIndex] {
    var seen: Set<FactIndex> = []
    var facts: [FactIndex] = []
    for rule in knowledge.rules where rule.finding.map(findings.contains) ?? false {
      guard rule.isInForce(on: context.diagnosis.now.date) else { continue }
      rule.condition.forEachTest { test, _ in facts += test.reads }
    }
    return facts.filter { seen.insert($0).inserted }
  }

  /// What is known of the facts that decide it.
  private func facts(_ findings: [FindingIndex]) -> [String] {
    read(by: findings).compactMap { index in
      let fact = knowledge.facts[index]
      return context.value(fact.name).map { "\(fact.title): \($0.text(of: fact.kind))" }
    }
  }

  /// The questions about what the rules of open findings still wait for, each once.
  private func open(_ findings: [FindingIndex]) -> [FairnessCheck.Open] {
    read(by: findings).compactMap { index in
      let name = knowledge.facts[index].name
      // What is asked of single messages, a comparison of many cannot ask.
      guard !knowledge.subjects[knowledge.facts[index].subject].isMany, !unasked.contains(name.description),
        context.value(name) == nil, let question = knowledge.question(name)
      else { return nil }
      return FairnessCheck.Open(
        fact: name.description, who: ReportWords.who(question), question: question.ask,
        answer: answer(knowledge.facts[index]))
    }
  }

  /// `yes or no`, `off, on or never set`, `a duration with its unit such as 30 days`.
  private func answer(_ fact: FactDefinition) -> String {
    if fact.kind == .yesNo { return "yes or no" }
    guard fact.options.isEmpty else { return CountWords.list(fact.options, joined: "or") }
    return fact.kind.element.example.replacing("\"", with: "")
  }

  /// Where a condition is written, each document once.
  private func sources(_ row: Table.Row) -> [String] {
    var seen: Set<String> = []
    return (row.json["cites"]?.elements.compactMap(\.string) ?? []).compactMap(source).filter {
      seen.insert($0).inserted
    }
  }

  private func source(_ address: String) -> String? {
    guard let source = knowledge.source(String(address.prefix { $0 != "#" })) else { return nil }
    return "\(source.json["publisher"]?.string ?? ""), \(source.title)"
      + (source.json["updated"]?.string.map { ", \($0)" } ?? "")
  }
}
