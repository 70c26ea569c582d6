import JSONText
import Knowledge

/// What the values of facts do to the network of a batch: worked out once for each different value.
///
/// Owned by one `BatchDiagnosis`.
final class BatchEffects {
  /// What one value of one fact does.
  struct Effect: BitwiseCopyable {
    /// Its node changes in `changes`: pairs of node and truth.
    var start: Int32
    var count: Int32
    /// Position of the value in `values`.
    var value: Int32
    /// Whether it is none of the words we know.
    var isUnlisted: Bool
  }

  private let rules: CompiledRules
  /// Pairs of node and truth.
  let changes = RawList<Int32>(capacity: 1024)
  let effects = RawList<Effect>(capacity: 256)
  private(set) var values: [FactValue] = []
  private let caches: [ValueCache]
  /// Effects that are not remembered are dropped when this many values have been met.
  private static let limit = 1 << 20

  init(_ rules: CompiledRules) {
    self.rules = rules
    caches = rules.knowledge.facts.map { _ in ValueCache() }
  }

  deinit {
    changes.deallocate()
    effects.deallocate()
  }

  /// The effect of a value as it stands in the text; `nil` when it is not of the fact's kind.
  @inline(__always)
  func effect(of fact: FactIndex, _ bytes: UnsafePointer<UInt8>, _ length: Int, _ caches: UnsafePointer<ValueCache>) -> Int32? {
    let hash = byteHash(bytes, length, seed: UInt64(truncatingIfNeeded: fact))
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
    let text = [UInt8](UnsafeBufferPointer(start: bytes, count: length))
    let definition = rules.knowledge.facts[fact]
    guard let document = try? JSONDocument(text, file: ""),
      let value = try? FactValue(json: document.root, definition: definition, origin: .outside)
    else { return nil }
    let effect = add(value, of: fact)
    caches[fact].insert(bytes, length, hash, effect: effect)
    return effect
  }

  /// Works out what a value does.
  func add(_ value: FactValue, of fact: FactIndex) -> Int32 {
    let start = changes.count
    for index in rules.network.testsOfFact[fact] {
      let node = rules.network.tests[Int(index)]
      guard node.test.reads.count == 1 else { continue }
      let truth = rules.evaluator.truth(node.test, value: value)
      guard truth != .unknown else { continue }
      changes.append(node.node)
      changes.append(Int32(truth.rawValue))
    }
    values.append(value)
    effects.append(
      Effect(
        start: Int32(start), count: Int32((changes.count - start) / 2), value: Int32(values.count - 1), isUnlisted: value.isUnlisted))
    return Int32(effects.count - 1)
  }

  /// Whether so many values were met that a fresh start is cheaper than holding them all.
  var isFull: Bool { values.count > Self.limit / 8 || changes.count > Self.limit * 4 }
}
