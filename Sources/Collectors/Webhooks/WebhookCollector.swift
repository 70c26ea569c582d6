import JSONText
import Knowledge

/// Learns facts from webhooks that were kept in a file.
///
/// What is learned is the same whatever the order of the payloads and however often each came: events are sorted by their time
/// and counted once, and of a message every status counts, so that a late `sent` takes nothing back from a `delivered`.
/// Neither of the lists is whole afterwards: a file holds what somebody kept.
package struct WebhookCollector {
  private let knowledge: KnowledgeBase

  /// A collector for a knowledge base that was read with its rules and collectors.
  package init(knowledge: KnowledgeBase) { self.knowledge = knowledge }

  /// What a file tells; what in it is no webhook is a gap.
  package func collect(from bytes: [UInt8], file: String) -> Collected {
    let payloads = WebhookPayloads(bytes, file: file)
    var collected = Collected()
    var changes: [WebhookChange] = []
    var strangers: [String] = []
    for payload in payloads.payloads {
      let found = WebhookChange.all(in: payload)
      changes += found
      if found.isEmpty { strangers.append(payload.place) }
    }
    addEvents(changes, to: &collected)
    addMessages(changes, to: &collected)
    addAccount(to: &collected)
    let count = payloads.unread.count + strangers.count
    if count > 0 {
      let first = payloads.unread.first ?? strangers.first ?? file
      collected.gaps.append(
        Gap(
          call: file, facts: [],
          cause: .unreadable(
            "\(count) \(count == 1 ? "line or payload is" : "lines or payloads are") no webhook and not read; the first is \(first)"
          )))
    }
    return collected
  }

  // MARK: Events

  private func addEvents(_ changes: [WebhookChange], to collected: inout Collected) {
    var seen: Set<String> = []
    let events = changes.filter { !$0.isOfStatuses && seen.insert($0.key).inserted }
      .sorted { ($0.time, $0.key) < ($1.time, $1.key) }
    var tally = GapTally()
    for (number, event) in events.enumerated() {
      let id = String(number + 1)
      let moment = event.time == .max ? nil : Moment(seconds: event.time)
      collected.entities.append(("webhook", id))
      var learned: Set<FactName> = []
      for section in ["change", "change-otherwise"] {
        for fact in facts(of: section) where !learned.contains(fact.definition.name) {
          let evidence = Evidence(origin: "webhooks", detail: event.place, moment: moment)
          if learn(fact, from: event.json, of: id, evidence, &tally, &collected) {
            learned.insert(fact.definition.name)
          }
        }
      }
    }
    collected.gaps += tally.gaps(of: "webhooks")
  }

  /// The account that all events speak of, if it is one.
  private func addAccount(to collected: inout Collected) {
    let account = FactName("waba.id")
    let told = collected.facts.filter { $0.name == FactName("webhook.waba_id") }
    guard let first = told.first, Set(told.map(\.value)).count == 1, knowledge.fact(account) != nil else {
      return
    }
    collected.facts.append(Fact(name: account, value: first.value, evidence: first.evidence))
  }

  // MARK: Messages

  private func addMessages(_ changes: [WebhookChange], to collected: inout Collected) {
    var histories: [String: MessageHistory] = [:]
    for change in changes {
      for status in change.statuses {
        guard let id = status["id"]?.string, !id.isEmpty, id.utf8.count <= 512 else { continue }
        histories[id, default: MessageHistory(id: id)].add(status, at: change.place)
      }
    }
    var tally = GapTally()
    for history in histories.values.sorted(by: { $0.id < $1.id }) { add(history, &tally, to: &collected) }
    collected.gaps += tally.gaps(of: "webhooks")
  }

  private func add(_ history: MessageHistory, _ tally: inout GapTally, to collected: inout Collected) {
    collected.entities.append(("message", history.id))
    let words = history.words
    guard let last = words.last else { return }
    func evidence(_ word: (word: String, json: JSONValue, place: String)) -> Evidence {
      Evidence(
        origin: "webhooks", detail: word.place,
        moment: word.json["timestamp"].flatMap(WebhookChange.seconds).map { Moment(seconds: $0) })
    }
    if let definition = knowledge.fact(FactName("message.statuses")) {
      let values = words.compactMap { word in
        try? FactValue(
          .string(word.word), kind: definition.kind.element, options: definition.options, origin: .outside)
      }
      collected.facts.append(
        Fact(name: definition.name, entity: history.id, value: .list(values), evidence: evidence(last)))
    }
    var learned: Set<FactName> = []
    for word in words {
      for fact in facts(of: "status") + facts(of: "status-" + word.word)
      where !learned.contains(fact.definition.name) {
        if learn(fact, from: word.json, of: history.id, evidence(word), &tally, &collected) {
          learned.insert(fact.definition.name)
        }
      }
      for (name, text) in RecipientFacts(word.json, knowledge: knowledge).facts where !learned.contains(name) {
        guard let definition = knowledge.fact(name),
          let value = try? FactValue(
            .string(text), kind: definition.kind, options: definition.options, origin: .outside)
        else { continue }
        learned.insert(name)
        collected.facts.append(Fact(name: name, entity: history.id, value: value, evidence: evidence(word)))
      }
    }
  }

  // MARK: Facts

  private func facts(of section: String) -> [FactReading] {
    guard let call = knowledge.calls.first(where: { $0.address == "webhooks.\(section)" }),
      call.retired == nil
    else {
      return []
    }
    return call.mappings.map { FactReading($0, of: call, in: knowledge) }
  }

  private func learn(
    _ fact: FactReading, from json: JSONValue, of id: String, _ evidence: Evidence, _ tally: inout GapTally,
    _ collected: inout Collected
  ) -> Bool {
    switch fact.read(from: json) {
    // A list that is not there says nothing; it may stand elsewhere.
    case .learned(.list([])): return false
    case .learned(let value):
      collected.facts.append(Fact(name: fact.definition.name, entity: id, value: value, evidence: evidence))
      return true
    case .nothing: return false
    case .wrongKind(let message):
      tally.add(fact.definition.name, entity: id, cause: .wrongKind(message))
      return false
    }
  }
}
