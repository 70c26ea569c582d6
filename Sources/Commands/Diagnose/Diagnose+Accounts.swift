import Casework
import Inference
import JSONText
import Knowledge
import Reports
import Synchronization

extension Diagnose {
  /// How many accounts are read side by side.
  private static let accountsAtOnce = 4

  /// Reads and diagnoses every account of a list: a line of JSON each, in the order of the list, as soon as it is known.
  func diagnoseAccounts(_ file: String) throws -> ExitStatus {
    let knowledge = try knowledge.read([
      .rules, .remedies, .sources, .questions, .collectors, .errorCodes, .topics,
    ])
    let findings = try scope.topics.findings(in: knowledge)
    var list = try AccountList(file: file)
    let log = try mode.resume.map { path throws(CaseworkError) in try DiagnosisLog(file: path) }
    if let log { list.remove(log.done) }
    let destination = try log?.destination ?? report.destination()
    let run = AccountsRun(
      connection: try LiveConnection(live, knowledge: knowledge), knowledge: knowledge, findings: findings,
      asOf: scope.asOf, gate: (gate.failOn.impact, gate.allowUnknown, gate.exitZero))
    let outcome = Waiting.value { [accounts = list.accounts] in
      await run.diagnose(accounts, atOnce: Self.accountsAtOnce, into: destination)
    }
    let failed = try outcome.get()
    if log == nil { try destination.finish() }
    guard failed > 0 else { return .answered }
    Terminal.error.write(
      "\(Failure.prefix)\(failed) of \(list.accounts.count) accounts could not be read; see their error records\n"
    )
    return .unavailable
  }
}

/// The diagnosis of many accounts through one connection.
private struct AccountsRun: Sendable {
  let connection: LiveConnection
  let knowledge: KnowledgeBase
  let findings: Set<FindingIndex>?
  let asOf: Moment?
  let gate: (failOn: Impact, allowUnknown: Bool, exitZero: Bool)

  /// Diagnoses all, writes each when those before it are written, and gives how many failed.
  func diagnose(_ accounts: [(id: String, line: Int)], atOnce: Int, into destination: Destination) async
    -> Result<Int, CaseworkError>
  {
    let useful = UsefulFacts.read(for: findings, in: knowledge)
    let progress = Progress(of: "Reading accounts")
    defer { progress.end() }
    var waiting: [Int: [UInt8]] = [:]
    var (next, written, failed) = (0, 0, 0)
    var failure: CaseworkError?
    await withTaskGroup(of: (Int, [UInt8], Bool).self) { group in
      while true {
        while next < accounts.count, next - written < 2 * atOnce, next - written - waiting.count < atOnce,
          failure == nil
        {
          let position = next
          group.addTask {
            let (line, isFailed) = await self.line(of: accounts[position], useful)
            return (position, line, isFailed)
          }
          next += 1
        }
        guard let (position, line, isFailed) = await group.next() else { break }
        waiting[position] = line
        failed += isFailed ? 1 : 0
        while failure == nil, let due = waiting.removeValue(forKey: written) {
          do throws(CaseworkError) { try destination.write(due) } catch { failure = error }
          written += 1
        }
        progress.show(written, of: accounts.count, "done")
      }
    }
    await connection.close()
    return failure.map { .failure($0) } ?? .success(failed)
  }

  /// The line of an account, and whether it is one of an error.
  private func line(of account: (id: String, line: Int), _ useful: Set<FactName>) async -> ([UInt8], Bool) {
    let redaction = Redaction.process.forAnotherCase()
    do throws(CaseworkError) {
      let bytes = try await connection.bundle(of: account.id, useful: useful, redaction: redaction).get()
      var opening = CaseOpening(knowledge: knowledge, useful: useful, redaction: redaction)
      try opening.add(recording: bytes, name: "Graph API", of: account.id)
      return (Self.bytes(tree(opening)), false)
    } catch {
      let message = ["the account \(account.id)"] + error.lines
      return (
        Self.bytes([
          "schema": "wabadoctor/batch-error", "version": 1, "line": .integer(Int64(account.line)),
          "column": 1,
          "message": .string(message.joined(separator: ": ")),
        ]), true
      )
    }
  }

  private func tree(_ opening: CaseOpening) -> JSONTree {
    let investigation = Investigation(opening, asOf: asOf, clock: .present, findings: findings)
    let diagnosis = investigation.diagnosis()
    let outcome = Outcome.of(
      diagnosis, knowledge: knowledge, failOn: gate.failOn, allowUnknown: gate.allowUnknown)
    let status = gate.exitZero ? ExitStatus.answered : ExitStatus(outcome)
    let header = ReportHeader(
      caseName: opening.label, waba: opening.waba, factsFrom: opening.places, toolVersion: Program.version)
    return JSONReport.tree(
      ReportContext(diagnosis, engine: investigation.engine, header: header), exitStatus: Int(status.rawValue)
    )
  }

  private static func bytes(_ tree: JSONTree) -> [UInt8] { JSONWriter.bytes(tree, layout: .compact) + [0x0A] }
}
