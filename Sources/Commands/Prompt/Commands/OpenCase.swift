import ArgumentParser
import Casework
import Reports

/// `open`: a case that was saved.
struct OpenCase: CaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens a case that was saved, under the knowledge of today.")

  @Argument(help: ArgumentHelp("The file.", valueName: "file"), completion: .file(extensions: ["json"]))
  var file: String

  func run(in session: PromptSession) throws {
    let outcome = try CaseFileReader.read(file, knowledge: session.knowledge)
    session.replace(with: Conversation(outcome.state))
    for remark in outcome.remarks { session.say("Not taken over: \(HarmlessText.shown(remark))\n") }
    session.say(TextReport.text(session.context, detail: .overview, style: session.style))
    session.putQuestion()
  }
}
