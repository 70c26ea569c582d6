import JSONText
import Knowledge

/// Diagnoses many cases, one a line: facts in, diagnoses out, both NDJSON.
///
/// The common line goes straight from bytes to truth values and back to bytes. A line with anything unusual is given to the
/// ordinary reader and engine, which say exactly what is wrong or give the same answer slowly. Not for several threads at once:
/// every worker has its own.
package final class BatchDiagnosis {
  private let rules: CompiledRules
  private let state: NetworkState
  private let vocabulary: BatchVocabulary
  private var effects: BatchEffects
  private let verdicts: BatchVerdicts
  private let careful: CarefulLine
  /// The keys of the line before, in order: the next line mostly has the same.
  private var guesses: [Guess] = []
  /// Which value each fact of the case was given in this line; -1 for none. By fact.
  private let given: UnsafeMutablePointer<Int32>
  /// Facts of the case given in this line.
  private let givenFacts = RawList<Int32>()
  /// Facts of entities given in this line: fact, instance, effect.
  private let givenOfEntities = RawList<EntityFact>()
  /// Rules that infer, waiting to be looked at, by rank.
  private var agenda: [AgendaEntry] = []
  /// What the conclusion of each inferring rule does, once it is known.
  private var inferred: [RuleIndex: Int32] = [:]
  /// Facts whose evidence disagrees in this line.
  private var contradictory: [FactIndex] = []
  /// Facts of this line with a word unknown to us.
  private var unlisted: [FactIndex] = []
  private var complete: [Int] = []
  /// Subjects whose list, or whose completeness, this line has told already; positions of completeness are shifted by 1,000.
  private var told: [Int] = []
  private let jointFacts: [Bool]

  private struct Guess {
    let bytes: [UInt8]
    let meaning: BatchVocabulary.Meaning
  }
  private struct EntityFact: BitwiseCopyable {
    let fact: Int32
    let instance: Int32
    let effect: Int32
  }
  private struct AgendaEntry {
    let rank: Int32
    let fact: FactIndex
    let instance: Int
  }

  /// A worker for compiled rules.
  package init(_ rules: CompiledRules) {
    self.rules = rules
    state = NetworkState(rules.network)
    vocabulary = BatchVocabulary(rules.knowledge)
    effects = BatchEffects(rules)
    verdicts = BatchVerdicts(rules)
    careful = CarefulLine(rules)
    given = .allocate(capacity: max(1, rules.knowledge.facts.count))
    given.initialize(repeating: -1, count: rules.knowledge.facts.count)
    var joint = [Bool](repeating: false, count: rules.knowledge.facts.count)
    for node in rules.network.tests where node.test.reads.count > 1 { for fact in node.test.reads { joint[fact] = true } }
    jointFacts = joint
  }

  deinit {
    given.deallocate()
    givenFacts.deallocate()
    givenOfEntities.deallocate()
  }

  /// What became of a run of lines.
  package struct Tally: Sendable {
    /// Lines that were diagnosed.
    package var diagnosed = 0
    /// Lines that became error records.
    package var refused = 0
    /// Lines with nothing but white space, passed over.
    package var blank = 0
  }

  /// Diagnoses every line of some bytes and appends a line for each to `output`; the last line need not end in a line feed.
  ///
  /// - Parameter firstLine: the number of the first line, from 1, in the whole input.
  package func run(_ bytes: UnsafeRawBufferPointer, firstLine: Int, into output: inout [UInt8]) -> Tally {
    var tally = Tally()
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return tally }
    let isText = isValidUTF8(bytes)
    rules.network.withPointers { pointers in
      var start = 0
      var number = firstLine
      while start < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
        let length = rest.firstIndex(of: 0x0A) ?? rest.count
        let outcome = line(base + start, length, number, isText: isText, pointers, &output)
        switch outcome {
        case .diagnosed: tally.diagnosed += 1
        case .refused: tally.refused += 1
        case .blank: tally.blank += 1
        }
        start += length + 1
        number += 1
      }
    }
    return tally
  }

  private func line(
    _ base: UnsafePointer<UInt8>, _ length: Int, _ number: Int, isText: Bool, _ pointers: NetworkPointers, _ output: inout [UInt8]
  ) -> CarefulLine.Outcome {
    let mark = output.count
    var cursor = JSONCursor(base, count: length)
    if cursor.atEnd { return .blank }
    let isSound = isText || isValidUTF8(UnsafeRawBufferPointer(start: base, count: length))
    let label = isSound ? try? read(&cursor, pointers) : nil
    var outcome = CarefulLine.Outcome.diagnosed
    if let label {
      infer(pointers)
      verdicts.write(
        state, line: number, label: label.map { UnsafeBufferPointer(start: base + $0.start - 1, count: $0.count + 2) },
        contradictory: contradictory, unlisted: unlisted, into: &output)
    } else {
      output.removeSubrange(mark...)
      outcome = careful.run(UnsafeBufferPointer(start: base, count: length), line: number, into: &output)
    }
    reset()
    return outcome
  }

  // MARK: Reading

  /// Anything unusual in a line: it is read again, carefully.
  private struct Unusual: Error {}

  /// Reads a line and sets its facts; gives the span of the case's name if it has one.
  private func read(_ cursor: inout JSONCursor, _ pointers: NetworkPointers) throws -> JSONSpan?? {
    let walk = state.walk(0, pointers)
    return try effects.withCaches { caches in
      var label: JSONSpan?
      var position = 0
      if try cursor.beginObject() {
        repeat {
          let key = try cursor.key()
          switch try meaning(of: key, in: cursor, at: position) {
          case .fact(let fact):
            let effect = try value(of: fact, &cursor, caches)
            guard given[fact] == -1 else { throw Unusual() }
            if effect >= 0 {
              given[fact] = effect
              givenFacts.append(Int32(truncatingIfNeeded: fact))
              apply(effect, fact, walk)
            }
          case .entities(let subject):
            try tell(subject)
            try entities(of: subject, &cursor, caches, pointers)
          case .complete(let subject):
            try tell(subject + 1000)
            if try cursor.boolean() { complete.append(subject) }
          case .label:
            guard label == nil else { throw Unusual() }
            label = try cursor.string()
          }
          position &+= 1
        } while try cursor.nextMember()
      }
      guard cursor.atEnd else { throw Unusual() }
      for subject in complete { state.setComplete(scope: subject + 1, true, pointers) }
      settleJoint(pointers)
      return .some(label)
    }
  }

  private func tell(_ what: Int) throws {
    guard !told.contains(what) else { throw Unusual() }
    told.append(what)
  }

  private func meaning(of key: JSONSpan, in cursor: JSONCursor, at position: Int) throws -> BatchVocabulary.Meaning {
    let bytes = cursor.bytes(of: key)
    if position < guesses.count, guesses[position].bytes.count == bytes.count {
      let isSame = guesses[position].bytes.withUnsafeBufferPointer { guess in
        var index = 0
        while index < bytes.count, guess[index] == bytes[index] { index &+= 1 }
        return index == bytes.count
      }
      if isSame { return guesses[position].meaning }
    }
    let copy = Array(bytes)
    guard !key.hasEscapes, let meaning = vocabulary.ofCase[copy] else { throw Unusual() }
    let guess = Guess(bytes: copy, meaning: meaning)
    if position < guesses.count {
      guesses[position] = guess
    } else if guesses.count < 1024 {
      guesses.append(guess)
    }
    return meaning
  }

  /// The effect of the value that comes next; -1 for null.
  @inline(__always)
  private func value(of fact: FactIndex, _ cursor: inout JSONCursor, _ caches: UnsafePointer<ValueCache>) throws -> Int32 {
    cursor.skipWhitespace()
    let start = cursor.position
    try cursor.skipValue()
    let length = cursor.position &- start
    if length == 4, cursor.base[start] == UInt8(ascii: "n") { return -1 }
    guard let effect = effects.effect(of: fact, cursor.base + start, length, caches) else { throw Unusual() }
    return effect
  }

  private func entities(
    of subject: Int, _ cursor: inout JSONCursor, _ caches: UnsafePointer<ValueCache>, _ pointers: NetworkPointers
  ) throws {
    guard try cursor.beginArray() else { return }
    let keys = vocabulary.ofEntity[subject]
    repeat {
      let instance = state.addInstance(scope: subject + 1, pointers)
      let walk = state.walk(instance, pointers)
      let first = givenOfEntities.count
      var id: JSONSpan?
      if try cursor.beginObject() {
        repeat {
          let key = try cursor.key()
          guard !key.hasEscapes else { throw Unusual() }
          let name = Array(cursor.bytes(of: key))
          let fact = keys[name]
          if cursor.equals(key, "id") {
            guard id == nil, cursor.peek() == UInt8(ascii: "\"") else { throw Unusual() }
            var ahead = cursor
            id = try ahead.string()
            if fact == nil {
              cursor = ahead
              continue
            }
          }
          guard let fact else { throw Unusual() }
          let effect = try value(of: fact, &cursor, caches)
          guard effect >= 0 else { continue }
          for index in first..<givenOfEntities.count where givenOfEntities[index].fact == Int32(fact) { throw Unusual() }
          givenOfEntities.append(EntityFact(fact: Int32(fact), instance: Int32(instance), effect: effect))
          apply(effect, fact, walk)
        } while try cursor.nextMember()
      }
      try verdicts.name(instance, id.map { cursor.bytes(of: $0) }, position: state.members[subject + 1].count, hasEscapes: id?.hasEscapes ?? false)
    } while try cursor.nextElement()
    guard verdicts.namesDiffer(state.members[subject + 1]) else { throw Unusual() }
  }

  @inline(__always)
  private func apply(_ effect: Int32, _ fact: FactIndex, _ walk: NetworkState.Walk) {
    let what = effects.effects[Int(effect)]
    if what.isUnlisted { unlisted.append(fact) }
    var index = Int(what.start)
    let end = index &+ 2 &* Int(what.count)
    while index < end {
      state.propagate(Int(effects.changes[index]), UInt8(truncatingIfNeeded: effects.changes[index &+ 1]), walk)
      index &+= 2
    }
  }

  // MARK: Comparisons of two facts

  private func settleJoint(_ pointers: NetworkPointers) {
    guard jointFacts.contains(true) else { return }
    for node in rules.network.tests where node.test.reads.count > 1 {
      for member in node.scope == 0 ? [0] : state.members[node.scope] {
        let instance = Int(member)
        let truth = rules.evaluator.truth(
          node.test, value: value(of: node.test.fact, instance), other: value(of: node.test.reads[1], instance))
        if truth != .unknown { state.change(node.node, to: truth.rawValue, instance, pointers) }
      }
    }
  }

  /// The value of a fact in this line, given or inferred.
  private func value(of fact: FactIndex, _ instance: Int) -> FactValue? {
    let effect = self.effect(of: fact, instance)
    return effect < 0 ? nil : effects.values[Int(effects.effects[Int(effect)].value)]
  }

  private func effect(of fact: FactIndex, _ instance: Int) -> Int32 {
    guard rules.knowledge.subjects[rules.knowledge.facts[fact].subject].isMany else { return given[fact] }
    for index in 0..<givenOfEntities.count
    where givenOfEntities[index].fact == Int32(fact) && givenOfEntities[index].instance == Int32(instance) {
      return givenOfEntities[index].effect
    }
    return -1
  }

  // MARK: Inference

  /// Lets inferences follow, facts of lower rank first; every rule changes at most once, because facts are only added.
  private func infer(_ pointers: NetworkPointers) {
    var seen = 0
    while true {
      while seen < state.changes.count {
        let change = state.changes[seen]
        seen += 1
        guard change.truth == Truth.holds.rawValue, let fact = verdicts.inferredFact(Int(change.rule)) else { continue }
        let entry = AgendaEntry(rank: rules.rank[fact], fact: fact, instance: Int(change.instance))
        if agenda.contains(where: { $0.fact == entry.fact && $0.instance == entry.instance }) { continue }
        agenda.insert(entry, at: agenda.firstIndex { $0.rank <= entry.rank } ?? agenda.endIndex)
      }
      guard let entry = agenda.popLast() else { return }
      conclude(entry, pointers)
    }
  }

  private func conclude(_ entry: AgendaEntry, _ pointers: NetworkPointers) {
    let holding = rules.rulesInferring[entry.fact].filter { rule in
      let root = rules.network.roots[rule]
      return root >= 0 && state.truth(root, entry.instance) == .holds
    }
    guard let rule = holding.first else { return }
    let effect = effectOfConclusion(rule)
    let known = self.effect(of: entry.fact, entry.instance)
    let value = { (effect: Int32) in self.effects.values[Int(self.effects.effects[Int(effect)].value)] }
    let used = known >= 0 ? known : effect
    if holding.contains(where: { value(effectOfConclusion($0)) != value(used) }) { contradictory.append(entry.fact) }
    guard known < 0 else { return }
    if entry.instance == 0 {
      given[entry.fact] = effect
      givenFacts.append(Int32(entry.fact))
    } else {
      givenOfEntities.append(EntityFact(fact: Int32(entry.fact), instance: Int32(entry.instance), effect: effect))
    }
    apply(effect, entry.fact, state.walk(entry.instance, pointers))
    if jointFacts[entry.fact] { settleJoint(pointers) }
  }

  private func effectOfConclusion(_ rule: RuleIndex) -> Int32 {
    if let known = inferred[rule] { return known }
    guard case .infer(let fact, let value) = rules.knowledge.rules[rule].conclusion else { return -1 }
    let effect = effects.add(value, of: fact)
    inferred[rule] = effect
    return effect
  }

  // MARK: The next line

  private func reset() {
    state.reset()
    verdicts.reset()
    for index in 0..<givenFacts.count { given[Int(givenFacts[index])] = -1 }
    givenFacts.removeAll()
    givenOfEntities.removeAll()
    if !agenda.isEmpty { agenda.removeAll(keepingCapacity: true) }
    if !contradictory.isEmpty { contradictory.removeAll(keepingCapacity: true) }
    if !unlisted.isEmpty { unlisted.removeAll(keepingCapacity: true) }
    if !complete.isEmpty { complete.removeAll(keepingCapacity: true) }
    if !told.isEmpty { told.removeAll(keepingCapacity: true) }
    if effects.isFull {
      effects = BatchEffects(rules)
      inferred = [:]
    }
  }
}
