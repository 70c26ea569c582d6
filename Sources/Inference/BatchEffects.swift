import JSONText
import Knowledge

/// What the values of facts do to the bits of a batch: worked out once for each different value, or range of values.
///
/// Owned by one `BatchDiagnosis`.
final class BatchEffects {
  /// What one value of one fact does.
  struct Effect: BitwiseCopyable {
    /// The words it changes, in `changes`.
    let start: Int32
    let end: Int32
    /// Position of a value that does this in `values`.
    let value: Int32
    /// Whether it is none of the words we know.
    let isUnlisted: Bool
  }

  private let rules: CompiledRules
  private let program: SweepProgram
  let changes = RawList<SweepState.Change>(capacity: 1024)
  let effects = RawList<Effect>(capacity: 256)
  private(set) var values: [FactValue] = []
  private let caches: [ValueCache]
  /// For facts that are only compared in order with constants: these constants, and what lies at and between them.
  private let scales: [Scale?]

  init(_ rules: CompiledRules, _ program: SweepProgram) {
    self.rules = rules
    self.program = program
    caches = rules.knowledge.facts.map { _ in ValueCache() }
    scales = rules.knowledge.facts.indices.map { Scale($0, rules) }
  }

  deinit {
    changes.deallocate()
    effects.deallocate()
  }

  /// The effect of a value as it stands in the text; `nil` when it is not of the fact's kind.
  @inline(__always)
  func effect(of fact: FactIndex, _ bytes: UnsafePointer<UInt8>, _ length: Int, _ caches: UnsafePointer<ValueCache>) -> Int32? {
    let hash = byteHash(bytes, length, seed: 0)
    let known = caches[fact].effect(bytes, length, hash)
    return known >= 0 ? known : read(fact, bytes, length, hash)
  }

  /// Runs `body` with the caches of all facts, by position.
  func withCaches<R>(_ body: (UnsafePointer<ValueCache>) throws -> R) rethrows -> R {
    try caches.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return try withUnsafePointer(to: ValueCache()) { try body($0) } }
      return try body(base)
    }
  }

  @inline(never)
  private func read(_ fact: FactIndex, _ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64) -> Int32? {
    let definition = rules.knowledge.facts[fact]
    let raw = UnsafeBufferPointer(start: bytes, count: length)
    guard let value = Self.plain(raw, definition) ?? Self.any(raw, definition) else { return nil }
    let effect = scales[fact]?.effect(of: value) { add(value, of: fact) } ?? add(value, of: fact)
    caches[fact].insert(bytes, length, hash, effect: effect)
    return effect
  }

  /// A number or a plain string, without a document; `nil` when it takes a closer look.
  private static func plain(_ raw: UnsafeBufferPointer<UInt8>, _ definition: FactDefinition) -> FactValue? {
    guard let first = raw.first, let last = raw.last else { return nil }
    if first == UInt8(ascii: "\""), last == first, raw.count >= 2, !raw.contains(UInt8(ascii: "\\")) {
      if case .list = definition.kind { return nil }
      let text = String(decoding: UnsafeBufferPointer(rebasing: raw[1..<raw.count - 1]), as: UTF8.self)
      return try? FactValue(.string(text), kind: definition.kind, options: definition.options, origin: .outside)
    }
    guard first != UInt8(ascii: "0") || raw.count == 1, let number = ExactDecimal(digits: raw) else { return nil }
    switch definition.kind {
    case .decimal: return .decimal(number)
    case .wholeNumber where number.scale == 0: return .whole(number.coefficient)
    case .count where number.scale == 0 && number.coefficient >= 0: return .whole(number.coefficient)
    default: return nil
    }
  }

  private static func any(_ raw: UnsafeBufferPointer<UInt8>, _ definition: FactDefinition) -> FactValue? {
    guard let document = try? JSONDocument([UInt8](raw), file: "") else { return nil }
    return try? FactValue(json: document.root, definition: definition, origin: .outside)
  }

  /// Works out what a value does.
  func add(_ value: FactValue, of fact: FactIndex) -> Int32 {
    let start = changes.count
    var words: [Int32: (holds: UInt64, fails: UInt64)] = [:]
    for index in rules.network.testsOfFact[fact] {
      let node = rules.network.tests[Int(index)]
      guard node.test.reads.count == 1 else { continue }
      let truth = rules.evaluator.truth(node.test, value: value)
      let bit = program.bitOfNode[Int(node.node)]
      let mask: UInt64 = 1 << UInt64(bit & 63)
      if truth == .holds { words[bit >> 6, default: (0, 0)].holds |= mask }
      if truth == .fails { words[bit >> 6, default: (0, 0)].fails |= mask }
    }
    for (word, bits) in words.sorted(by: { $0.key < $1.key }) {
      changes.append(SweepState.Change(word: word, holds: bits.holds, fails: bits.fails))
    }
    values.append(value)
    effects.append(
      Effect(start: Int32(start), end: Int32(changes.count), value: Int32(values.count - 1), isUnlisted: value.isUnlisted))
    return Int32(effects.count - 1)
  }

  /// Whether so many values were met that a fresh start is better than holding them all.
  var isFull: Bool { values.count > 1 << 17 }
}

