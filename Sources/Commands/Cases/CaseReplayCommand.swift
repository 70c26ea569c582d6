import ArgumentParser
import CaseStore
import Casework
import JSONText
import Knowledge
import Reports

/// `case replay`: the same case under the knowledge of today.
struct CaseReplayCommand: KeptCaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Runs a kept case again, and tells what is said otherwise now, and why.",
    usage: "wabadoctor case replay [<number>] [--from <n>] [<options>]",
    discussion: """
      It is compared with the last diagnosis that was kept, or with the one that --from names by its place in case show. Nothing \
      is changed in the store.
      """)

  @Argument(help: ArgumentHelp("The number of the case; at the prompt, that of this one.", valueName: "number")) var number: Int64?
  @Option(help: ArgumentHelp("Compare with this diagnosis of the case, counted from 1.", valueName: "n")) var from: Int?
  @Option(
    help: ArgumentHelp("Speak of this day, and not of the moment of the case.", valueName: "date"),
    transform: { try Moment.argument($0) })
  var asOf: Moment?
  @OptionGroup(title: "The cases") var place: StoreOptions
  @OptionGroup(title: "The report") var report: ReportOptions
  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  func run(with session: PromptSession?) throws -> ExitStatus {
    let number = try number(number, session)
    let base = try session?.knowledge ?? knowledge.read([.rules, .topics])
    let store = try place.opened(.reading, in: session)
    let record = try store.record(number).record
    let digests = record.diagnoses.compactMap { kept in
      (try? JSONDocument(kept.digest, file: "diagnosis")).flatMap { DiagnosisDigest($0.root) }
    }
    guard !digests.isEmpty else {
      throw CaseworkError(.noSuchInput, "case \(number) was kept without a diagnosis, so there is nothing to compare with")
    }
    let chosen = (from ?? digests.count) - 1
    guard digests.indices.contains(chosen) else {
      throw CaseworkError(.usage, "--from is the place of a diagnosis in case show \(number), 1 to \(digests.count)")
    }
    let before = digests[chosen]
    let opened = try CaseFileReader.read(Array(record.document.utf8), name: "case \(number)", knowledge: base)
    let replay = CaseReplay(
      opened, before: before, earlier: try store.knowledge(before.knowledge).map { KnowledgeEntries($0.entries) },
      since: Array(digests[(chosen + 1)...]), now: asOf)
    let style = report.outputFile == nil ? session?.style ?? report.style : report.style
    let telling = CaseReplayText(number: number, replay: replay)
    try report.write(text: telling.text(style: style), json: telling.json)
    return .answered
  }
}
