import Inference
import Knowledge
import Templates

/// One account's report as a template sees it; everything in it is harmless and bounded.
struct ReportModel: TemplateModel {
  /// The report, or why an account has none.
  enum Content {
    case report(Report)
    case unread(account: String, message: String)
  }

  let content: Content

  private var report: Report? { if case .report(let report) = content { report } else { nil } }
  private var context: ReportContext? { report?.context }
  private var words: ReportWords? { context.map(ReportWords.init) }

  /// Open questions that are opened; the rest are named.
  private static let unknownOpened = 10

  /// What it is about: `WABA 102290129340398`.
  var title: String {
    switch content {
    case .report(let report): report.context.header.subject.isEmpty ? "Diagnosis" : report.context.header.subject
    case .unread(let account, _): "WABA " + HarmlessText.value(account, limit: 40)
    }
  }

  static var names: [TemplateName<ReportModel>] { head + body + rest }

  private static var head: [TemplateName<ReportModel>] {
    [
      .text("title", "The account and the case: WABA 102290129340398.", \.title),
      .text("unread", "Why the account could not be read; nothing when it was.") {
        if case .unread(_, let message) = $0.content { HarmlessText.shown(message, limit: 2000) } else { nil }
      },
      .text("as_of", "The moment that it speaks of.") { $0.context.map { DateWords.minute($0.diagnosis.now) } },
      .text("summary", "All in a sentence.") { $0.context?.summary.sentence },
      .text("provenance", "Where the facts come from, and the versions.") { $0.words?.provenance },
      .text("coverage", "How much could be decided; belongs into every report.") {
        $0.context.map { CoverageWords.line($0.diagnosis) }
      },
      .text("forecast", "When the case is worth another look; nothing when no time runs.") { $0.context?.forecastWords.line },
      .text("exit_status", "What the program ends with.") { $0.report.map { String($0.exitStatus) } },
    ]
  }

  private static var body: [TemplateName<ReportModel>] {
    [
      .list("findings", "What was found or suspected, gravest first.", \.findings),
      .object("severity", "The suggested severity of a ticket, which is no level of a finding.", \.severity),
      .list("charts", "Drawings: the comparison of two ways to send.", \.charts),
      .list("unknown", "What could not be decided: the gravest ten.") { Array($0.unknown.prefix(unknownOpened)) },
      .list("more_unknown", "What else could not be decided.") { Array($0.unknown.dropFirst(unknownOpened)) },
      .text("more_unknown_count", "How many more: 377 open questions; nothing when there are no more.") { model in
        model.context.flatMap { context in
          let more = context.unknown.count - unknownOpened
          return more > 0 ? CountWords.count(more, "open question") : nil
        }
      },
      .text("unknown_count", "How many open questions there are: 12 open questions.") {
        $0.context.map { CountWords.count($0.unknown.count, "open question") }
      },
    ]
  }

  private static var rest: [TemplateName<ReportModel>] {
    [
      .list("gaps", "What could not be read.", \.gaps),
      .list("contradictions", "What disagrees.", \.contradictions),
      .list("unlisted", "Words that we do not know.", \.unlisted),
      .list("ruled_out", "What was excluded: the title, and its name below it.", \.ruledOut),
      .text("ruled_out_count", "How many findings were excluded: 41 findings.") {
        $0.context.map { CountWords.count($0.ruledOut.count, "finding") }
      },
    ]
  }

  // MARK: Parts

  private var findings: [FindingModel] {
    guard let report else { return [] }
    return report.context.findings.enumerated().map { FindingModel(group: $1, number: $0 + 1, report: report) }
  }

  private var severity: SeverityModel? {
    guard let context, let words = SeverityWords(context) else { return nil }
    return SeverityModel(words: words, context: context)
  }

  private var charts: [ChartModel] { context?.charts.map(ChartModel.init) ?? [] }

  private var unknown: [UnknownModel] {
    guard let words else { return [] }
    return words.context.unknown.map { UnknownModel(group: $0, words: words) }
  }

  private var gaps: [NoteModel] {
    guard let words else { return [] }
    return words.diagnosis.gaps.map { gap in
      let (what, loss) = words.gap(gap)
      return NoteModel(what: what, lines: loss.isEmpty ? [] : [loss])
    }
  }

  private var contradictions: [NoteModel] {
    guard let words else { return [] }
    return words.diagnosis.contradictions.map { contradiction in
      let (what, lines) = words.contradiction(contradiction)
      return NoteModel(what: what, lines: lines)
    }
  }

  private var unlisted: [NoteModel] {
    guard let words else { return [] }
    return words.diagnosis.unlisted.map { fact in
      let (what, evidence) = words.unlisted(fact)
      return NoteModel(what: what, lines: [evidence])
    }
  }

  private var ruledOut: [NoteModel] {
    guard let words else { return [] }
    return words.context.ruledOut.map { group in
      let finding = words.knowledge.findings[group.finding]
      let entities = words.entities(group.entities, of: group.subject)
      return NoteModel(what: finding.title, lines: [finding.address] + [entities].compactMap(\.self))
    }
  }
}