/// The constants that a fact is compared with, in order: all values between two of them do the same.
private final class Scale {
  private let points: [FactValue]
  /// The effect before, at, and after each point; -1 until one is met.
  private let effects: RawList<Int32>

  /// `nil` for a fact that is compared in another way, or with another fact.
  init?(_ fact: FactIndex, _ rules: CompiledRules) {
    var points: [FactValue] = []
    switch rules.knowledge.facts[fact].kind {
    case .wholeNumber, .count, .decimal, .percent, .duration, .version, .date, .moment: break
    default: return nil
    }
    for index in rules.network.testsOfFact[fact] {
      let test = rules.network.tests[Int(index)].test
      guard case .values(let values) = test.operand else { return nil }
      switch test.comparison {
      case .is, .atLeast, .atMost, .above, .below, .before, .after: points += values
      case .olderThan where rules.knowledge.facts[fact].kind == .version: points += values
      default: return nil
      }
    }
    points.sort { (TestEvaluator.order($0, $1) ?? 0) < 0 }
    self.points = points
    effects = RawList(Array(repeating: -1, count: 2 * points.count + 1))
  }

  deinit { effects.deallocate() }

  /// The effect at a value's place, worked out by `make` the first time.
  func effect(of value: FactValue, make: () -> Int32) -> Int32 {
    var low = 0
    var high = points.count
    while low < high {
      let middle = (low + high) / 2
      if (TestEvaluator.order(points[middle], value) ?? 0) < 0 { low = middle + 1 } else { high = middle }
    }
    let isPoint = low < points.count && TestEvaluator.order(points[low], value) == 0
    let place = 2 * low + (isPoint ? 1 : 0)
    if effects[place] < 0 { effects[place] = make() }
    return effects[place]
  }
}

extension ExactDecimal {
  /// Reads `-12.50` as JSON writes it, up to 18 digits; `nil` for an exponent or anything else.
  init?(digits raw: UnsafeBufferPointer<UInt8>) {
    var coefficient: Int64 = 0
    var scale = 0
    var index = raw.first == UInt8(ascii: "-") ? 1 : 0
    var seenPoint = false
    guard raw.count <= 19, index < raw.count else { return nil }
    while index < raw.count {
      let digit = raw[index] &- UInt8(ascii: "0")
      if digit < 10 {
        coefficient = coefficient &* 10 &+ Int64(digit)
        if seenPoint { scale += 1 }
      } else if raw[index] == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else {
        return nil
      }
      index += 1
    }
    self.init(coefficient: raw.first == UInt8(ascii: "-") ? -coefficient : coefficient, scale: scale)
  }
}
