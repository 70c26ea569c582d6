import Casework
import FoundationEssentials
import Inference
import Knowledge

extension Diagnose {
  /// Diagnoses a stream of cases.
  func diagnoseMany() throws -> ExitStatus {
    let path = mode.batch ?? "-"
    let knowledge = try knowledge.read(scope.topics.isEverything ? .rules : [.rules, .topics])
    let rules = CompiledRules(
      knowledge, now: scope.asOf ?? .present, findings: try scope.topics.findings(in: knowledge))
    let input = try InputFile.open(path)
    let destination = try report.place.destination()
    do {
      let run = BatchRun(
        rules, from: input, name: InputFile.name(of: path), to: destination,
        workers: ProcessInfo.processInfo.activeProcessorCount)
      let refused = try run.run()
      try destination.finish()
      guard refused > 0 else { return .answered }
      Terminal.error.write(
        "\(Failure.prefix)\(refused) \(refused == 1 ? "line was" : "lines were") refused; see their error records\n"
      )
      return .unreadableInput
    } catch {
      destination.abandon()
      throw error
    }
  }
}
