import ArgumentParser
import CaseStore
import Casework
import JSONText
import Knowledge
import Reports

/// `case import`: from somebody else's store.
struct CaseImport: KeptCaseCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes cases that case export wrote, all of them or none.",
    discussion: """
      A case that is here already stays when it was changed later here, and is replaced when it is older; --replace takes the \
      one from the file in any case.
      """)

  @Argument(help: ArgumentHelp("What case export wrote; - reads standard input.", valueName: "file"), completion: .file())
  var file: String
  @Flag(help: "Replace also what was changed later here.") var replace = false
  @OptionGroup(title: "The cases") var place: StoreOptions

  func run(with session: PromptSession?) throws -> ExitStatus {
    let records = try Self.records(InputFile.bytes(of: file), name: InputFile.name(of: file))
    let arrivals = try place.opened(.writing, in: session).add(records, replaces: replace)
    let text = Self.text(arrivals)
    if let session { session.say(text) } else { try Output.write(Array(text.utf8), to: nil) }
    return .answered
  }

  /// One document, or one a line; what is hidden nowhere else is hidden here.
  private static func records(_ bytes: [UInt8], name: String) throws -> [CaseRecord] {
    if let document = try? JSONDocument(Redaction.process.forAnotherCase().redacted(document: bytes), file: name) {
      return [try CaseRecord(document.root)]
    }
    var records: [CaseRecord] = []
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
      let hidden = Redaction.process.forAnotherCase().redacted(document: Array(line))
      let document: JSONDocument
      do throws(JSONError) {
        document = try JSONDocument(hidden, file: name)
      } catch {
        throw CaseworkError(.unreadableInput, "\(name):\(number + 1):\(error.place.column): \(error.message)")
      }
      do throws(CaseStoreError) {
        records.append(try CaseRecord(document.root))
      } catch {
        throw CaseworkError(.unreadableInput, "\(name): line \(number + 1): \(error.message)")
      }
    }
    guard !records.isEmpty else { throw CaseworkError(.unreadableInput, "\(name): holds no case; expected what case export writes") }
    return records
  }

  private static func text(_ arrivals: [CaseStore.Arrival]) -> String {
    var (added, replaced, known): ([Int64], [Int64], [Int64]) = ([], [], [])
    for arrival in arrivals {
      switch arrival {
      case .added(let number): added.append(number)
      case .replaced(let number): replaced.append(number)
      case .known(let number): known.append(number)
      }
    }
    func line(_ verb: String, _ numbers: [Int64]) -> String {
      guard let first = numbers.first, let last = numbers.last else { return "" }
      let which = numbers.count > 6 ? "\(numbers.count) cases, \(first) to \(last)" : numbers.map(String.init).joined(separator: ", ")
      return "\(verb): \(which)\n"
    }
    return line("Taken in as", added) + line("Brought up to date", replaced) + line("Already here", known)
  }
}
