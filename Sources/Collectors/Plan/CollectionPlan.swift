import Knowledge

/// The calls of one collection: hands out requests whose needs are known, takes answers, and says what was learned.
///
/// It knows nothing of waiting: a recording answers in a loop, a client of the network sends the requests side by side and
/// hands in answers in any order. The outcome is in the order of the knowledge, whatever the order of the answers.
///
/// ```swift
/// while case let requests = plan.requests(), !requests.isEmpty {
///   for request in requests { plan.accept(source.answer(to: request), to: request) }
/// }
/// return plan.outcome
/// ```
package struct CollectionPlan: Sendable {
  private enum Phase {
    case waiting
    /// To be handed out.
    case due(GraphRequest)
    /// Handed out and not answered yet.
    case asked(GraphRequest)
    /// The request was refused, and each field is asked for alone.
    case probing(FieldProbe)
    case done
  }
  /// What is known of a fact that a path needs.
  private enum Need {
    case known(String)
    /// A call that may give it is not answered yet.
    case later
    case unknown
    /// A value that cannot stand in a path.
    case unusable(String)
  }

  private let calls: [SelectedCall]
  /// How far each call is, and what it gave; beside `calls`.
  private var phases: [Phase]
  private var readings: [CallReading]
  private let known: [FactName: String]
  private let knowledge: KnowledgeBase

  init(_ selection: [SelectedCall], knowledge: KnowledgeBase, known: [FactName: String]) {
    calls = selection
    phases = selection.map { _ in .waiting }
    readings = selection.map { CallReading($0.call, facts: $0.facts, in: knowledge) }
    self.knowledge = knowledge
    self.known = known
  }

  /// The requests that can be sent now and were not handed out before; once it is empty and nothing is under way, all is done.
  package mutating func requests() -> [GraphRequest] {
    var requests: [GraphRequest] = []
    for position in calls.indices {
      if case .waiting = phases[position] { phases[position] = phase(of: calls[position]) }
      switch phases[position] {
      case .due(let request):
        phases[position] = .asked(request)
        requests.append(request)
      case .probing(var probe):
        requests += probe.requests()
        phases[position] = .probing(probe)
      case .waiting, .asked, .done: continue
      }
    }
    return requests
  }

  /// Reads the answer to a request; `nil` when there is none and never will be. What was not asked for is passed over.
  package mutating func accept(_ answer: GraphAnswer?, to request: GraphRequest) {
    for position in calls.indices where calls[position].call.name == request.call {
      switch phases[position] {
      case .asked(request):
        if let answer, let probe = FieldProbe(after: answer, to: request) {
          phases[position] = .probing(probe)
        } else {
          read(answer, to: request, at: position)
        }
      case .probing(var probe) where probe.accept(answer, to: request):
        go(on: probe, at: position)
      case .waiting, .due, .asked, .probing, .done: continue
      }
      return
    }
  }

  private mutating func read(_ answer: GraphAnswer?, to request: GraphRequest, at position: Int) {
    let cursor = readings[position].read(answer, to: request)
    phases[position] = cursor.map { .due(request.following(cursor: $0)) } ?? .done
  }

  /// Asks on, asks for what may be read, or lets the refusal stand.
  private mutating func go(on probe: FieldProbe, at position: Int) {
    switch probe.outcome {
    case .going: phases[position] = .probing(probe)
    case .refused: read(probe.refusal, to: probe.group, at: position)
    case .narrowed(let request, let refused):
      readings[position].forbid(refused)
      phases[position] = .due(request)
    }
  }

  /// What was learned, in the order of the knowledge; calls that were never asked or answered are gaps.
  package var outcome: Collected {
    var outcome = Collected()
    var seen: Set<[String]> = []
    var open: Set<String> = []
    var lists: Set<String> = []
    for position in calls.indices {
      var reading = readings[position]
      if let cause = unfinished(position) { reading.lose(cause, on: 1) }
      outcome.facts += reading.collected.facts
      outcome.gaps += reading.gaps
      for entity in reading.collected.entities where seen.insert([entity.subject, entity.id]).inserted {
        outcome.entities.append(entity)
      }
      guard let each = calls[position].call.each else { continue }
      lists.insert(knowledge.subjects[each].name)
      if !reading.isWhole { open.insert(knowledge.subjects[each].name) }
    }
    outcome.complete = lists.subtracting(open)
    outcome.gaps = missed(outcome)
    return outcome
  }

  /// The gaps without the facts of the case that another call told.
  private func missed(_ outcome: Collected) -> [Gap] {
    let told = Set(outcome.facts.filter { $0.entity == nil }.map(\.name))
    return outcome.gaps.map { gap in
      Gap(
        call: gap.call, facts: gap.facts.filter { !told.contains($0) }, subject: gap.subject,
        entity: gap.entity,
        cause: gap.cause)
    }
  }

  // MARK: Needs

  private func phase(of selected: SelectedCall) -> Phase {
    var values: [FactName: String] = [:]
    for name in selected.needs {
      guard case .known(let value) = need(name) else { return .waiting }
      values[name] = value
    }
    return .due(selected.request(with: values))
  }

  /// Why a call has no answer; `nil` when it has.
  private func unfinished(_ position: Int) -> Gap.Cause? {
    switch phases[position] {
    case .done: return nil
    case .due(let request), .asked(let request): return .missing("\(request.endpoint) was not answered")
    case .probing(let probe): return .missing("\(probe.group.endpoint) was not answered")
    case .waiting: break
    }
    for name in calls[position].needs {
      switch need(name) {
      case .known: continue
      case .later, .unknown: return .needs(name)
      case .unusable(let value):
        return .wrongKind("\(name) is \"\(value)\", which cannot be an id; look it up in WhatsApp Manager")
      }
    }
    return .missing("the call was not asked")
  }

  /// The caller's value, or else the first that a call gives, in the order of the knowledge.
  private func need(_ name: FactName) -> Need {
    guard let definition = knowledge.fact(name), !knowledge.subjects[definition.subject].isMany else {
      return .unknown
    }
    if let value = known[name] { return Template.isID(value) ? .known(value) : .unusable(value) }
    var unusable: String?
    for position in calls.indices where calls[position].facts.contains(where: { $0.definition.name == name }) {
      if let value = readings[position].collected.facts.first(where: { $0.name == name })?.value {
        let text = value.text(of: definition.kind)
        if Template.isID(text) { return .known(text) }
        unusable = unusable ?? text
        continue
      }
      switch phases[position] {
      case .asked, .due, .probing: return .later
      case .waiting, .done: continue
      }
    }
    return unusable.map { .unusable($0) } ?? .unknown
  }
}
