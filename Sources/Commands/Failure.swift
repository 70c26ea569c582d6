import ArgumentParser
import CaseStore
import Casework
import Comparison
import Knowledge
import Reports

/// The one place that turns an error into text and status.
struct Failure {
  /// What is said, complete with line ends; empty when there is nothing to say.
  let text: String
  let status: ExitStatus
  /// Whether the text is what was asked for, such as help, and belongs on standard output.
  let isAnswer: Bool

  private init(_ text: String, _ status: ExitStatus) { (self.text, self.status, isAnswer) = (text, status, false) }

  /// What went wrong with a line at the prompt: the parser's words without the shell's ways, and how the line is taken as content.
  init(_ error: any Error, typed line: String) {
    guard !(error is CaseworkError || error is KnowledgeFault),
      PromptRoot.exitCode(for: error) == .validationFailure
    else {
      self.init(error, at: PromptRoot.self)
      return
    }
    let message = PromptRoot.message(for: error).split(separator: "\n").first.map(String.init) ?? "cannot be read"
    let command = (try? PromptLine(line))?.words.first?.replacing("-", with: " ") ?? ""
    let rest = trimmed(line).dropFirst(command.count)
    let said = rest.first == " " && !rest.hasPrefix(" -") && !rest.contains(" --") && !rest.contains("\n") && rest.count <= 60
    let lines = [
      "\(command): \(message.prefix(1).lowercased() + message.dropFirst())",
      "help \(command) tells how\(said ? "; say \(line) takes it as words of the customer" : "")",
    ]
    self.init(Self.text(lines), .usage)
  }

  /// - Parameter root: the commands among which the error was made.
  init(_ error: any Error, at root: any ParsableCommand.Type = Wabadoctor.self) {
    switch error {
    case let error as CaseStoreError:
      (text, status, isAnswer) = (Self.text([error.message]), ExitStatus(error.kind), false)
    case let error as CaseworkError:
      (text, status, isAnswer) = (Self.text(error.lines), ExitStatus(error.kind), false)
    case let error as ComparisonError:
      (text, status, isAnswer) = (Self.text([error.description]), ExitStatus(error.kind), false)
    case let fault as KnowledgeFault:
      (text, status, isAnswer) = (Self.text([fault.description]), .badKnowledge, false)
    default:
      let full = root.fullMessage(for: error)
      let isAnswer = root.exitCode(for: error) == .success
      let isUsage = root.exitCode(for: error) == .validationFailure
      text = full.isEmpty ? "" : (isAnswer ? full : Self.harmless(full)) + "\n"
      status = isAnswer ? .answered : isUsage ? .usage : .ourFault
      self.isAnswer = isAnswer
    }
  }

  /// What every message begins with.
  static let prefix = "wabadoctor: "

  /// Says it, and gives the status.
  func report() -> ExitStatus {
    (isAnswer ? Terminal.output : Terminal.error).write(text)
    return status
  }

  private static func text(_ lines: [String]) -> String {
    lines.map { prefix + HarmlessText.shown($0) + "\n" }.joined()
  }

  private static func harmless(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { HarmlessText.shown(String($0)) }
      .joined(separator: "\n")
  }
}
