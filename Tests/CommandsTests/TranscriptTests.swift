import Casework
import FoundationEssentials
import Inference
import Knowledge
import Synchronization
import TestSupport
import Testing

@testable import Commands

/// Conversations in `Transcripts/`: lines with `> ` are typed, `… ` goes on with them, everything else is shown. They are the
/// documentation of the commands and their test; `RECORD=1 swift test` rewrites them and fails, so that the change is read.
@Suite struct TranscriptTests {
  static let folder = (#filePath).split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Transcripts"
  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
    $0.hasSuffix(".txt")
  }.sorted()

  @Test(arguments: names)
  func theConversationGoesAsItIsWritten(_ name: String) throws {
    let scratch = try ScratchFolder()
    let written = try String(
      decoding: Data(contentsOf: URL(filePath: Self.folder + "/" + name)), as: UTF8.self)
    let session = try TalkedCase.session(in: scratch)
    try scratch.write("# a file of commands\ntopic account\n\n2\n", to: "script.txt")
    try scratch.write("topic account\nhow nothing\nundo\n", to: "faulty.txt")
    for text in Self.typed(written) { _ = session.take(text.replacing("FOLDER", with: scratch.path)) }
    let shown = session.screen.log.replacing(scratch.path, with: "FOLDER")
    guard shown != written else { return }
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try Data(shown.utf8).write(to: URL(filePath: Self.folder + "/" + name))
    }
    Issue.record("\(name) goes otherwise; RECORD=1 rewrites it:\n\(shown)")
  }

  /// What is typed in a transcript, line by line, pasted lines together.
  static func typed(_ transcript: String) -> [String] {
    var typed: [String] = []
    for line in transcript.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("> ") { typed.append(String(line.dropFirst(2))) }
      if line.hasPrefix("… "), !typed.isEmpty, !line.hasSuffix("more lines: type more") {
        typed[typed.count - 1] += "\n" + line.dropFirst(2)
      }
    }
    return typed
  }

  @Test func everyCommandStandsInATranscript() throws {
    var typed: Set<String> = []
    for name in Self.names {
      let text = try String(
        decoding: Data(contentsOf: URL(filePath: Self.folder + "/" + name)), as: UTF8.self)
      for line in Self.typed(text) {
        if let command = try? PromptLine(line).command { typed.insert(CommandNames.name(of: command)) }
      }
    }
    #expect(PromptTable.names.filter { !typed.contains($0) } == [])
  }
}

/// A conversation over the knowledge in `PromptKnowledge/`, at a moment that stands still.
enum TalkedCase {
  static let knowledgePath =
    (#filePath).split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/PromptKnowledge"
  static let now = Moment(seconds: 1_795_252_440)

  static func knowledge() throws -> KnowledgeBase {
    let (knowledge, faults) = KnowledgeReader.read(KnowledgeFolder(path: knowledgePath))
    try #require(faults.isEmpty)
    return knowledge
  }

  /// A session whose words go nowhere but into its log.
  static func session(in scratch: ScratchFolder? = nil) throws -> PromptSession {
    try session(keptIn: scratch.map { $0.path + "/cases.sqlite" })
  }

  /// One whose case is kept in a store.
  static func session(keptIn store: String?) throws -> PromptSession {
    let screen = PromptScreen(isPaged: false, output: { _ in }, complaints: { _ in })
    return PromptSession(
      Conversation(knowledge: try knowledge(), now: now), screen: screen,
      keeper: store.map { CaseKeeper(path: $0, clock: { now }) }, clock: { now })
  }
}
