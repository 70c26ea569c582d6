import ArgumentParser

/// `quit`: leave.
struct Quit: CaseCommand {
  static let configuration = CommandConfiguration(
    abstract: "Leaves and says where the case is kept; Ctrl-D does the same.")

  func run(in session: PromptSession) throws { session.isLeaving = true }
}
