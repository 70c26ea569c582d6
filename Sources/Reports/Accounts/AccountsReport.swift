import JSONText
import Knowledge

/// Many accounts in one report: grouped by what is found, and by who can act on it.
package struct AccountsReport {
  /// One account as its line of JSON tells it.
  package enum Record: Sendable {
    case diagnosed(ReportDigest)
    /// An account that could not be read.
    case failed(message: String)

    /// Reads a line of a diagnosis or of an error; `nil` when it is neither.
    package init?(_ root: JSONValue) {
      if let digest = ReportDigest(root) {
        self = .diagnosed(digest)
      } else if let message = root["message"]?.string {
        self = .failed(message: message)
      } else {
        return nil
      }
    }
  }

  /// Accounts that are named under a reason; the rest are counted, and the lines of JSON have them all.
  private static let accountsShown = 8
  /// Accounts that failed and are named.
  private static let failuresShown = 10

  private struct Reason {
    let finding: ReportDigest.Finding
    var accounts: [String] = []
  }

  private let digests: [ReportDigest]
  private let failures: [String]
  private let knowledge: KnowledgeBase
  private let earlier: [String: ReportDigest]

  /// A report over accounts in their order.
  ///
  /// - Parameter earlier: earlier reports by account, to tell what changed.
  package init(_ records: [Record], knowledge: KnowledgeBase, earlier: [String: ReportDigest] = [:]) {
    digests = records.compactMap { if case .diagnosed(let digest) = $0 { digest } else { nil } }
    failures = records.compactMap { if case .failed(let message) = $0 { message } else { nil } }
    self.knowledge = knowledge
    self.earlier = earlier
  }

  /// The report.
  package func text(toolVersion: String, style: TextStyle) -> String {
    var page = TextPage(style)
    let reasons = reasons
    let clean = digests.count { $0.findings.isEmpty }
    let unread = failures.isEmpty ? "" : "; \(failures.count) could not be read"
    page.paragraph(
      "\(CountWords.count(digests.count, "account")): \(CountWords.count(reasons.count, "reason")); \(clean) with nothing found\(unread)",
      hanging: 2, ink: .bold)
    page.paragraph("Knowledge of \(knowledge.edition); wabadoctor \(toolVersion)", hanging: 2, ink: .dim)
    writeChanges(&page)
    for reason in reasons { write(reason, &page) }
    writeActors(reasons, &page)
    writeOpen(&page)
    writeFailures(&page)
    return page.text
  }

  /// The findings, gravest first, then those of most accounts.
  private var reasons: [Reason] {
    var order: [String] = []
    var byKey: [String: Reason] = [:]
    for digest in digests {
      for finding in digest.findings {
        let key = finding.status + " " + finding.address
        if byKey[key] == nil { order.append(key) }
        let account = digest.waba ?? "(not told)"
        if byKey[key]?.accounts.last != account { byKey[key, default: Reason(finding: finding)].accounts.append(account) }
      }
    }
    let all = order.compactMap { byKey[$0] }
    let grave = Impact.allCases
    return all.enumerated().sorted { a, b in
      let (x, y) = (grave.firstIndex(of: a.element.finding.impact)!, grave.firstIndex(of: b.element.finding.impact)!)
      return (x, -a.element.accounts.count, a.offset) < (y, -b.element.accounts.count, b.offset)
    }.map(\.element)
  }

  private func write(_ reason: Reason, _ page: inout TextPage) {
    let finding = reason.finding
    page.gap()
    let word =
      finding.status == "found"
      ? knowledge.impactTitles[finding.impact.name] ?? finding.impact.name
      : finding.status.prefix(1).uppercased() + finding.status.dropFirst()
    page.row(word, "\(finding.title) (\(finding.address))", column: 13, hanging: 2, ink: .bold)
    page.row("accounts", accounts(reason.accounts), column: 13, hanging: 2)
    if !finding.actors.isEmpty {
      page.row("who", CountWords.list(finding.actors.map(actor), joined: "or"), column: 13, hanging: 2)
    }
  }

  private func accounts(_ ids: [String]) -> String {
    "\(ids.count): " + CountWords.some(ids.map { HarmlessText.value($0, limit: 40) }, atMost: Self.accountsShown)
  }

  private func actor(_ name: String) -> String { knowledge.actors[name] ?? name }

  private func writeActors(_ reasons: [Reason], _ page: inout TextPage) {
    var order: [String] = []
    var accounts: [String: Set<String>] = [:]
    var findings: [String: [String]] = [:]
    for reason in reasons {
      for name in reason.finding.actors {
        if accounts[name] == nil { order.append(name) }
        accounts[name, default: []].formUnion(reason.accounts)
        findings[name, default: []].append(reason.finding.address)
      }
    }
    guard !order.isEmpty else { return }
    page.gap()
    page.paragraph("Who can act", ink: .bold)
    for name in order.sorted(by: { accounts[$0]!.count > accounts[$1]!.count }) {
      page.paragraph(
        "\(actor(name)): \(CountWords.count(accounts[name]!.count, "account")) (\(CountWords.some(findings[name]!, atMost: 6)))",
        indent: 2, hanging: 2)
    }
  }

  /// What could not be told, so that silence is not taken for health.
  private func writeOpen(_ page: inout TextPage) {
    let open = digests.count { !$0.open.isEmpty }
    guard open > 0 else { return }
    var counts: [String: Int] = [:]
    for digest in digests { for key in Set(digest.open.map(\.address)) { counts[key, default: 0] += 1 } }
    page.gap()
    page.paragraph(
      "Something is unknown of \(CountWords.count(open, "account")): \(CountWords.count(counts.count, "finding")) could not be told for one or more; the lines of JSON (-o json) say what would settle each.",
      hanging: 2)
  }

  private func writeFailures(_ page: inout TextPage) {
    guard !failures.isEmpty else { return }
    page.gap()
    page.paragraph("Not read", ink: .bold)
    for failure in failures.prefix(Self.failuresShown) {
      page.paragraph(HarmlessText.shown(failure, limit: 300), indent: 2, hanging: 2)
    }
    if failures.count > Self.failuresShown {
      page.paragraph("and \(failures.count - Self.failuresShown) more", indent: 2)
    }
  }

  private func writeChanges(_ page: inout TextPage) {
    guard !earlier.isEmpty else { return }
    var appeared: [String: (title: String, accounts: [String])] = [:]
    var vanished: [String: (title: String, accounts: [String])] = [:]
    var new: [String] = []
    var changed = 0
    for digest in digests {
      guard let account = digest.waba else { continue }
      guard let before = earlier[account] else {
        new.append(account)
        continue
      }
      let change = ReportChange(from: before, to: digest)
      changed += change.appeared.isEmpty && change.vanished.isEmpty ? 0 : 1
      for finding in change.appeared { appeared[finding.address, default: (finding.title, [])].accounts.append(account) }
      for finding in change.vanished { vanished[finding.address, default: (finding.title, [])].accounts.append(account) }
    }
    page.gap()
    page.paragraph("Since the earlier report: \(CountWords.count(changed, "account")) changed", hanging: 2, ink: .bold)
    for (word, changes) in [("New", appeared), ("Gone", vanished)] {
      for (address, change) in changes.sorted(by: { ($1.value.accounts.count, $0.key) < ($0.value.accounts.count, $1.key) }) {
        page.row(word, "\(change.title) (\(address)): \(accounts(change.accounts))", column: 13, hanging: 2)
      }
    }
    if !new.isEmpty { page.row("Not there", "in the earlier report: \(accounts(new))", column: 13, hanging: 2) }
  }
}
