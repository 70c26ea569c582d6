import ArgumentParser
import Casework
import Knowledge

/// Where the knowledge base stands; every command takes it.
struct KnowledgeOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder of the knowledge base.",
      discussion: """
        Otherwise WABADOCTOR_KNOWLEDGE, else share/wabadoctor/KnowledgeBase beside the installed program, else the nearest \
        KnowledgeBase above the working directory or the program.
        """,
      valueName: "dir"),
    completion: .directory)
  var knowledge: String?

  /// The folder that is meant.
  func folder() throws(CaseworkError) -> KnowledgeFolder { try KnowledgeLocator(flag: knowledge).folder() }

  /// The knowledge, sound in the parts that are read.
  ///
  /// - Throws: `CaseworkError` of kind bad knowledge, with the faults.
  func read(_ parts: KnowledgeParts) throws(CaseworkError) -> KnowledgeBase {
    let folder = try folder()
    let (knowledge, faults) = KnowledgeReader.read(folder, parts: parts)
    guard faults.isEmpty else { throw CaseworkError(faults: faults, in: folder) }
    return knowledge
  }

  /// The worked cases, for knowledge that was read without them: those that are sound, and the faults of the others.
  func workedCases() throws(CaseworkError) -> (cases: [WorkedCase], faults: [KnowledgeFault]) {
    KnowledgeReader.workedCases(try folder())
  }
}
