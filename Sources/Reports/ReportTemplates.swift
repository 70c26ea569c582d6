import JSONText
import Knowledge
import Templates

/// The templates that reports are written with.
package enum ReportTemplates {
  /// Each with the names that it can use.
  package static var roots: [(name: String, shape: TemplateShape)] {
    ReportFormat.allCases.compactMap(\.template).map { ($0, DocumentModel.shape) } + Ticket.templates
  }

  /// Everything wrong with the templates of a knowledge base; one without any is sound, and writes no such reports.
  package static func faults(in knowledge: KnowledgeBase) -> [KnowledgeFault] {
    knowledge.templates.isEmpty ? [] : TemplateLibrary(knowledge.templates).faults(of: roots).map(fault)
  }

  /// A template filled.
  ///
  /// - Throws: `KnowledgeFault` with the place of a mistake in it.
  package static func text(
    of name: String, filledWith model: some TemplateModel, in knowledge: KnowledgeBase
  ) throws(KnowledgeFault) -> String {
    do throws(TemplateFault) {
      return try TemplateLibrary(knowledge.templates).text(of: name, filledWith: model)
    } catch {
      throw fault(error)
    }
  }

  private static func fault(_ fault: TemplateFault) -> KnowledgeFault {
    let (folder, suffix) = KnowledgeFolder.templates
    return KnowledgeFault(
      .badTemplate,
      at: JSONPlace(file: "\(folder)/\(fault.template)\(suffix)", line: fault.line, column: fault.column), fault.message)
  }
}
