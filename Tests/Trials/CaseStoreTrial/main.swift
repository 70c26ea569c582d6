import CaseStore
import Glibc
import Knowledge

/// A process that writes to a store and says after each change that it is kept: `create PATH COUNT` makes cases, `update PATH COUNT`
/// changes one again and again, `contend PATH COUNT` reads the first case and changes it, as another process may do at the same time.
struct StoreTrial {
  let store: CaseStore
  private static let now = Moment(seconds: 1_795_252_440)

  private func draft(_ number: Int) -> CaseDraft {
    let words = (0..<200).map { "word\($0)of\(number)" }.joined(separator: " ")
    return CaseDraft(document: #"{"schema":"wabadoctor/case","case":"Case \#(number)","notes":[{"text":"\#(words)"}]}"#)
  }

  private static func say(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = write(1, line, line.count)
  }

  func create(_ count: Int) throws(CaseStoreError) {
    for number in 0..<count { Self.say("kept \(try store.create(draft(number), now: Self.now).number)") }
  }

  func update(_ count: Int) throws(CaseStoreError) {
    var stamp = try store.create(draft(0), now: Self.now)
    Self.say("kept \(stamp.revision)")
    for number in 1..<count {
      stamp = try store.update(stamp, draft(number), now: Self.now)
      Self.say("kept \(stamp.revision)")
    }
  }

  func contend(_ count: Int) throws(CaseStoreError) {
    for number in 0..<count {
      let stamp = try store.record(1).stamp
      do {
        Self.say("kept \(try store.update(stamp, draft(number), now: Self.now).revision)")
      } catch {
        guard error.kind == .changedElsewhere else { throw error }
        Self.say("changed elsewhere")
      }
    }
  }

  static func failed(_ error: CaseStoreError) -> Never {
    say("failed \(error.kind): \(error.message)")
    exit(3)
  }
}

signal(SIGXFSZ, SIG_IGN)
let words = CommandLine.arguments
do throws(CaseStoreError) {
  let trial = StoreTrial(store: try CaseStore(path: words[2], access: .writing))
  let count = Int(words[3]) ?? 0
  switch words[1] {
  case "create": try trial.create(count)
  case "update": try trial.update(count)
  default: try trial.contend(count)
  }
} catch {
  StoreTrial.failed(error)
}
