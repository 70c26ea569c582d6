import ArgumentParser
import Knowledge

/// The one table of commands: those of the shell, and those that only make sense within a conversation.
///
/// Help, completion and the prompt's language all come from it.
package enum PromptTable {
  /// What can be typed at the prompt, in the order of its help.
  static let commands: [any ParsableCommand.Type] = [
    Say.self, Ask.self, SkipQuestion.self, Why.self, FactCommand.self, ChangeFact.self, Undo.self, Redo.self,
    FactList.self, How.self, WhyNot.self,
    WhatIf.self, Suppose.self, DropSuppositions.self, KeepSuppositions.self, TopicCommand.self, Diagnose.self, Compare.self,
    ReportCommand.self, TicketCommand.self,
    Recheck.self, Note.self, Waive.self, Explain.self, Search.self, KnowledgeCommand.self, ReadCommands.self,
    Attach.self, CaseGroup.self, Save.self, OpenCase.self,
    TranscriptCommand.self, More.self, NewCase.self, Quit.self,
  ]

  /// The words that call a command, whole.
  static let names: [String] = commands.map(CommandNames.name)

  private static let byName = Dictionary(commands.map { (CommandNames.name(of: $0), $0) }) { first, _ in first
  }
  /// Words that are typed out of habit.
  private static let habits = [
    "exit": "quit", "leave": "quit", "bye": "quit", "facts": "facts", "?": "help", "next": "ask",
    "set": "fact",
  ]

  /// The command of just that name; `nil` for anything else, for content never becomes a command.
  static func command(named name: String) -> (any ParsableCommand.Type)? { byName[habits[name] ?? name] }

  /// Whether a word is a command of the prompt alone.
  static func isOfPromptAlone(_ name: String) -> Bool {
    byName[name].map {
      !Wabadoctor.configuration.subcommands.map(CommandNames.name).contains(CommandNames.name(of: $0))
    } ?? false
  }

  /// One line a command, for the help of the prompt.
  static var overview: [(name: String, abstract: String)] {
    commands.map { (CommandNames.name(of: $0).replacing("-", with: " "), $0.configuration.abstract) }
  }
}

/// The root of the commands as they are typed at the prompt.
struct PromptRoot: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "", abstract: "What can be typed at the prompt.", subcommands: PromptTable.commands)
  static let _errorPrefix = ""
}

/// A command that works on the case being talked through.
protocol CaseCommand: Command {
  /// Does it.
  func run(in session: PromptSession) throws
}

extension CaseCommand {
  /// In the shell there is no conversation that it could go on with.
  func execute() throws -> ExitStatus { throw PromptError.onlyAtThePrompt(Self.self) }
}

/// A command whose words are somebody's own and are taken as they stand.
protocol FreeTextCommand: CaseCommand {}
