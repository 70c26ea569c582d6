import ArgumentParser

/// `more`: the next screen.
struct More: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the next screen of a long text, in PAGER if it is set.")

  func run(in session: PromptSession) throws {
    if !session.screen.more(lend: session.lendTerminal) { session.say("There is no more.\n") }
  }
}
