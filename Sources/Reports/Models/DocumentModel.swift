import Templates

/// A whole document: one report, or those of many accounts one after the other.
struct DocumentModel: TemplateModel {
  let title: String
  let warning: String?
  /// The reports as values of `ReportModel`.
  let reports: [TemplateValue]

  static var names: [TemplateName<DocumentModel>] {
    [
      .text("title", "What the document is about, in a line.") { HarmlessText.shown($0.title) },
      .text("warning", "That phone numbers and addresses are shown; nothing otherwise.", \.warning),
      .values("reports", "The reports: one for each account.", of: ReportModel.self, \.reports),
    ]
  }
}
