import ArgumentParser
import CaseStore
import Casework
import JSONText
import Knowledge
import Reports

/// `case list`: kept cases, the last changed first.
struct CaseList: KeptCaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists kept cases, the last changed first, and what is due.",
    usage: "wabadoctor case list [<words> ...] [<options>]",
    discussion: """
      Words are looked for in names, accounts, facts, notes and outcomes; all of them must be there, and each may go on.

      Examples:
        wabadoctor case list
        wabadoctor case list bakery payment --open
        wabadoctor case list --finding 'templates.*' --since 2026-11-01
        wabadoctor case list --due
      """)

  @Argument(help: "Words that stand in the case.") var words: [String] = []
  @Option(help: ArgumentHelp("Only cases of this account.", valueName: "id")) var account: String?
  @Option(
    help: ArgumentHelp(
      "Only cases that show this finding; a star stands for the rest of a name.", valueName: "finding"))
  var finding: String?
  @Flag(help: "Only open cases.") var open = false
  @Flag(help: "Only closed cases.") var closed = false
  @Option(
    help: ArgumentHelp("Only cases changed on this day or later.", valueName: "date"),
    transform: { try Moment.argument($0) })
  var since: Moment?
  @Option(
    help: ArgumentHelp("Only cases changed before this day.", valueName: "date"),
    transform: { try Moment.argument($0) })
  var until: Moment?
  @Flag(help: "Only open cases whose time has come, the longest due first.") var due = false
  @Option(help: ArgumentHelp("How many cases to show.", valueName: "n")) var limit = 50
  @OptionGroup(title: "The cases") var place: StoreOptions
  @OptionGroup(title: "The report") var report: ReportOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is a number of cases, 1 or more") }
    guard !(open && closed) else {
      throw ValidationError("--open and --closed exclude each other; leave out one")
    }
  }

  func run(with session: PromptSession?) throws -> ExitStatus {
    let now = session?.clock() ?? .present
    let filter = filter(now)
    var entries: [CaseEntry] = []
    var count = 0
    do throws(CaseStoreError) {
      let store = try storeToRead(session)
      entries = try store.entries(filter, limit: limit)
      count = entries.count < limit ? entries.count : try store.count(filter)
    } catch {
      guard error.kind == .noStore else { throw error }
    }
    let style = report.outputFile == nil ? session?.style ?? report.style : report.style
    try report.write(
      text: Self.text(entries, of: count, now: now, isAll: isEverything, style: style),
      json: Self.json(entries, of: count, now: now))
    return .answered
  }

  private func storeToRead(_ session: PromptSession?) throws(CaseStoreError) -> CaseStore {
    do {
      return try place.opened(.reading, in: session)
    } catch let error as CaseStoreError {
      throw error
    } catch {
      throw CaseStoreError(.noStore, "there is no home folder")
    }
  }

  private var isEverything: Bool {
    words.isEmpty && account == nil && finding == nil && !open && !closed && since == nil && until == nil
      && !due
  }

  private func filter(_ now: Moment) -> CaseFilter {
    var filter = CaseFilter()
    if !words.isEmpty { filter.words = words.joined(separator: " ") }
    filter.account = account
    filter.finding = finding
    if open || closed { filter.isClosed = closed }
    filter.since = since
    filter.until = until
    if due { filter.dueBy = now }
    return filter
  }

  static func text(_ entries: [CaseEntry], of count: Int, now: Moment, isAll: Bool, style: TextStyle)
    -> String
  {
    guard !entries.isEmpty else {
      return isAll
        ? "No case is kept yet; the prompt keeps what is talked through.\n" : "No kept case is like that.\n"
    }
    let rows = entries.map { entry in
      ColumnText.Row(cells: cells(entry), text: text(entry, now: now))
    }
    let more = entries.count < count ? "…and \(count - entries.count) more; --limit shows more\n" : ""
    return ColumnText(rows, style: style).text + more
  }

  /// `12`, `open`, `2026-11-21 09:14`, `102290129340398`.
  private static func cells(_ entry: CaseEntry) -> [String] {
    [
      String(entry.number), entry.isClosed ? "closed" : "open",
      String(IndentedText.minute(entry.changed.description).dropLast(4)),
      entry.waba.map { HarmlessText.value($0, limit: 40) } ?? "no account",
    ]
  }

  /// `Bakery: The account is restricted; recheck after 2026-11-22 14:20 UTC (account.restricted)`
  private static func text(_ entry: CaseEntry, now: Moment) -> String {
    let name = entry.label.map { "\(HarmlessText.value($0, limit: 60)): " } ?? ""
    var due = ""
    if let time = entry.due, !entry.isClosed {
      due =
        time.moment <= now
        ? "; recheck now (\(time.about))"
        : "; recheck after \(IndentedText.minute(time.moment.description)) (\(time.about))"
    }
    return "\(name)\(entry.headline ?? "nothing found")\(due)"
  }

  static func json(_ entries: [CaseEntry], of count: Int, now: Moment) -> JSONTree {
    [
      "schema": "wabadoctor/case-list", "version": 1, "time": .string(now.description),
      "count": .integer(Int64(count)),
      "cases": .array(entries.map { json($0, now) }),
    ]
  }

  private static func json(_ entry: CaseEntry, _ now: Moment) -> JSONTree {
    func text(_ value: String?) -> JSONTree { value.map(JSONTree.string) ?? .null }
    let due: JSONTree =
      entry.due.map {
        [
          "time": .string($0.moment.description), "finding": .string($0.about),
          "has_passed": .boolean($0.moment <= now),
        ]
      } ?? .null
    return [
      "number": .integer(entry.number), "key": .string(entry.key),
      "state": entry.isClosed ? "closed" : "open",
      "begun": .string(entry.begun.description), "changed": .string(entry.changed.description),
      "case": text(entry.label),
      "waba": text(entry.waba), "headline": text(entry.headline), "due": due, "cause": text(entry.cause),
    ]
  }
}
