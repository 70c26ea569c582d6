import ArgumentParser
import CaseStore
import Casework

/// `case remove`: forgets.
struct CaseRemove: KeptCaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Forgets kept cases for good; case export keeps a copy elsewhere.",
    usage: "wabadoctor case remove <number> ... [<options>]")

  @Argument(help: ArgumentHelp("The numbers of the cases.", valueName: "number")) var numbers: [Int64]
  @OptionGroup(title: "The cases") var place: StoreOptions

  func run(with session: PromptSession?) throws -> ExitStatus {
    let store = try place.opened(.writing, in: session)
    for number in numbers { _ = try store.entry(number) }
    for number in numbers {
      try store.remove(number)
      if let session, session.keeper?.number == number, !place.isNamed(in: session) { session.keeper?.begin() }
    }
    let text = "Removed: \(numbers.map(String.init).joined(separator: ", "))\n"
    if let session { session.say(text) } else { try Output.write(Array(text.utf8), to: nil) }
    return .answered
  }
}
