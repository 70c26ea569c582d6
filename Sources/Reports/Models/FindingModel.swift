import Inference
import Knowledge
import Templates

/// A finding with all that is known about it.
struct FindingModel: TemplateModel {
  let group: FindingGroup
  /// Its place in the report, from 1.
  let number: Int
  let report: Report

  private var words: ReportWords { ReportWords(report.context) }
  private var finding: Finding { report.context.knowledge.findings[group.finding] }

  private var remedies: [RemedyModel] {
    let knowledge = report.context.knowledge
    return finding.remedies.enumerated().map { RemedyModel(address: $1, number: $0 + 1, knowledge: knowledge) }
  }

  static var names: [TemplateName<FindingModel>] { head + proof + cure }

  private static var head: [TemplateName<FindingModel>] {
    [
      .text("number", "Its place in the report: 1.") { String($0.number) },
      .text("finding", "Its name: onboarding.on-behalf-of.", \.finding.address),
      .text("word", "The word before it: Blocks, Harms, Advice, Suspected or Waived.") { $0.words.word($0.group) },
      .text("level", "Its level as a name: blocking, harming or advice.", \.finding.impact.name),
      .text("title", "What is wrong.") { HarmlessText.shown($0.words.title($0.group)) },
      .text("suspected", "That it is not certain; nothing when it is.") {
        $0.group.status == .suspected ? ReportWords.suspicion : nil
      },
      .text("waived", "Until when it is accepted, and why; nothing when nobody accepts it.") { $0.words.waiver($0.group) },
      .text("entities", "For whom it was found: 3 of 12 phone numbers: …") {
        $0.words.entities($0.group.entities, of: $0.group.subject)
      },
      .text("about", "What it means.") { $0.finding.about.map(ReportWords.prose) },
    ]
  }

  private static var proof: [TemplateName<FindingModel>] {
    [
      .list("because", "The proof, line by line.") { $0.words.because($0.group).map(ProofLineModel.init) },
      .text("likewise", "That the other entities are proved likewise.") { $0.words.likewise($0.group) },
      .list("sources", "What it rests on, with dates.") { $0.words.sources($0.group).map(SourceModel.init) },
    ]
  }

  private static var cure: [TemplateName<FindingModel>] {
    [
      .list("remedies", "What to do, in the order to try.", \.remedies),
      .text("recheck", "When it is worth another look.") { model in
        model.report.context.forecastWords.line(of: model.group.finding, model.group.entities)
      },
      .texts("routes", "Where a ticket about it goes.") { model in
        TicketRoute.all(model.finding, in: model.report.context.knowledge).map(\.line)
      },
      .text("answer", "When Meta should answer such a ticket.") { $0.report.context.firstAnswer(of: $0.finding)?.line },
      .texts("attach", "What a ticket about it must hold.") { $0.finding.attach.map(ReportWords.prose) },
    ]
  }
}
