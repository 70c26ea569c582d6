/// Rules that find for certain what only sources of confidence C say (`weak-source`): a vendor's word, or one observation.
///
/// Such a finding may be suspected, never found. What counts is what the finding and the rule cite together.
enum WeakSourceCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    context.knowledge.rules.compactMap { rule in
      guard case .find(let index) = rule.conclusion, rule.retired == nil else { return nil }
      let finding = context.knowledge.findings[index]
      let confidences = (finding.cites + rule.cites).compactMap { context.sources[$0.source]?.confidence }
      guard !confidences.isEmpty, confidences.allSatisfy({ $0 == .c }) else { return nil }
      return KnowledgeFault(
        .weakSource, at: rule.json["find"]?.place ?? rule.place,
        "\(finding.address) rests only on sources of confidence C and may not be found; use \"suspect\", or cite a better source"
      )
    }
  }
}
