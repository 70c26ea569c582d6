import ArgumentParser
import Casework
import Glibc

/// The program from its arguments to its exit status.
package enum Program {
  /// The version of the program; the knowledge base has an edition of its own.
  package static let version = "0.1.0"

  /// Runs one command.
  ///
  /// - Parameter arguments: the words after the program's name.
  package static func run(_ arguments: [String]) -> Int32 {
    prepareSignals()
    do {
      try SecretGuard.check(arguments)
      try CommandNames.check(arguments)
      var command = try Wabadoctor.parseAsRoot(arguments)
      if let command = command as? any Command { return try command.execute().rawValue }
      try command.run()
      return ExitStatus.answered.rawValue
    } catch {
      return Failure(error).report().rawValue
    }
  }

  /// A closed pipe is told by the write that meets it; Ctrl-C ends at once with its own status.
  private static func prepareSignals() {
    signal(SIGPIPE, SIG_IGN)
    // A file that may grow no further is told by the write that meets it.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
  }
}

/// A command of the program: what it does is told by its status.
protocol Command: ParsableCommand {
  /// Does it.
  func execute() throws -> ExitStatus
}

extension Command {
  /// What the argument parser takes for its name: the same, found in the same way, as everywhere.
  static var _commandName: String { CommandNames.name(of: Self.self) }
}
