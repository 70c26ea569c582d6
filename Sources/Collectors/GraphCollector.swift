import Knowledge

/// Learns facts from the Graph API by the call plan of the knowledge base, wherever the answers come from.
package struct GraphCollector: Sendable {
  private let knowledge: KnowledgeBase
  private let useful: Set<FactName>?
  private let calls: [SelectedCall]

  /// A collector for the calls of a knowledge base that was read with `KnowledgeParts.collectors`.
  ///
  /// With `useful`, calls and fields that give none of these facts, and lead to no call that does, are left out;
  /// a bare subject among them, `user`, wants its list.
  package init(knowledge: KnowledgeBase, useful: Set<FactName>? = nil) {
    self.knowledge = knowledge
    self.useful = useful
    calls = SelectedCall.all(of: knowledge)
  }

  /// What would be asked, in the order of the knowledge, given the ids that are known; nothing is sent.
  package func requests(knowing known: [FactName: String] = [:]) -> [PlannedCall] {
    selection(knowing: known).map { selected in
      PlannedCall(
        call: selected.call, request: selected.request(with: known),
        needs: selected.needs.filter { known[$0] == nil }, facts: selected.facts.map(\.definition.name))
    }
  }

  /// The calls as a plan that whoever fetches answers works off.
  package func plan(knowing known: [FactName: String]) -> CollectionPlan {
    CollectionPlan(selection(knowing: known), knowledge: knowledge, known: known)
  }

  /// Asks a source everything in turn. What goes wrong is a gap; nothing is thrown.
  package func collect(from source: some AnswerSource, knowing known: [FactName: String]) -> Collected {
    var plan = plan(knowing: known)
    while case let requests = plan.requests(), !requests.isEmpty {
      for request in requests { plan.accept(source.answer(to: request), to: request) }
    }
    return plan.outcome
  }

  /// Learns everything from a recording: its account's id, the answers, and the facts it brings along.
  ///
  /// Ids that the caller knows go before those of the recording, and those before what an answer says.
  package func collect(from recording: Recording, knowing known: [FactName: String] = [:]) -> Collected {
    var collected = Collected()
    let account = FactName("waba.id")
    if let waba = recording.waba, known[account] == nil, let definition = knowledge.fact(account),
      let value = try? FactValue(.string(waba), kind: definition.kind, origin: .outside)
    {
      let evidence = Evidence(origin: "facts-file", detail: recording.file, moment: recording.recorded)
      collected.facts.append(Fact(name: account, value: value, evidence: evidence))
    }
    let source = RecordedAnswers(recording)
    let ids = known.merging(recordedIDs(in: recording)) { first, _ in first }
    collected.append(collect(from: source, knowing: ids))
    if let facts = recording.facts {
      let read = FactsReader.read(facts, knowledge: knowledge, values: .outside, evidence: "facts-file")
      collected.append(read.collected)
      collected.gaps += read.faults.map {
        Gap(call: recording.file, facts: [], cause: .unreadable($0.description))
      }
    }
    collected.gaps += recording.faults.map {
      Gap(call: recording.file, facts: [], cause: .unreadable($0.description))
    }
    collected.gaps += strangers(in: recording)
    return collected
  }

  /// The names of all calls, in the order of the knowledge.
  var callNames: [String] { calls.map(\.call.name) }

  private func selection(knowing known: [FactName: String]) -> [SelectedCall] {
    guard let useful else { return calls }
    return SelectedCall.selection(from: calls, of: knowledge, useful: useful, known: Set(known.keys))
  }

  /// The ids that the recorded requests were made with: what was asked for is told by the request, not by an answer.
  private func recordedIDs(in recording: Recording) -> [FactName: String] {
    var ids: [FactName: String] = [:]
    if let waba = recording.waba { ids[FactName("waba.id")] = waba }
    for selected in calls {
      guard let exchange = recording.exchanges.first(where: { $0.call == selected.call.name }) else {
        continue
      }
      ids.merge(selected.values(in: exchange.request)) { first, _ in first }
    }
    return ids
  }

  /// Answers to calls that the knowledge does not have: they are not read, and that must show.
  private func strangers(in recording: Recording) -> [Gap] {
    let names = knowledge.calls.map(\.name)
    var seen = Set(names)
    return recording.exchanges.compactMap { exchange in
      guard seen.insert(exchange.call).inserted else { return nil }
      let text = "\(exchange.place.map { "\($0): " } ?? "")there is no call \"\(exchange.call)\""
      return Gap(
        call: exchange.call, facts: [],
        cause: .unreadable(text + NearMiss.suggestion(for: exchange.call, among: names)))
    }
  }
}
