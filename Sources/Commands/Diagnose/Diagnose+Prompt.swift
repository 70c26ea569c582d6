import Casework
import Reports

extension Diagnose {
  /// At the prompt: brings more to the case, and tells the diagnosis on one screen.
  func run(in session: PromptSession) throws {
    guard mode.batch == nil, !mode.isOfManyAccounts, !mode.dryRun, saveBundle == nil, since == nil, !contacts.unredacted else {
      throw CaseworkError(
        .usage, "--batch, --waba-file, --portfolio, --dry-run, --save-bundle, --since and --unredacted are not for the prompt; type them in the shell")
    }
    if !sources.isEmpty || sources.waba != nil || scope.asOf != nil || !scope.only.isEmpty {
      try session.bring(sources, scope, live: live, isQuiet: true)
    }
    let context = session.context
    let detail = length.length == nil ? TextReport.Detail.overview : length.detail
    let outcome = Outcome.of(
      session.diagnosis, knowledge: session.knowledge, failOn: gate.failOn.impact, allowUnknown: gate.allowUnknown, waivers: context.waivers)
    try report.write(
      text: TextReport.text(context, detail: detail, style: report.outputFile == nil ? session.style : report.style),
      json: JSONReport.tree(context, exitStatus: Int(ExitStatus(outcome).rawValue)))
    session.putQuestion()
  }
}
