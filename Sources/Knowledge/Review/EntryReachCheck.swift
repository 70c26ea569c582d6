import JSONText

/// Entries that nothing leads to (`unreachable-entry`): written, kept right, and never shown.
///
/// - a finding that no rule finds or suspects;
/// - a remedy that no finding and no error code names;
/// - a table that no rule uses and that is not in words for people: one without a column of text;
/// - a question about a fact that no rule reads and no call needs: the interview would never ask it.
enum EntryReachCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    findings(context) + remedies(context) + tables(context) + questions(context)
  }

  private static func findings(_ context: ReviewContext) -> [KnowledgeFault] {
    var concluded: Set<FindingIndex> = []
    for rule in context.knowledge.rules where rule.retired == nil {
      switch rule.conclusion {
      case .find(let finding), .suspect(let finding): concluded.insert(finding)
      case .ruleOut, .infer: break
      }
    }
    return context.knowledge.findings.enumerated().compactMap { index, finding in
      guard !concluded.contains(index), finding.retired == nil else { return nil }
      return fault(
        finding, "no rule finds or suspects \(finding.address); write the rule, or retire the finding")
    }
  }

  private static func remedies(_ context: ReviewContext) -> [KnowledgeFault] {
    let findings = context.knowledge.findings.filter { $0.retired == nil }
    let codes = context.knowledge.errorCodes.filter { $0.retired == nil }
    let named = Set(findings.flatMap(\.remedies) + codes.flatMap { $0.texts("remedies") })
    return context.knowledge.remedies.compactMap { remedy in
      guard !named.contains(remedy.address), remedy.retired == nil else { return nil }
      return fault(
        remedy, "no finding and no error code names \(remedy.address); name it in \"remedies\", or retire it")
    }
  }

  private static func tables(_ context: ReviewContext) -> [KnowledgeFault] {
    var used: Set<Int> = []
    for rule in context.knowledge.rules where rule.retired == nil {
      rule.condition.forEachTest { test, _ in
        switch test.operand {
        case .keys(let table), .row(let table, _): used.insert(table)
        case .values, .fact: break
        }
      }
    }
    return context.knowledge.tables.enumerated().compactMap { index, table in
      guard !used.contains(index), table.valueKind != .text, table.retired == nil else { return nil }
      return fault(
        table, "no rule uses the table \(table.address); use it with \"in\" or \"table\", or retire it")
    }
  }

  private static func questions(_ context: ReviewContext) -> [KnowledgeFault] {
    let use = FactUse(context.knowledge)
    return context.knowledge.questions.compactMap { question in
      guard question.retired == nil, let fact = context.knowledge.factPositions[question.address],
        !use.read.contains(fact), !use.needed.contains(fact)
      else { return nil }
      return fault(
        question,
        "no rule reads \(question.address) and no call or ticket needs it, so it would never be asked; remove the question"
      )
    }
  }

  private static func fault(_ entry: some Entry, _ message: String) -> KnowledgeFault {
    KnowledgeFault(.unreachableEntry, at: entry.place, message)
  }
}
