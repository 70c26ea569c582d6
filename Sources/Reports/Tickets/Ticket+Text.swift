import Knowledge
import Templates

/// The forms in which a ticket is written with a template.
package enum TicketForm: String, Sendable, CaseIterable {
  case plain, markdown

  /// How names of its templates end.
  var suffix: String {
    switch self {
    case .plain: "text"
    case .markdown: "markdown"
    }
  }
}

extension Ticket {
  /// The templates of tickets, each with the names that it can use.
  package static var templates: [(name: String, shape: TemplateShape)] {
    TicketVoice.allCases.flatMap { voice in TicketForm.allCases.map { (template(voice, $0), Ticket.shape) } }
  }

  /// `ticket-meta.text`: what it ends with says how text from outside is kept from meaning anything.
  static func template(_ voice: TicketVoice, _ form: TicketForm) -> String {
    "ticket-\(voice.rawValue).\(form.suffix)"
  }

  /// The ticket as it is pasted; blank lines never follow one another.
  ///
  /// - Throws: `KnowledgeFault` with the place of a mistake in the template.
  package func text(_ form: TicketForm, in knowledge: KnowledgeBase) throws(KnowledgeFault) -> String {
    let text = try ReportTemplates.text(of: Self.template(voice, form), filledWith: self, in: knowledge)
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false)
    where !line.isEmpty || lines.last?.isEmpty == false {
      lines.append(line)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// What a template of a ticket can be filled with.
extension Ticket: TemplateModel {
  package static var names: [TemplateName<Ticket>] {
    [
      .text("heading", "What it is; that it is not whole, when it is not.") { $0.heading },
      .flag("ready", "Whether it may be sent.") { $0.isReady },
      .flag("stopped", "Whether a known incident makes it needless.") { $0.stop != nil },
      .text("choice", "How the kind of ticket was chosen, when nobody said it.") { $0.choice },
      .list("missing", "What it lacks.") { $0.missing },
      .texts("before_sending", "What had better be done before it is sent.") { $0.warnings },
      .text("coverage", "How much of the rules could be decided.") { $0.coverage },
    ]
      + Heading.allCases.map { heading in
        .object(heading.rawValue, "The lines under this heading, if there are any.") { ticket in
          ticket.sections[heading].map(TicketSection.init)
        }
      }
  }
}

/// What stands under one heading.
struct TicketSection: TemplateModel {
  let lines: [Ticket.Line]

  static var names: [TemplateName<TicketSection>] {
    [.list("lines", "Its lines, in their order.") { $0.lines }]
  }
}

extension Ticket.Line: TemplateModel {
  package static var names: [TemplateName<Ticket.Line>] {
    [
      .text("label", "What the line is about.") { $0.label },
      .text("text", "What it says.") { $0.text },
      .texts("notes", "Evidence, reasons or steps, one each.") { $0.notes },
    ]
  }
}

extension MissingNeed: TemplateModel {
  package static var names: [TemplateName<MissingNeed>] {
    [
      .text("title", "What is missing.") { $0.title },
      .text("ask", "The question about it, when it says more than the title.") { need in
        need.question.flatMap { need.title + "?" == $0.ask ? nil : $0.ask }
      },
      .text("fact", "The fact that answers it, as it is given with --fact.") { $0.typed },
      .text("answers", "What can be answered, where there is a choice.") { $0.answers },
      .text("where", "Where the answer stands.") { $0.question?.where },
    ]
  }
}
