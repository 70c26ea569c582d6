import Inference
import Knowledge

/// The cases of a topic as a table: what each would answer to each question, and which questions decide its right finding.
///
/// Entities are counted by their place in the list, so that ids tell nothing; values that no comparison of a rule tells apart are one
/// answer; what a case does not tell is the answer 0.
struct AnswerTable {
  /// A question: a fact of the case, or of the entity in a place of its list.
  struct Column: Hashable, Comparable {
    let fact: FactIndex
    let place: Int
    static func < (a: Column, b: Column) -> Bool { (a.fact, a.place) < (b.fact, b.place) }
  }
  let columns: [Column]
  /// Answers by case and column.
  private(set) var answers: [[Int]] = []
  /// For each case the smallest sets of columns that decide its right finding.
  private(set) var deciding: [[UInt128]] = []
  /// For each case the columns of facts of the case and of entities that it has.
  private var askable: [UInt128] = []

  var puzzle: Puzzle {
    Puzzle(
      answers: answers, deciding: deciding, weights: answers.map { _ in 1 }, questionCount: columns.count,
      askable: askable)
  }

  init(_ cases: [SimulatedCase], _ readers: FactReaders) {
    var relevant: Set<Column> = []
    let perCase = cases.map { Self.columns(of: $0, readers) }
    for columns in perCase { relevant.formUnion(columns.keys) }
    columns = Array(relevant.sorted().prefix(Puzzle.limit))
    var numbers: [[String]: Int] = [:]
    for (subject, columnsOfCase) in zip(cases, perCase) {
      answers.append(
        columns.map { column in
          guard let told = Self.told(column, subject) else { return 0 }
          let key = ["\(column)"] + Self.signature(told.fact, told.value, subject)
          return numbers[key]
            ?? {
              numbers[key] = numbers.count + 1; return numbers.count
            }()
        })
      askable.append(
        columns.indices.reduce(UInt128(0)) {
          Self.entity(columns[$1], subject).isThere ? $0 | UInt128(1) << UInt128($1) : $0
        })
      deciding.append(Self.deciding(subject, columnsOfCase, columns))
    }
  }

  private static func entity(_ column: Column, _ subject: SimulatedCase) -> (isThere: Bool, id: String?) {
    let knowledge = subject.full.knowledge
    let home = knowledge.subjects[knowledge.facts[column.fact].subject]
    guard home.isMany else { return (true, nil) }
    let entities = subject.full.entities(of: home.name)
    return column.place < entities.count ? (true, entities[column.place]) : (false, nil)
  }

  private static func told(_ column: Column, _ subject: SimulatedCase) -> (
    fact: FactReference, value: FactValue
  )? {
    let entity = entity(column, subject)
    guard entity.isThere else { return nil }
    let reference = FactReference(fact: column.fact, entity: entity.id)
    return subject.full.value(of: column.fact, entity: entity.id).map { (reference, $0.value) }
  }

  /// What the case tells and can be asked about, of what its right finding can rest on, with what to assert.
  private static func columns(of subject: SimulatedCase, _ readers: FactReaders) -> [Column: Fact] {
    let knowledge = subject.full.knowledge
    var result: [Column: Fact] = [:]
    for fact in subject.facts(restingOn: readers) {
      guard let question = knowledge.question(knowledge.facts[fact].name), question.retired == nil else {
        continue
      }
      let home = knowledge.subjects[knowledge.facts[fact].subject]
      for place in 0..<(home.isMany ? subject.full.entities(of: home.name).count : 1) {
        let column = Column(fact: fact, place: place)
        guard let told = told(column, subject),
          subject.blank.value(of: fact, entity: told.fact.entity) == nil,
          let answer = subject.answer(told.fact)
        else { continue }
        result[column] = answer
      }
    }
    return result
  }

  /// What every comparison of one fact says of a value; values compared with another fact stand for themselves.
  private static func signature(_ reference: FactReference, _ value: FactValue, _ subject: SimulatedCase)
    -> [String]
  {
    let knowledge = subject.full.knowledge
    let evaluator = TestEvaluator(knowledge, now: subject.full.rules.now)
    var result: [String] = []
    for rule in knowledge.rules where rule.retired == nil {
      rule.condition.forEachTest { test, _ in
        guard test.reads.contains(reference.fact) else { return }
        result.append(
          test.reads.count > 1
            ? value.text(of: knowledge.facts[reference.fact].kind) : "\(evaluator.truth(test, value: value))")
      }
    }
    return result
  }

  /// The smallest sets of answers that decide the right finding, by breadth-first search over sets; where that takes too long, one set
  /// of which nothing can be left out.
  private static func deciding(_ subject: SimulatedCase, _ told: [Column: Fact], _ columns: [Column])
    -> [UInt128]
  {
    let facts = columns.enumerated().compactMap { position, column in
      told[column].map { (bit: UInt128(1) << UInt128(position), fact: $0) }
    }
    var minimal: [UInt128] = []
    var level: [(set: UInt128, last: Int)] = [(0, -1)]
    var tried = 0
    while !level.isEmpty, tried < 50_000 {
      var next: [(set: UInt128, last: Int)] = []
      for (set, last) in level where !minimal.contains(where: { $0 & set == $0 }) {
        tried += 1
        var engine = subject.blank
        for entry in facts where set & entry.bit != 0 { engine.assert(entry.fact) }
        if subject.isDecided(engine) {
          minimal.append(set)
        } else {
          for position in (last + 1)..<max(last + 1, facts.count) {
            next.append((set | facts[position].bit, position))
          }
        }
      }
      level = next
      if !minimal.isEmpty, facts.count > 14 { break }
    }
    return minimal.isEmpty ? [lean(subject, facts)] : minimal
  }

  private static func lean(_ subject: SimulatedCase, _ facts: [(bit: UInt128, fact: Fact)]) -> UInt128 {
    var engine = subject.blank
    for entry in facts { engine.assert(entry.fact) }
    var set = facts.reduce(0) { $0 | $1.bit }
    for entry in facts {
      engine.withdraw(entry.fact)
      if subject.isDecided(engine) { set &= ~entry.bit } else { engine.assert(entry.fact) }
    }
    return set
  }
}
