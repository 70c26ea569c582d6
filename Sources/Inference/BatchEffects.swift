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
  /// How the values of each fact are looked up.
  let lookups: RawList<Lookup>
  private let scales: [OrderScale]

  /// How the values of a fact are looked up.
  struct Lookup: BitwiseCopyable {
    /// Position of the fact's scale in `scales`; -1 when it has none and its values are found by their bytes.
    let scale: Int32
    /// The effect of any string: nothing, for a text that no rule reads; -1 for other facts.
    let ofAnyString: Int32
  }

  init(_ rules: CompiledRules, _ program: SweepProgram) {
    self.rules = rules
    self.program = program
    caches = rules.knowledge.facts.map { _ in ValueCache() }
    var scales: [OrderScale] = []
    lookups = RawList()
    for (fact, definition) in rules.knowledge.facts.enumerated() {
      if let scale = OrderScale(fact, rules) {
        lookups.append(Lookup(scale: Int32(scales.count), ofAnyString: -1))
        scales.append(scale)
      } else {
        let isRead = !rules.network.testsOfFact[fact].isEmpty || !rules.rulesInferring[fact].isEmpty
        lookups.append(Lookup(scale: -1, ofAnyString: definition.kind == .text && !isRead ? 0 : -1))
      }
    }
    self.scales = scales
    // The effect of a text that nothing reads.
    effects.append(Effect(start: 0, end: 0, value: 0, isUnlisted: false))
    values.append(.text(""))
  }

  deinit {
    changes.deallocate()
    effects.deallocate()
    lookups.deallocate()
    for scale in scales { scale.deallocate() }
  }

  /// What is needed to look values up, as bare memory.
  struct Tables {
    let lookups: RawList<Lookup>
    let caches: UnsafePointer<ValueCache>
    let scales: UnsafePointer<OrderScale>
  }

  /// The effect of a value as it stands in the text; `nil` when it is not of the fact's kind.
  @inline(__always)
  func effect(of fact: FactIndex, _ bytes: UnsafePointer<UInt8>, _ length: Int, _ tables: Tables) -> Int32? {
    let lookup = tables.lookups[fact]
    if lookup.scale >= 0 {
      let scale = tables.scales[Int(lookup.scale)]
      let place = scale.place(bytes, length)
      if place >= 0, scale[place] >= 0 { return scale[place] }
      return read(fact, bytes, length, scale, place)
    }
    if lookup.ofAnyString >= 0, bytes[0] == UInt8(ascii: "\"") { return lookup.ofAnyString }
    let hash = byteHash(bytes, length, seed: 0)
    let known = tables.caches[fact].effect(bytes, length, hash)
    return known >= 0 ? known : read(fact, bytes, length, hash)
  }

  /// Runs `body` with the tables of all facts.
  func withTables<R>(_ body: (Tables) throws -> R) rethrows -> R {
    try caches.withUnsafeBufferPointer { caches in
      try scales.withUnsafeBufferPointer { scales in
        // Never read when there are no facts, or none with a scale.
        let cache = caches.baseAddress ?? UnsafePointer(bitPattern: 16)!
        let scale = scales.baseAddress ?? UnsafePointer(bitPattern: 16)!
        return try body(Tables(lookups: lookups, caches: cache, scales: scale))
      }
    }
  }

  /// Reads a value that has no effect at its place yet, or whose place cannot be told from its bytes.
  @inline(never)
  private func read(_ fact: FactIndex, _ bytes: UnsafePointer<UInt8>, _ length: Int, _ scale: OrderScale, _ place: Int) -> Int32? {
    guard let effect = value(fact, bytes, length).map({ add($0, of: fact) }) else { return nil }
    if place >= 0 { scale[place] = effect }
    return effect
  }

  @inline(never)
  private func read(_ fact: FactIndex, _ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64) -> Int32? {
    guard let effect = value(fact, bytes, length).map({ add($0, of: fact) }) else { return nil }
    caches[fact].insert(bytes, length, hash, effect: effect)
    return effect
  }

  private func value(_ fact: FactIndex, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> FactValue? {
    let definition = rules.knowledge.facts[fact]
    let raw = UnsafeBufferPointer(start: bytes, count: length)
    return Self.plain(raw, definition) ?? Self.any(raw, definition)
  }

  /// A number or a plain string, without a document; `nil` when it takes a closer look.
  private static func plain(_ raw: UnsafeBufferPointer<UInt8>, _ definition: FactDefinition) -> FactValue? {
    guard let first = raw.first, let last = raw.last else { return nil }
    if first == UInt8(ascii: "\""), last == first, raw.count >= 2, !raw.contains(UInt8(ascii: "\\")) {
      if case .list = definition.kind { return nil }
      let text = String(decoding: UnsafeBufferPointer(rebasing: raw[1..<raw.count - 1]), as: UTF8.self)
      return try? FactValue(.string(text), kind: definition.kind, options: definition.options, origin: .outside)
    }
    return nil
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
