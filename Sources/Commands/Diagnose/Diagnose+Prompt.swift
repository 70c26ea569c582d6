import Casework
import Reports

extension Diagnose {
  /// At the prompt: brings more to the case, and tells the diagnosis on one screen.
  func run(in session: PromptSession) throws {
    guard mode.batch == nil, !mode.isOfManyAccounts, !mode.dryRun, saveBundle == nil, since == nil, !contacts.unredacted else {
      throw CaseworkError(
        .usage,
        "--batch, --waba-file, --portfolio, --dry-run, --save-bundle, --since and --unredacted are not for the prompt; type them in the shell"
      )
    }
    if !sources.isEmpty || sources.waba != nil || scope.asOf != nil || !scope.only.isEmpty {
      try session.bring(sources, scope, live: live, isQuiet: true)
    }
    let detail = length.length == nil ? TextReport.Detail.overview : length.detail
    try report.write(
      Report(session.context(filter: report.filter), gate: gate.gate), detail: detail,
      style: report.place.outputFile == nil ? session.style : report.place.style)
    session.putQuestion()
  }
}
