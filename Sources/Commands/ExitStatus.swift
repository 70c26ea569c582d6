import CaseStore
import Casework
import Comparison
import Reports

/// How the program ends, the same in every output format; numbers above 63 are those of BSD's sysexits.h.
package enum ExitStatus: Int32, CaseIterable, Sendable {
  /// Answered, and nothing at or above `--fail-on`; for other commands: done.
  case answered = 0
  /// Findings at or above `--fail-on`, which is harming unless said otherwise.
  case findings = 1
  /// Only advice, with `--fail-on advice`.
  case onlyAdvice = 2
  /// Still open: something that matters is unknown.
  case open = 3
  /// What was typed cannot be meant.
  case usage = 64
  /// A file was read and is not what it should be.
  case unreadableInput = 65
  /// A file, or a name to explain, is not there.
  case noSuchInput = 66
  /// A service cannot be reached.
  case unavailable = 69
  /// The program or the machine failed; not the caller's fault.
  case ourFault = 70
  /// A file or an account may not be read or written.
  case notPermitted = 77
  /// The configuration or the knowledge base is missing or faulty.
  case badKnowledge = 78
  /// Interrupted from the keyboard.
  case interrupted = 130

  /// Whether something went wrong, other than with the account.
  var isError: Bool { rawValue >= ExitStatus.usage.rawValue }

  /// The status of a diagnosis.
  init(_ outcome: Outcome) {
    switch outcome {
    case .answered: self = .answered
    case .findings: self = .findings
    case .onlyAdvice: self = .onlyAdvice
    case .open: self = .open
    }
  }

  /// The status of a report.
  init(_ report: Report) { self = report.gate.exitZero ? .answered : ExitStatus(report.outcome) }

  /// The status of an investigation that could not be made.
  init(_ kind: CaseworkError.Kind) {
    switch kind {
    case .usage: self = .usage
    case .unreadableInput: self = .unreadableInput
    case .noSuchInput: self = .noSuchInput
    case .unavailable: self = .unavailable
    case .notPermitted: self = .notPermitted
    case .badKnowledge: self = .badKnowledge
    case .ourFault: self = .ourFault
    }
  }

  /// The status of cases that could not be kept or read.
  init(_ kind: CaseStoreError.Kind) {
    switch kind {
    case .noStore, .noSuchCase: self = .noSuchInput
    case .unreadable, .badRecord: self = .unreadableInput
    case .notPermitted: self = .notPermitted
    case .busy, .changedElsewhere: self = .unavailable
    case .full, .failed: self = .ourFault
    }
  }

  /// The status of logs that could not be compared.
  init(_ kind: ComparisonError.Kind) {
    switch kind {
    case .usage: self = .usage
    case .unreadableInput: self = .unreadableInput
    case .noSuchInput: self = .noSuchInput
    case .notPermitted: self = .notPermitted
    }
  }

  /// A line of the help: the number and what it means.
  var line: String {
    let number = String(rawValue)
    return "  " + String(repeating: " ", count: 3 - number.count) + number + "  " + meaning
  }

  /// What it means.
  package var meaning: String {
    switch self {
    case .answered: "answered, and nothing at or above --fail-on"
    case .findings: "findings at or above --fail-on (default: harming)"
    case .onlyAdvice: "only advice, with --fail-on advice"
    case .open: "still open: something that matters is unknown (see --allow-unknown)"
    case .usage: "the command line cannot be understood"
    case .unreadableInput: "a file could be opened and not understood"
    case .noSuchInput: "a file, or a name to explain, is not there"
    case .unavailable: "a service cannot be reached"
    case .ourFault: "the program or the machine failed"
    case .notPermitted: "a file or an account may not be read or written"
    case .badKnowledge: "the configuration or the knowledge base is missing or faulty"
    case .interrupted: "interrupted"
    }
  }
}
