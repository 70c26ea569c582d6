import Inference
import Knowledge
import Templates

/// The suggested severity of a ticket.
struct SeverityModel: TemplateModel {
  let words: SeverityWords
  let context: ReportContext

  private var finding: Finding? { context.severity?.decided.map { context.knowledge.findings[$0.grade.finding] } }

  static var names: [TemplateName<SeverityModel>] {
    [
      .text("title", "Which it is, or what it may be.", \.words.title),
      .flag("decided", "Whether it is decided.") { $0.finding != nil },
      .text("about", "What it means.") { $0.finding?.about.map(ReportWords.prose) },
      .list("because", "The proof, line by line.") { $0.words.because.map(ProofLineModel.init) },
      .texts("higher", "What would raise it, by the rules.", \.words.moves.higher),
      .texts("lower", "What would lower it, by the rules.", \.words.moves.lower),
      .text("needs", "The facts that would settle it; nothing when it is decided.") {
        $0.finding == nil ? $0.words.needs : nil
      },
      .texts("asks", "Who can tell what is missing.", \.words.asks),
      .list("sources", "What it rests on, with dates.") { $0.words.sources.map(SourceModel.init) },
    ]
  }
}

/// An open question.
struct UnknownModel: TemplateModel {
  let group: UnknownGroup
  let words: ReportWords

  private var finding: Finding { words.knowledge.findings[group.finding] }

  static var names: [TemplateName<UnknownModel>] {
    [
      .text("finding", "The name of the finding.", \.finding.address),
      .text("level", "Its level as a name, should it be so: blocking, harming or advice.", \.finding.impact.name),
      .text("level_word", "Its level, should it be so: Blocks.") { $0.words.level($0.finding) },
      .text("question", "What is not known.") { HarmlessText.shown($0.finding.openQuestion) },
      .text("entities", "For whom it is not known.") { $0.words.entities($0.group.entities, of: $0.group.subject) },
      .text("needs", "The facts to learn, in short: needs user.role.") { model in
        let needs = ReferenceWords(model.words.knowledge).needs(model.group.first)
        return needs.isEmpty ? nil : needs
      },
      .text("settle", "What would settle it.") { $0.words.settled($0.group.first) },
      .texts("asks", "Whom to ask, and what.") { $0.words.questions($0.group.first).map(ReportWords.ask) },
      .text("waits", "What could not be read and keeps it open.") { $0.words.waits($0.group.first) },
    ]
  }
}

/// A line of a proof.
struct ProofLineModel: TemplateModel {
  let line: ProofLines.Line

  init(_ line: ProofLines.Line) { self.line = line }

  /// Lines that stand deeper than this stand there.
  private static let deepest = 8

  static var names: [TemplateName<ProofLineModel>] {
    [
      .text("text", "What is so.") { HarmlessText.shown($0.line.text) },
      .text("depth", "How far in it stands: 0 and more.") { String(min($0.line.depth, deepest)) },
      .text("indent", "Spaces for how far in it stands: two for a step, from the margin of a list.") {
        String(repeating: "  ", count: min($0.line.depth, deepest) + ($0.line.isEvidence ? 1 : 0))
      },
      .flag("is_evidence", "Whether it tells where the line above it was learned.", \.line.isEvidence),
    ]
  }
}

/// A statement of a source.
struct SourceModel: TemplateModel {
  let statement: CitedStatement

  init(_ statement: CitedStatement) { self.statement = statement }

  static var names: [TemplateName<SourceModel>] {
    [
      .text("line", "Publisher, title and dates.") { HarmlessText.shown($0.statement.line) },
      .text("says", "What it says, in our words.") { $0.statement.says.map(ReportWords.prose) },
      .text("link", "Its address on the web.") { model in
        model.statement.source?.link.flatMap { $0.hasPrefix("https://") ? HarmlessText.shown($0) : nil }
      },
    ]
  }
}

/// What to do.
struct RemedyModel: TemplateModel {
  let address: String
  /// Its place, from 1.
  let number: Int
  let knowledge: KnowledgeBase

  private var remedy: Remedy? { knowledge.remedy(address) }

  static var names: [TemplateName<RemedyModel>] {
    [
      .text("number", "Its place: 1.") { String($0.number) },
      .text("title", "What to do.") { model in model.remedy.map { ReportWords.prose($0.title) } ?? model.address },
      .text("who", "Who does it.") { model in model.remedy.map { model.knowledge.actors[$0.actor] ?? $0.actor } },
      .text("takes", "How long it takes.") { $0.remedy?.takes },
      .texts("steps", "How, step by step.") { $0.remedy?.steps.map(ReportWords.prose) ?? [] },
    ]
  }
}

/// Something else to be told, with lines below it.
struct NoteModel: TemplateModel {
  let what: String
  let lines: [String]

  static var names: [TemplateName<NoteModel>] {
    [
      .text("what", "What it is.") { HarmlessText.shown($0.what) },
      .texts("lines", "More about it.") { $0.lines.map { HarmlessText.shown($0) } },
    ]
  }
}

/// A drawing.
struct ChartModel: TemplateModel {
  let chart: ReportChart

  init(_ chart: ReportChart) { self.chart = chart }

  static var names: [TemplateName<ChartModel>] {
    [
      .text("title", "What it shows.") { HarmlessText.shown($0.chart.title) },
      .markup("svg", "The drawing itself, for pages only.", \.chart.svg),
    ]
  }
}
