import Casework
import Collectors
import JSONText
import Knowledge

extension Diagnose {
  /// Prints the call plan; nothing is sent and no token is needed.
  func planCalls() throws -> ExitStatus {
    let knowledge = try knowledge.read([.collectors, .rules, .topics])
    var opening = CaseOpening(knowledge: knowledge)
    opening.note(waba: sources.waba)
    try sources.bring(to: &opening)
    guard let waba = opening.waba else {
      throw CaseworkError(
        .usage, "--dry-run needs the id of the account, and nothing that was given tells it; give --waba ID")
    }
    let useful = UsefulFacts.read(for: try scope.topics.findings(in: knowledge), in: knowledge)
    let collector = GraphCollector(knowledge: knowledge, useful: useful)
    let plan = CallPlan(
      waba: waba, graphVersion: live.graphVersion ?? knowledge.graphVersion, edition: knowledge.edition,
      calls: collector.requests(knowing: [FactName("waba.id"): waba]))
    try report.place.write(text: plan.text, json: plan.json, asJSON: report.output == .json)
    return .answered
  }
}
