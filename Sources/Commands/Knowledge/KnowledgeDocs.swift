import ArgumentParser
import Casework
import Knowledge
import Reports

/// `kb docs`: the whole knowledge as one book.
struct KnowledgeDocs: Command {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Writes the whole knowledge base as one Markdown book with a contents page.",
    usage: "wabadoctor kb docs [--output text|json] [<options>]",
    discussion: "Every entry reads as \"wabadoctor explain\" shows it.")

  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Writes the book.
  func execute() throws -> ExitStatus {
    let book = KnowledgeBook(try knowledge.read(.everything))
    try report.write(text: book.text(), json: book.json())
    return .answered
  }
}
