import Inference
import JSONText
import Knowledge
import Templates

/// A document in one of the forms: the report of one account, or of many in their order.
///
/// Every account becomes a piece, which holds no engine any more; the pieces together become the text.
package struct ReportDocument: Sendable {
  /// What an account adds to the document.
  package enum Piece: Sendable {
    case text(String)
    case tree(JSONTree)
    case model(title: String, TemplateValue)
  }

  package let format: ReportFormat
  private let detail: TextReport.Detail
  private let style: TextStyle
  /// What is said before anything else.
  private let warning: String?
  private let toolVersion: String

  /// A document.
  ///
  /// - Parameters:
  ///   - detail: how much of it text tells; other forms tell everything.
  ///   - warning: what is said first, of a document that shows people's numbers.
  package init(
    _ format: ReportFormat, detail: TextReport.Detail = .full, style: TextStyle = TextStyle(), warning: String? = nil,
    toolVersion: String
  ) {
    self.format = format
    self.detail = detail
    self.style = style
    self.warning = warning
    self.toolVersion = toolVersion
  }

  /// What a report adds.
  package func piece(of report: Report) -> Piece {
    switch format {
    case .text: .text(TextReport.text(report.context, detail: detail, style: style))
    case .json: .tree(JSONReport.tree(report.context, exitStatus: report.exitStatus))
    case .sarif: .tree(SARIFReport(report).run)
    case .junit: .text(JUnitReport(report).suite)
    case .markdown, .html: piece(.report(report))
    }
  }

  /// What an account adds that could not be read.
  package func piece(ofUnread account: String, because message: String) -> Piece {
    switch format {
    case .text: .text(TextReport.text(ofUnread: account, because: message, style: style))
    case .json, .sarif: .tree(SARIFReport.run(ofUnread: account, because: message, toolVersion: toolVersion))
    case .junit: .text(JUnitReport.suite(ofUnread: account, because: message))
    case .markdown, .html: piece(.unread(account: account, message: message))
    }
  }

  private func piece(_ content: ReportModel.Content) -> Piece {
    let model = ReportModel(content: content)
    return .model(title: model.title, model.templateValue)
  }

  /// The whole text.
  ///
  /// - Parameter knowledge: where the templates stand.
  /// - Throws: `KnowledgeFault` when the template has a mistake.
  package func text(of pieces: [Piece], in knowledge: KnowledgeBase) throws(KnowledgeFault) -> String {
    let texts = pieces.compactMap { if case .text(let text) = $0 { text } else { nil } }
    let trees = pieces.compactMap { if case .tree(let tree) = $0 { tree } else { nil } }
    switch format {
    case .text: return (warning.map { $0 + "\n" } ?? "") + texts.joined(separator: "\n")
    case .json: return trees.map { JSONWriter.text(marked($0), layout: .canonical) }.joined()
    case .sarif: return JSONWriter.text(SARIFReport.log(of: trees, warning: warning), layout: .canonical)
    case .junit: return JUnitReport.document(of: texts, warning: warning)
    case .markdown, .html: return try page(pieces, in: knowledge)
    }
  }

  private func marked(_ tree: JSONTree) -> JSONTree {
    guard warning != nil, case .object(let fields) = tree else { return tree }
    return .object([JSONField("unredacted", true)] + fields)
  }

  private func page(_ pieces: [Piece], in knowledge: KnowledgeBase) throws(KnowledgeFault) -> String {
    var titles: [String] = []
    var values: [TemplateValue] = []
    for case .model(let title, let value) in pieces {
      titles.append(title)
      values.append(value)
    }
    let title = titles.count == 1 ? titles[0] : CountWords.count(titles.count, "account")
    let text = try ReportTemplates.text(
      of: format.template ?? "", filledWith: DocumentModel(title: title, warning: warning, reports: values), in: knowledge)
    return format == .markdown ? Self.withoutGaps(text) : text
  }

  /// The text with at most one empty line at a time: what a template leaves out leaves no hole.
  private static func withoutGaps(_ text: String) -> String {
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false)
    where !line.isEmpty || lines.last?.isEmpty == false {
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}

extension TextReport {
  /// That an account could not be read.
  static func text(ofUnread account: String, because message: String, style: TextStyle) -> String {
    var page = TextPage(style)
    page.paragraph("WABA \(HarmlessText.value(account, limit: 40)) could not be read", hanging: 2, ink: .bold)
    page.paragraph(message, indent: 2, hanging: 2)
    return page.text
  }
}
