import Casework
import Collectors
import JSONText
import Knowledge

extension Diagnose {
  /// Prints the call plan; nothing is sent and no token is needed.
  func planCalls() throws -> ExitStatus {
    let knowledge = try knowledge.read([.collectors])
    var opening = CaseOpening(knowledge: knowledge)
    if sources.isEmpty { opening.note(waba: sources.waba) } else { try sources.bring(to: &opening) }
    guard let waba = opening.waba else {
      throw CaseworkError(
        .usage, "--dry-run needs the id of the account, and nothing that was given tells it; give --waba ID")
    }
    let plan = CallPlan(
      waba: waba, graphVersion: knowledge.graphVersion, edition: knowledge.edition,
      calls: GraphCollector(knowledge: knowledge).requests(knowing: [FactName("waba.id"): waba]))
    try report.write(text: plan.text, json: plan.json)
    return .answered
  }
}
