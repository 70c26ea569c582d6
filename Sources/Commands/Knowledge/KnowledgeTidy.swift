import ArgumentParser
import Casework
import Knowledge

/// `kb tidy`: one layout for every file.
struct KnowledgeTidy: Command {
  static let configuration = CommandConfiguration(
    commandName: "tidy",
    abstract: "Lays out the files of the knowledge base in the one way they are laid out.",
    usage: "wabadoctor kb tidy [--check] [<file> ...] [<options>]",
    discussion: "White space, the spelling of escapes and the order of keys change; values never do.")

  @Argument(
    help: ArgumentHelp(
      "Files to lay out, by their path or by their name in the knowledge base (default: every file).",
      valueName: "file"),
    completion: .file(extensions: ["json"]))
  var files: [String] = []

  @Flag(
    name: .long, help: "Change nothing; name the files that are not tidy, and end with 78 when there is one.")
  var check = false

  @OptionGroup(title: "The knowledge base") var knowledge: KnowledgeOptions

  /// Lays out the files, or looks at them.
  func execute() throws -> ExitStatus {
    let folder = try knowledge.folder()
    let names =
      files.isEmpty ? KnowledgeTidying.files(of: folder) : try files.map { try folder.name(ofFile: $0) }
    var lines: [String] = []
    var faults: [KnowledgeFault] = []
    var untidy = 0
    for name in names {
      do throws(KnowledgeFault) {
        guard let change = try KnowledgeTidying.change(of: name, in: folder) else { continue }
        untidy += 1
        if check {
          lines.append("\(change.place): not tidy from here on")
        } else {
          try KnowledgeTidying.write(change, in: folder)
          lines.append("\(change.file): laid out")
        }
      } catch {
        faults.append(error)
      }
    }
    lines += faults.map(FaultList.line)
    lines.append(Self.summary(of: names.count, untidy: untidy, faults: faults.count, isCheck: check))
    Terminal.output.write(lines.map { $0 + "\n" }.joined())
    return faults.isEmpty && (untidy == 0 || !check) ? .answered : .badKnowledge
  }

  private static func summary(of files: Int, untidy: Int, faults: Int, isCheck: Bool) -> String {
    let unread = faults == 0 ? "" : ", \(faults) could not be read"
    switch (untidy, isCheck) {
    case (0, _): return "\(files) files: \(faults == 0 ? "all tidy" : "the rest tidy")\(unread)"
    case (_, true): return "\(files) files: \(untidy) not tidy\(unread); run: wabadoctor kb tidy"
    case (_, false): return "\(files) files: \(untidy) laid out\(unread)"
    }
  }
}
