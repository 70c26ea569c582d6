import Casework
import Collectors
import GraphAPI
import Inference
import JSONText
import Knowledge
import Reports
import Synchronization

extension Diagnose {
  /// How many accounts are read side by side.
  private static let accountsAtOnce = 4

  /// Reads and diagnoses every account of a list: one report over all, or a line of JSON each, in the order of the list, as soon as
  /// it is known.
  func diagnoseAccounts() throws -> ExitStatus {
    let knowledge = try knowledge.read([
      .rules, .remedies, .sources, .questions, .collectors, .errorCodes, .topics,
    ])
    let findings = try scope.topics.findings(in: knowledge)
    let earlier = try since.map { path throws(CaseworkError) in try EarlierReports(file: path).byAccount } ?? [:]
    let log = try mode.resume.map { path throws(CaseworkError) in try DiagnosisLog(file: path) }
    let fromFile = try mode.wabaFile.map { file throws(CaseworkError) in try AccountList(file: file) }
    let connection = try LiveConnection(live, knowledge: knowledge)
    var (list, troubles) = try fromFile.map { ($0, []) } ?? accounts(through: connection, knowledge)
    for trouble in troubles { Terminal.error.write("\(Failure.prefix)\(HarmlessText.shown(trouble))\n") }
    let all = Set(list.accounts.map(\.id))
    if let log { list.remove(log.done) }
    let isLines = report.output == .json
    let lines = try log?.destination ?? (isLines ? report.destination() : nil)
    let run = AccountsRun(
      connection: connection, knowledge: knowledge, findings: findings,
      asOf: scope.asOf, gate: (gate.failOn.impact, gate.allowUnknown, gate.exitZero), earlier: earlier,
      keepsRecords: !isLines)
    let outcome = Waiting.value { [accounts = list.accounts] in
      await run.diagnose(accounts, atOnce: Self.accountsAtOnce, into: lines)
    }
    let (failed, records) = try outcome.get()
    if isLines {
      if log == nil { try lines?.finish() }
    } else {
      let done = log?.lines.compactMap { AccountsReport.Record(of: $0, among: all) } ?? []
      let text = AccountsReport(done + records, knowledge: knowledge, earlier: earlier)
        .text(toolVersion: Program.version, style: report.style)
      try report.write(text)
    }
    guard failed > 0 || !troubles.isEmpty else { return .answered }
    if failed > 0 {
      Terminal.error.write(
        "\(Failure.prefix)\(failed) of \(list.accounts.count) accounts could not be read; see their error records\n"
      )
    }
    return .unavailable
  }

  /// The accounts of the portfolio, and what of it could not be listed.
  private func accounts(through connection: LiveConnection, _ knowledge: KnowledgeBase) throws -> (
    AccountList, [String]
  ) {
    let portfolio = mode.portfolio ?? ""
    let statuses = try mode.onboarding.map { try onboardingStatus($0, knowledge) }
    let listing = AccountListing(knowledge: knowledge, statuses: statuses)
    let outcome = Waiting.value { await connection.list(listing, of: portfolio) }
    guard !outcome.accounts.isEmpty else {
      let which = statuses.isEmpty ? "" : " with the onboarding status \(statuses.joined(separator: " or "))"
      throw CaseworkError(
        outcome.troubles.isEmpty ? .unreadableInput : .unavailable,
        outcome.troubles.isEmpty
          ? ["the portfolio \(portfolio) has no account\(which)"]
          : outcome.troubles + ["no account of the portfolio \(portfolio) could be listed, so nothing is diagnosed"])
    }
    return (AccountList(ids: outcome.accounts), outcome.troubles)
  }

  /// A status as Meta writes it.
  ///
  /// - Throws: `CaseworkError` of kind usage, with the near miss.
  private func onboardingStatus(_ word: String, _ knowledge: KnowledgeBase) throws(CaseworkError) -> String {
    let options = knowledge.fact(FactName("waba.marketing_messages_onboarding_status"))?.options ?? []
    if let option = options.first(where: { $0.lowercased() == word.lowercased() }) { return option }
    let near = NearMiss.suggestion(for: word.uppercased(), among: options)
    throw CaseworkError(
      .usage, "--onboarding \(word): there is no such status\(near.isEmpty ? "; they are \(options.joined(separator: ", "))" : near)")
  }
}

extension AccountsReport.Record {
  /// The record of a line, if it is of one of the accounts.
  fileprivate init?(of line: [UInt8], among accounts: Set<String>? = nil) {
    guard let root = try? JSONDocument(line, file: "a line of the log").root else { return nil }
    if let accounts, let id = root["subject"]?["waba"]?.string, !accounts.contains(id) { return nil }
    // What failed before was read again.
    if accounts != nil, root["message"] != nil { return nil }
    self.init(root)
  }
}

/// The diagnosis of many accounts through one connection.
private struct AccountsRun: Sendable {
  let connection: LiveConnection
  let knowledge: KnowledgeBase
  let findings: Set<FindingIndex>?
  let asOf: Moment?
  let gate: (failOn: Impact, allowUnknown: Bool, exitZero: Bool)
  let earlier: [String: ReportDigest]
  /// Whether the records are wanted afterwards; else every line is forgotten once it is written.
  let keepsRecords: Bool

  /// Diagnoses all, writes each when those before it are written, and gives how many failed.
  func diagnose(_ accounts: [(id: String, line: Int)], atOnce: Int, into destination: Destination?) async
    -> Result<(failed: Int, records: [AccountsReport.Record]), CaseworkError>
  {
    let useful = UsefulFacts.read(for: findings, in: knowledge)
    let progress = Progress(of: "Reading accounts")
    defer { progress.end() }
    var waiting: [Int: [UInt8]] = [:]
    var (next, written, failed) = (0, 0, 0)
    var failure: CaseworkError?
    var records: [AccountsReport.Record] = []
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
          do throws(CaseworkError) { try destination?.write(due) } catch { failure = error }
          if keepsRecords, let record = AccountsReport.Record(of: due) { records.append(record) }
          written += 1
        }
        progress.show(written, of: accounts.count, "done")
      }
    }
    await connection.close()
    return failure.map { .failure($0) } ?? .success((failed, records))
  }

  /// The line of an account, and whether it is one of an error.
  private func line(of account: (id: String, line: Int), _ useful: Set<FactName>) async -> ([UInt8], Bool) {
    let redaction = Redaction.process.forAnotherCase()
    do throws(CaseworkError) {
      let bytes = try await connection.bundle(of: account.id, useful: useful, redaction: redaction).get()
      var opening = CaseOpening(knowledge: knowledge, useful: useful, redaction: redaction)
      try opening.add(recording: bytes, name: "Graph API", of: account.id)
      return (Self.bytes(tree(opening).told(since: earlier[account.id])), false)
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
