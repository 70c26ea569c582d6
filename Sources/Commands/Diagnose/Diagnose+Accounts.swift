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

  /// Reads and diagnoses every account of a list: one report over all; or a line of JSON each, in the order of the list, as soon as
  /// it is known; or one document with the report of each.
  func diagnoseAccounts() throws -> ExitStatus {
    let parts: KnowledgeParts = [.rules, .remedies, .sources, .questions, .collectors, .errorCodes, .topics]
    let knowledge = try knowledge.read(parts.union(report.parts(detail: .full)))
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
    let lines = try log?.destination ?? (isLines ? report.place.destination() : nil)
    let run = AccountsRun(
      connection: connection, knowledge: knowledge, findings: findings,
      asOf: scope.asOf, filter: report.filter, gate: gate.gate, earlier: earlier,
      document: [nil, .text, .json].contains(report.output) ? nil : report.document(detail: .full, style: report.place.style),
      keepsRecords: !isLines)
    let result = Waiting.value { [accounts = list.accounts] in
      await run.diagnose(accounts, atOnce: Self.accountsAtOnce, into: lines)
    }
    let end = try result.get()
    let failed = end.failed
    if isLines {
      if log == nil { try lines?.finish() }
    } else if let document = run.document {
      try report.place.write(document.text(of: end.pieces, in: knowledge))
    } else {
      let done = log?.lines.compactMap { AccountsReport.Record(of: $0, among: all) } ?? []
      let text = AccountsReport(done + end.records, knowledge: knowledge, earlier: earlier)
        .text(toolVersion: Program.version, style: report.place.style)
      try report.place.write((PlaceOptions.warning.map { $0 + "\n" } ?? "") + text)
    }
    guard failed > 0 || !troubles.isEmpty else {
      let before = (log?.exitStatuses ?? []).compactMap(Outcome.init)
      return gate.exitZero ? .answered : ExitStatus(.together(end.outcomes + before))
    }
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
  let filter: ReportFilter
  let gate: ReportGate
  let earlier: [String: ReportDigest]
  /// The document that they become; `nil` for lines of JSON and for the report over all.
  let document: ReportDocument?
  /// Whether the records are wanted afterwards; else every line is forgotten once it is written.
  let keepsRecords: Bool

  /// How a run ended.
  struct End: Sendable {
    /// The accounts that could not be read.
    var failed = 0
    var outcomes: [Outcome] = []
    var records: [AccountsReport.Record] = []
    /// What becomes of the accounts in a document, in their order.
    var pieces: [ReportDocument.Piece] = []
  }

  /// What becomes of one account.
  private struct Told: Sendable {
    /// A line of a diagnosis or of an error; empty for a document.
    let line: [UInt8]
    let piece: ReportDocument.Piece?
    /// How its diagnosis went; `nil` when it could not be read.
    let outcome: Outcome?
  }

  /// Diagnoses all, and writes each when those before it are written.
  func diagnose(_ accounts: [(id: String, line: Int)], atOnce: Int, into destination: Destination?) async
    -> Result<End, CaseworkError>
  {
    let useful = UsefulFacts.read(for: findings, in: knowledge)
    let progress = Progress(of: "Reading accounts")
    defer { progress.end() }
    var waiting: [Int: Told] = [:]
    var (next, written) = (0, 0)
    var end = End()
    var failure: CaseworkError?
    await withTaskGroup(of: (Int, Told).self) { group in
      while true {
        while next < accounts.count, next - written < 2 * atOnce, next - written - waiting.count < atOnce,
          failure == nil
        {
          let position = next
          group.addTask { (position, await self.told(accounts[position], useful)) }
          next += 1
        }
        guard let (position, told) = await group.next() else { break }
        waiting[position] = told
        while failure == nil, let due = waiting.removeValue(forKey: written) {
          do throws(CaseworkError) { try destination?.write(due.line) } catch { failure = error }
          keep(due, in: &end)
          written += 1
        }
        progress.show(written, of: accounts.count, "done")
      }
    }
    await connection.close()
    return failure.map { .failure($0) } ?? .success(end)
  }

  private func keep(_ told: Told, in end: inout End) {
    if let outcome = told.outcome { end.outcomes.append(outcome) } else { end.failed += 1 }
    if let piece = told.piece { end.pieces.append(piece) }
    if keepsRecords, let record = AccountsReport.Record(of: told.line) { end.records.append(record) }
  }

  /// The report of an account, or why there is none.
  private func told(_ account: (id: String, line: Int), _ useful: Set<FactName>) async -> Told {
    let redaction = Redaction.process.forAnotherCase()
    do throws(CaseworkError) {
      let bytes = try await connection.bundle(of: account.id, useful: useful, redaction: redaction).get()
      var opening = CaseOpening(knowledge: knowledge, useful: useful, redaction: redaction)
      try opening.add(recording: bytes, name: "Graph API", of: account.id)
      let report = report(opening)
      if let document { return Told(line: [], piece: document.piece(of: report), outcome: report.outcome) }
      let tree = JSONReport.tree(report.context, exitStatus: report.exitStatus).told(since: earlier[account.id])
      return Told(line: Self.bytes(tree), piece: nil, outcome: report.outcome)
    } catch {
      let message = error.lines.joined(separator: ": ")
      if let document {
        return Told(line: [], piece: document.piece(ofUnread: account.id, because: message), outcome: nil)
      }
      return Told(line: Self.bytes(Self.record(account, message)), piece: nil, outcome: nil)
    }
  }

  private static func record(_ account: (id: String, line: Int), _ message: String) -> JSONTree {
    [
      "schema": "wabadoctor/batch-error", "version": 1, "line": .integer(Int64(account.line)), "column": 1,
      "message": .string("the account \(account.id): \(message)"),
    ]
  }

  private func report(_ opening: CaseOpening) -> Report {
    let investigation = Investigation(opening, asOf: asOf, clock: .present, findings: findings)
    let header = ReportHeader(
      caseName: opening.label, waba: opening.waba, factsFrom: opening.places, toolVersion: Program.version)
    let context = ReportContext(
      investigation.diagnosis(), engine: investigation.engine, header: header, filter: filter)
    return Report(context, gate: gate)
  }

  private static func bytes(_ tree: JSONTree) -> [UInt8] { JSONWriter.bytes(tree, layout: .compact) + [0x0A] }
}
