import Collectors
import Inference
import Knowledge

/// One case talked through, question by question: what is known, what is supposed, and the way back.
///
/// Every change makes a step; `undo` gives back exactly the state before it. The conversation knows no clock: moments are handed in.
package struct Conversation {
  /// One change, and how things stood before it.
  package struct Step {
    /// What was done: `waba.status is ACTIVE`.
    package let title: String
    package let before: CaseState
  }

  package private(set) var state: CaseState
  /// The steps that can be taken back, the last one last.
  package private(set) var past: [Step] = []
  /// The steps that were taken back and can be done again, the next one last.
  package private(set) var future: [(title: String, after: CaseState)] = []
  /// How usual each finding is, for the choice of questions.
  package var priors = FindingPriors.declared
  /// Stories of which the outcome is known, for the choice of questions.
  package var precedents = Precedents.none
  /// Steps kept to come back to; older ones are forgotten.
  package static let longest = 500

  /// Begins with nothing known.
  ///
  /// - Parameter now: the moment to speak of, until evidence of another moment is brought.
  package init(knowledge: KnowledgeBase, now: Moment) {
    state = CaseState(engine: InferenceEngine(CompiledRules(knowledge, now: now)))
  }

  /// Goes on from a state.
  package init(_ state: CaseState) { self.state = state }

  package var knowledge: KnowledgeBase { state.engine.knowledge }
  /// Whether nothing has been told, and nothing done.
  package var isBlank: Bool {
    past.isEmpty && state.engine.claims.isEmpty && state.topics.isEmpty && state.notes.isEmpty
  }
  /// The moment it speaks of.
  package var now: Moment { state.engine.rules.now }
  /// The findings of the topics; `nil` for all.
  package var findings: Set<FindingIndex>? {
    guard !state.topics.isEmpty else { return nil }
    let topics = state.topics.compactMap(knowledge.topic)
    return Set(
      knowledge.findings.indices.filter { finding in
        topics.contains { $0.covers(knowledge.findings[finding].address) }
      })
  }

  /// The engine with what is supposed in the place of what is known.
  package var engine: InferenceEngine {
    var engine = state.engine
    for fact in state.supposed {
      for claim in engine.claims where claim.name == fact.name && claim.entity == fact.entity {
        engine.withdraw(claim)
      }
      engine.assert(fact)
    }
    return engine
  }

  /// What can be said of the case, suppositions included.
  package func diagnosis() -> Diagnosis { engine.diagnosis() }

  // MARK: The interview

  /// The next question. What was postponed comes back when nothing else is left.
  package func next() -> InterviewStep {
    let step = interview(without: state.unsure, postponing: state.postponed).next()
    guard case .done = step, !state.postponed.isEmpty else { return step }
    return interview(without: state.unsure).next()
  }

  /// What is at stake in a fact; `nil` when knowing it would change nothing.
  package func why(_ reference: FactReference) -> NextQuestion? {
    interview(without: state.unsure.subtracting([reference])).why(reference)
  }

  private func interview(without skipped: Set<FactReference>, postponing postponed: Set<FactReference> = []) -> Interview {
    Interview(
      engine: engine, findings: findings, skipped: skipped, postponed: postponed, priors: priors, precedents: precedents)
  }

  // MARK: Changes

  /// Does something as one step.
  ///
  /// - Parameter title: what is done, for `undo`.
  mutating func step(_ title: String, _ change: (inout CaseState) throws -> Void) rethrows {
    let before = state
    try change(&state)
    past.append(Step(title: title, before: before))
    if past.count > Self.longest { past.removeFirst() }
    future = []
  }

  /// Does several things that are taken back together.
  package mutating func asOneStep(_ title: String, _ body: (inout Conversation) throws -> Void) rethrows {
    let (before, count) = (state, past.count)
    try body(&self)
    past.removeLast(past.count - min(count, past.count))
    past.append(Step(title: title, before: before))
  }

  /// Takes the last step back; `nil` when there is none.
  package mutating func undo() -> String? {
    guard let step = past.popLast() else { return nil }
    future.append((step.title, state))
    state = step.before
    return step.title
  }

  /// Does again what was taken back; `nil` when there is nothing.
  package mutating func redo() -> String? {
    guard let step = future.popLast() else { return nil }
    past.append(Step(title: step.title, before: state))
    state = step.after
    return step.title
  }

  /// Adds what a recording, a file or a pasted text brings; when it speaks of a moment of its own, the rules of that moment are run.
  ///
  /// - Parameter readings: the files among it that can be read again.
  package mutating func bring(_ opening: CaseOpening, title: String, readings: [CaseReading] = []) {
    let told = Set(opening.collected.facts.compactMap(reference(of:)))
    step(title) { state in
      if let moment = opening.moment, moment != state.engine.rules.now {
        state.engine = Self.moved(state.engine, to: moment)
      }
      state.engine.add(opening.collected)
      state.readings.removeAll { reading in
        readings.contains { $0.path == reading.path && $0.form == reading.form }
      }
      state.readings += readings
      state.waba = opening.waba ?? state.waba
      state.label = opening.label ?? state.label
      for place in opening.places where !state.places.contains(place) { state.places.append(place) }
      state.unsure.subtract(told)
      state.postponed.subtract(told)
    }
  }

  /// Adds what a person tells without being asked; what people said of the same before is replaced.
  package mutating func tell(_ collected: Collected, title: String) {
    let references = collected.facts.compactMap(reference(of:))
    step(title) { state in
      for reference in references { Self.forget(reference, &state) }
      state.engine.add(collected)
      for fact in collected.facts where fact.name.description == "waba.id" {
        if case .text(let id) = fact.value { state.waba = id }
      }
    }
  }

  /// Speaks of another moment: the rules of that moment are run over what is known.
  package mutating func move(to moment: Moment) {
    step("as of \(moment)") { $0.engine = Self.moved($0.engine, to: moment) }
  }

  /// Puts what files say now in the place of what they said before.
  package mutating func refresh(_ fresh: [CaseReading]) {
    step("read again \(fresh.map(\.path).joined(separator: ", "))") { state in
      func isFresh(_ reading: CaseReading) -> Bool {
        fresh.contains { $0.path == reading.path && $0.form == reading.form }
      }
      let old = state.readings.filter(isFresh)
      for fact in old.flatMap(\.collected.facts) { state.engine.withdraw(fact) }
      for reading in fresh { state.engine.add(reading.collected) }
      state.readings = state.readings.filter { !isFresh($0) } + fresh
    }
  }

  /// The facts that a finding rests on, or would be settled by.
  package func grounds(of finding: FindingIndex) -> Set<FactName> { state.engine.rules.grounds(of: finding) }

  /// The same knowledge of the case under the rules of another moment.
  static func moved(_ engine: InferenceEngine, to moment: Moment) -> InferenceEngine {
    var moved = InferenceEngine(CompiledRules(engine.knowledge, now: moment))
    var everything = Collected()
    everything.facts = engine.claims
    everything.gaps = engine.gaps
    for subject in engine.knowledge.subjects where subject.isMany {
      everything.entities += engine.entities(of: subject.name).map { (subject.name, $0) }
      if engine.isComplete(subject.name) { everything.complete.insert(subject.name) }
    }
    moved.add(everything)
    return moved
  }

  /// Keeps to some topics.
  package mutating func focus(on topics: [String]) {
    step(topics.isEmpty ? "every topic" : "topic \(topics.joined(separator: ", "))") { $0.topics = topics }
  }

  /// Writes something down.
  package mutating func add(_ note: CaseNote) { step("a note") { $0.notes.append(note) } }

  /// Accepts a finding for a while; an earlier waiver of the same is replaced.
  package mutating func waive(_ waiver: Waiver) {
    step("waive \(knowledge.findings[waiver.finding].address)") { state in
      state.waivers.removeAll { $0.finding == waiver.finding && $0.entity == waiver.entity }
      state.waivers.append(waiver)
    }
  }

  /// Takes back the waivers of a finding; `false` when there are none.
  package mutating func unwaive(_ finding: FindingIndex) -> Bool {
    guard state.waivers.contains(where: { $0.finding == finding }) else { return false }
    step("no longer waive \(knowledge.findings[finding].address)") {
      $0.waivers.removeAll { $0.finding == finding }
    }
    return true
  }

  /// The reference of a fact that the rules know.
  func reference(of fact: Fact) -> FactReference? {
    knowledge.factPositions[fact.name.description].map { FactReference(fact: $0, entity: fact.entity) }
  }
}
