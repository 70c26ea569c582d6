/// What `wabadoctor kb check` finds beyond the faults of reading: everything that can be seen without running a rule.
///
/// Each check reports faults of kinds of its own; entries with `retired` are kept for the record and not looked at.
package enum KnowledgeReview {
  /// The checks, in the order they run; what each finds and why stands in its own file.
  static let checks: [@Sendable (ReviewContext) -> [KnowledgeFault]] = [
    ShapeCheck.faults, FileCheck.faults, LayoutCheck.faults, AddressCheck.faults, ReferenceCheck.faults,
    RouteCheck.faults, TimerCheck.faults, TicketCheck.faults,
    TopicCheck.faults,
    QuestionCheck.faults, CaseCheck.faults, ExampleCheck.faults, CitationCheck.faults,
    SupersessionCheck.faults,
    SourceCheck.faults, WeakSourceCheck.faults, FactReachCheck.faults, EntryReachCheck.faults,
    ExplanationCheck.faults,
    RuleLogicCheck.faults,
  ]

  /// Every fault of a knowledge base that was read whole and without faults from a folder, file by file.
  ///
  /// Of a knowledge base with faults of reading, entries are missing, and what rests on them is reported besides.
  package static func faults(of knowledge: KnowledgeBase, in folder: KnowledgeFolder) -> [KnowledgeFault] {
    let context = ReviewContext(knowledge, folder)
    return KnowledgeFault.inOrder(checks.flatMap { $0(context) })
  }
}
