import ArgumentParser
import Casework
import Knowledge

/// The names of commands, as they are typed.
package enum CommandNames {
  /// Follows the leading words of a command line down the tree of commands.
  ///
  /// After `compare` a word may be a log as well.
  ///
  /// - Throws: `CaseworkError` of kind usage for a word that names no command where only a command can stand.
  static func check(_ arguments: [String]) throws(CaseworkError) {
    var command: any ParsableCommand.Type = Wabadoctor.self
    var path = "wabadoctor"
    var words = arguments[...]
    if words.first == "help" { words = words.dropFirst() }
    for word in words.prefix(while: { !$0.hasPrefix("-") }) {
      let children = command.configuration.subcommands
      guard !children.isEmpty else { return }
      guard let child = children.first(where: { name(of: $0) == word }) else {
        if command == Compare.self { return }
        let names = children.map(name)
        let near = NearMiss.suggestion(for: word, among: names)
        throw CaseworkError(
          .usage,
          [
            "\(path) has no command \"\(word)\""
              + (near.isEmpty ? "; they are \(names.joined(separator: ", "))" : near),
            "see \(path) --help",
          ])
      }
      command = child
      path += " " + word
    }
  }

  /// Every command there is as the words that call it, the root first as no words at all.
  package static var all: [[String]] { words(of: Wabadoctor.self, after: []) }

  private static func words(of command: any ParsableCommand.Type, after path: [String]) -> [[String]] {
    [path] + command.configuration.subcommands.flatMap { words(of: $0, after: path + [name(of: $0)]) }
  }

  /// What is typed for a command.
  ///
  /// A type is put into a text by its name alone; `String(describing:)` first looks for four protocols that it might conform to, each time
  /// among all conformances of the program.
  static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? "\(command)".lowercased()
  }
}
