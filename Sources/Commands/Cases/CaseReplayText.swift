import Casework
import JSONText
import Knowledge
import Reports

/// What a replay gave, in words and as JSON.
struct CaseReplayText {
  let number: Int64
  let replay: CaseReplay
  /// Causes of one change that are told; the rest are counted.
  private static let causesShown = 8

  /// The text.
  func text(style: TextStyle) -> String {
    var lines: [(indent: Int, text: String)] = [(0, headline)]
    for change in replay.changes {
      let entity = change.entity.map { " for \(HarmlessText.value($0, limit: 60))" } ?? ""
      lines.append((0, "\(change.title ?? change.finding)\(entity) (\(change.finding)): \(change.before), now \(change.after)"))
      for (index, cause) in change.causes.prefix(Self.causesShown).enumerated() {
        lines.append((2, (index == 0 ? "because " : "and ") + words(cause)))
      }
      if change.causes.count > Self.causesShown { lines.append((2, "and \(change.causes.count - Self.causesShown) more")) }
    }
    lines += replay.remarks.map { (0, "Not taken over: \($0)") }
    let same = replay.unchanged == 1 ? "1 finding is" : "\(replay.unchanged) findings are"
    lines.append((0, replay.changes.isEmpty ? "Nothing is said otherwise; \(same) shown as before." : "\(same) shown as before."))
    return IndentedText.text(lines, style: style)
  }

  private var headline: String {
    let before = replay.before
    return
      "Case \(number): diagnosis of \(IndentedText.minute(before.time.description)) (knowledge of \(before.edition), wabadoctor \(before.program)) against knowledge of \(replay.conversation.knowledge.edition), wabadoctor \(Program.version); as of \(IndentedText.minute(replay.conversation.now.description))"
  }

  private func words(_ cause: CaseReplay.Cause) -> String {
    switch cause {
    case .entry(let name, .new): "the \(name) is new"
    case .entry(let name, .changed): "the \(name) was changed"
    case .entry(let name, .gone): "the \(name) is gone"
    case .force(let rule, let isInForce):
      "the rule \(rule) is \(isInForce ? "in force at this moment, and was not then" : "not in force at this moment, and was then")"
    case .fact(let line, isWithdrawn: false): "since then it is known that \(HarmlessText.value(line, limit: 160))"
    case .fact(let line, isWithdrawn: true): "it is no longer said that \(HarmlessText.value(line, limit: 160))"
    case .lost(let remark): "something is not taken over: \(HarmlessText.value(remark, limit: 200))"
    case .moment: "it speaks of another moment, and ages are counted to it"
    case .unseenKnowledge: "the knowledge is another, which this store never saw, so its entries cannot be compared"
    case .program: "the program is another (\(replay.before.program) then, \(Program.version) now)"
    }
  }

  /// The same as JSON, as `case-replay.schema.json` describes it.
  var json: JSONTree {
    [
      "schema": "wabadoctor/case-replay", "version": 1, "number": .integer(number),
      "before": [
        "time": .string(replay.before.time.description), "edition": .string(replay.before.edition),
        "program": .string(replay.before.program), "as_of": .string(replay.before.asOf.description),
      ],
      "now": [
        "edition": .string(replay.conversation.knowledge.edition), "program": .string(Program.version),
        "as_of": .string(replay.conversation.now.description),
      ],
      "changes": .array(replay.changes.map(change)), "unchanged": .integer(Int64(replay.unchanged)),
      "not_taken_over": .array(replay.remarks.map(JSONTree.string)),
    ]
  }

  private func change(_ change: CaseReplay.Change) -> JSONTree {
    [
      "finding": .string(change.finding), "title": change.title.map(JSONTree.string) ?? .null,
      "entity": change.entity.map(JSONTree.string) ?? .null, "before": .string(change.before), "after": .string(change.after),
      "because": .array(change.causes.map(cause)),
    ]
  }

  private func cause(_ cause: CaseReplay.Cause) -> JSONTree {
    let (kind, what): (String, String) =
      switch cause {
      case .entry(let name, let difference): ("entry \(difference.rawValue)", name.description)
      case .force(let rule, let isInForce): (isInForce ? "came into force" : "went out of force", "rule \(rule)")
      case .fact(let line, let isWithdrawn): (isWithdrawn ? "fact taken back" : "fact learned", line)
      case .lost(let remark): ("not taken over", remark)
      case .moment: ("another moment", "")
      case .unseenKnowledge: ("unseen knowledge", "")
      case .program: ("another program", "")
      }
    return ["kind": .string(kind), "what": .string(what), "text": .string(words(cause))]
  }
}
