import Glibc
import JSONText
import Knowledge

/// Diagnoses many cases, one a line: facts in, diagnoses out, both NDJSON.
///
/// The common line goes straight from bytes to truth values and back to bytes. A line with anything unusual is given to the
/// ordinary reader and engine, which say exactly what is wrong or give the same answer slowly. Not for several threads at once:
/// every worker has its own.
package final class BatchDiagnosis {
  private let rules: CompiledRules
  private let program: SweepProgram
  private let state: SweepState
  private let vocabulary: BatchVocabulary
  private var effects: BatchEffects
  private let verdicts: BatchVerdicts
  private let careful: CarefulLine
  /// What is written, until it is handed over.
  private let text = RawList<UInt8>(capacity: 1 << 16)
  /// Which value each fact of the case was given in this line; -1 for none. By fact.
  private let given: UnsafeMutablePointer<Int32>
  /// Facts of the case given in this line.
  private let givenFacts = RawList<Int32>()
  /// Facts of entities given in this line: fact, instance, effect.
  private let givenOfEntities = RawList<EntityFact>()
  /// What the conclusion of each rule does; -1 until it is worked out, and for rules that infer nothing. By rule.
  private let inferred: RawList<Int32>
  /// Facts whose evidence disagrees in this line.
  private var contradictory: [FactIndex] = []
  /// Facts of this line with a word unknown to us.
  private var unlisted: [FactIndex] = []
  private var complete: [Int] = []
  /// Subjects whose list, or whose completeness, this line has told already; positions of completeness are shifted by 1,000.
  private var told: [Int] = []
  /// For each fact the conclusions that infer it, in file order; `wasInferred` tells facts that have any.
  private let conclusions: [[Conclusion]]

  private struct EntityFact: BitwiseCopyable {
    let fact: Int32
    let instance: Int32
    let effect: Int32
  }
  private struct Conclusion {
    let rule: RuleIndex
    let root: Int32
    let value: FactValue
  }

  /// A worker for compiled rules.
  package init(_ rules: CompiledRules) {
    self.rules = rules
    program = SweepProgram(rules)
    state = SweepState(program)
    vocabulary = BatchVocabulary(rules.knowledge)
    effects = BatchEffects(rules, program)
    verdicts = BatchVerdicts(rules)
    careful = CarefulLine(rules)
    given = .allocate(capacity: max(1, rules.knowledge.facts.count))
    given.initialize(repeating: -1, count: rules.knowledge.facts.count)
    inferred = RawList(Array(repeating: -1, count: rules.knowledge.rules.count))
    conclusions = rules.rulesInferring.map { list in
      list.compactMap { rule in
        guard case .infer(_, let value) = rules.knowledge.rules[rule].conclusion, rules.network.roots[rule] >= 0 else { return nil }
        return Conclusion(rule: rule, root: rules.network.roots[rule], value: value)
      }
    }
  }

  deinit {
    given.deallocate()
    givenFacts.deallocate()
    givenOfEntities.deallocate()
    inferred.deallocate()
    text.deallocate()
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
    text.removeAll()
    guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return tally }
    let isText = isValidUTF8(bytes)
    var start = 0
    var number = firstLine
    while start < bytes.count {
      let end = memchr(base + start, 0x0A, bytes.count - start).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count
      switch line(base + start, end - start, number, isText: isText) {
      case .diagnosed: tally.diagnosed += 1
      case .refused: tally.refused += 1
      case .blank: tally.blank += 1
      }
      start = end + 1
      number += 1
    }
    output.append(contentsOf: UnsafeBufferPointer(start: text.base, count: text.count))
    return tally
  }

  private func line(
    _ base: UnsafePointer<UInt8>, _ length: Int, _ number: Int, isText: Bool
  ) -> CarefulLine.Outcome {
    let mark = text.count
    var cursor = JSONCursor(base, count: length)
    if cursor.atEnd { return .blank }
    let isSound = isText || isValidUTF8(UnsafeRawBufferPointer(start: base, count: length))
    let label = isSound ? try? read(&cursor) : nil
    var outcome = CarefulLine.Outcome.diagnosed
    if let label {
      state.settle(joint: joint, infer: infer)
      verdicts.write(
        state, line: number, label: label.map { UnsafeBufferPointer(start: base + $0.start - 1, count: $0.count + 2) },
        contradictory: contradictory, unlisted: unlisted, into: text)
    } else {
      text.removeAll(from: mark)
      state.calm()
      var record: [UInt8] = []
      outcome = careful.run(UnsafeBufferPointer(start: base, count: length), line: number, into: &record)
      for byte in record { text.append(byte) }
    }
    reset()
    return outcome
  }

  // MARK: Reading

  /// Anything unusual in a line: it is read again, carefully.
  private struct Unusual: Error {}

  /// Reads a line and sets its facts; gives the span of the case's name if it has one.
  private func read(_ cursor: inout JSONCursor) throws -> JSONSpan?? {
    let bits = state.bits
    return try effects.withTables { tables in
      var label: JSONSpan?
      if try cursor.beginObject() {
        repeat {
          let key = try cursor.key()
          guard !key.hasEscapes, let meaning = vocabulary.meaning(cursor.base + key.start, key.count) else { throw Unusual() }
          switch meaning {
          case .fact(let fact):
            let effect = try value(of: fact, &cursor, tables)
            guard given[fact] == -1 else { throw Unusual() }
            if effect >= 0 {
              given[fact] = effect
              givenFacts.append(Int32(truncatingIfNeeded: fact))
              apply(effect, fact, bits)
            }
          case .entities(let subject):
            try tell(subject)
            try entities(of: subject, &cursor, tables)
          case .complete(let subject):
            try tell(subject + 1000)
            if try cursor.boolean() { complete.append(subject) }
          case .label:
            guard label == nil else { throw Unusual() }
            label = try cursor.string()
          }
        } while try cursor.nextMember()
      }
      guard cursor.atEnd else { throw Unusual() }
      for subject in complete { state.setComplete(scope: subject + 1) }
      return .some(label)
    }
  }

  private func tell(_ what: Int) throws {
    guard !told.contains(what) else { throw Unusual() }
    told.append(what)
  }

  /// The effect of the value that comes next; -1 for null.
  @inline(__always)
  private func value(of fact: FactIndex, _ cursor: inout JSONCursor, _ tables: BatchEffects.Tables) throws -> Int32 {
    cursor.skipWhitespace()
    let start = cursor.position
    try cursor.skipValue()
    let length = cursor.position &- start
    if length == 4, cursor.base[start] == UInt8(ascii: "n") { return -1 }
    guard let effect = effects.effect(of: fact, cursor.base + start, length, tables) else { throw Unusual() }
    return effect
  }

  private func entities(
    of subject: Int, _ cursor: inout JSONCursor, _ tables: BatchEffects.Tables
  ) throws {
    guard try cursor.beginArray() else { return }
    repeat {
      let instance = state.addInstance(scope: subject + 1)
      let bits = state.vector(instance)
      let first = givenOfEntities.count
      var id: JSONSpan?
      if try cursor.beginObject() {
        repeat {
          let key = try cursor.key()
          guard !key.hasEscapes else { throw Unusual() }
          let fact = vocabulary.fact(cursor.base + key.start, key.count, of: subject)
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
          let effect = try value(of: fact, &cursor, tables)
          guard effect >= 0 else { continue }
          for index in first..<givenOfEntities.count where givenOfEntities[index].fact == Int32(fact) { throw Unusual() }
          givenOfEntities.append(EntityFact(fact: Int32(fact), instance: Int32(instance), effect: effect))
          apply(effect, fact, bits)
        } while try cursor.nextMember()
      }
      try verdicts.name(
        instance, id.map { cursor.bytes(of: $0) }, position: state.members[subject + 1].count, hasEscapes: id?.hasEscapes ?? false)
    } while try cursor.nextElement()
    guard verdicts.namesDiffer(state.members[subject + 1]) else { throw Unusual() }
  }

  @inline(__always)
  private func apply(_ effect: Int32, _ fact: FactIndex, _ bits: UnsafeMutablePointer<SweepState.Word>) {
    let what = effects.effects[Int(effect)]
    if what.isUnlisted { unlisted.append(fact) }
    var index = Int(what.start)
    while index < Int(what.end) {
      let change = effects.changes[index]
      bits[Int(change.word)].holds |= change.holds
      bits[Int(change.word)].fails |= change.fails
      index &+= 1
    }
    state.wake(fact: fact)
  }

  // MARK: Comparisons of two facts

  private func joint(_ index: Int, _ instance: Int) -> Truth {
    let test = program.network.tests[index].test
    return rules.evaluator.truth(test, value: value(of: test.fact, instance), other: value(of: test.reads[1], instance))
  }

  /// The value of a fact in this line, given or inferred.
  private func value(of fact: FactIndex, _ instance: Int) -> FactValue? {
    let effect = self.effect(of: fact, instance)
    return effect < 0 ? nil : effects.values[Int(effects.effects[Int(effect)].value)]
  }

  private func effect(of fact: FactIndex, _ instance: Int) -> Int32 {
    if instance == 0 || !verdicts.isOfEntity[fact] { return given[fact] }
    for index in 0..<givenOfEntities.count
    where givenOfEntities[index].fact == Int32(fact) && givenOfEntities[index].instance == Int32(instance) {
      return givenOfEntities[index].effect
    }
    return -1
  }

  // MARK: Inference

  /// Lets a fact follow from the rules that infer it, the first in file order.
  private func infer(_ fact: FactIndex, _ instance: Int) {
    var used = effect(of: fact, instance)
    let wasKnown = used >= 0
    var first: Int32 = -1
    for conclusion in conclusions[fact] where state.truth(conclusion.root, instance) == .holds {
      let effect = effectOfConclusion(conclusion, fact)
      if first < 0 { first = effect }
      if used < 0 { used = effect }
      if effect != used, conclusion.value != valueOfEffect(used) { contradictory.append(fact) }
    }
    guard !wasKnown, first >= 0 else { return }
    if instance == 0 {
      given[fact] = first
      givenFacts.append(Int32(truncatingIfNeeded: fact))
    } else {
      givenOfEntities.append(EntityFact(fact: Int32(fact), instance: Int32(instance), effect: first))
    }
    apply(first, fact, state.vector(instance))
  }

  private func valueOfEffect(_ effect: Int32) -> FactValue { effects.values[Int(effects.effects[Int(effect)].value)] }

  private func effectOfConclusion(_ conclusion: Conclusion, _ fact: FactIndex) -> Int32 {
    let known = inferred[conclusion.rule]
    if known >= 0 { return known }
    let effect = effects.add(conclusion.value, of: fact)
    inferred[conclusion.rule] = effect
    return effect
  }

  // MARK: The next line

  private func reset() {
    state.reset()
    verdicts.reset()
    for index in 0..<givenFacts.count { given[Int(givenFacts[index])] = -1 }
    givenFacts.removeAll()
    givenOfEntities.removeAll()
    if !contradictory.isEmpty { contradictory.removeAll(keepingCapacity: true) }
    if !unlisted.isEmpty { unlisted.removeAll(keepingCapacity: true) }
    if !complete.isEmpty { complete.removeAll(keepingCapacity: true) }
    if !told.isEmpty { told.removeAll(keepingCapacity: true) }
    if effects.isFull {
      effects = BatchEffects(rules, program)
      for rule in 0..<inferred.count { inferred[rule] = -1 }
    }
  }
}
