import Knowledge

/// The bits of one case at a time while a batch runs; owned by one `BatchDiagnosis`.
final class SweepState {
  /// Two bits for each of 64 nodes: neither set is unknown.
  struct Word: BitwiseCopyable {
    var holds: UInt64
    var fails: UInt64
  }
  /// What one value of a fact sets in one word.
  struct Change: BitwiseCopyable {
    let word: Int32
    let holds: UInt64
    let fails: UInt64
  }
  /// A condition of a rule that is decided.
  struct RuleChange: BitwiseCopyable {
    let rule: Int32
    let instance: Int32
    let truth: UInt8
  }

  let program: SweepProgram
  /// Conditions that were decided, in the order in which they were.
  let changes = RawList<RuleChange>()
  /// Instances of each scope; the case is instance 0 of scope 0.
  private(set) var members: [[Int32]]
  /// Whether the list of each scope is known to be whole.
  private(set) var complete: [Bool]
  private(set) var hasEntities = false
  let steps: RawList<SweepProgram.Step>
  let masks: RawList<SweepProgram.Mask>
  let dependents: RawList<Int32>
  let rules: RawList<Int32>
  let stepsOfFact: RawList<SweepProgram.Range32>
  /// Bits of the case.
  let bits: UnsafeMutablePointer<Word>
  private let pending: UnsafeMutablePointer<UInt64>
  private let pendingWords: Int
  /// Bits of each instance.
  private var vectors: [UnsafeMutablePointer<Word>]
  private var spare: [[UnsafeMutablePointer<Word>]]
  private var scopeOfInstance: [Int] = [0]

  init(_ program: SweepProgram) {
    self.program = program
    steps = RawList(program.steps)
    masks = RawList(program.masks)
    dependents = RawList(program.dependents)
    rules = RawList(program.rules)
    stepsOfFact = RawList(program.stepsOfFact)
    bits = Self.vector(program.wordsOfScope[0])
    vectors = [bits]
    members = Array(repeating: [], count: program.wordsOfScope.count)
    members[0] = [0]
    complete = Array(repeating: false, count: program.wordsOfScope.count)
    spare = Array(repeating: [], count: program.wordsOfScope.count)
    pendingWords = (program.steps.count + 63) / 64
    pending = .allocate(capacity: max(1, pendingWords))
    pending.initialize(repeating: 0, count: pendingWords)
  }

  deinit {
    for vector in vectors { vector.deallocate() }
    for list in spare { for vector in list { vector.deallocate() } }
    pending.deallocate()
    changes.deallocate()
    steps.deallocate()
    masks.deallocate()
    dependents.deallocate()
    rules.deallocate()
    stepsOfFact.deallocate()
  }

  private static func vector(_ words: Int) -> UnsafeMutablePointer<Word> {
    let vector = UnsafeMutablePointer<Word>.allocate(capacity: max(1, words))
    vector.initialize(repeating: Word(holds: 0, fails: 0), count: words)
    return vector
  }

  // MARK: What is known

  /// Makes an entity of a scope.
  func addInstance(scope: Int) -> Int {
    let vector = spare[scope].popLast() ?? Self.vector(program.wordsOfScope[scope])
    vectors.append(vector)
    scopeOfInstance.append(scope)
    members[scope].append(Int32(vectors.count - 1))
    hasEntities = true
    for step in program.stepsOfScope[scope] { wake(step) }
    return vectors.count - 1
  }

  /// Says that a scope's list is whole.
  func setComplete(scope: Int) {
    complete[scope] = true
    hasEntities = true
    for step in program.stepsOfScope[scope] { wake(step) }
  }

  /// The bits of an instance.
  func vector(_ instance: Int) -> UnsafeMutablePointer<Word> { instance == 0 ? bits : vectors[instance] }

  /// Wakes the steps that rest on a fact.
  @inline(__always)
  func wake(fact: FactIndex) {
    let range = stepsOfFact[fact]
    var index = Int(range.start)
    while index < Int(range.end) {
      wake(dependents[index])
      index &+= 1
    }
  }

  @inline(__always)
  private func wake(_ step: Int32) { pending[Int(step) >> 6] |= 1 << UInt64(step & 63) }

  /// The truth of a rule's condition for an instance.
  func truth(_ root: Int32, _ instance: Int) -> Truth {
    truth(bit: program.bitOfNode[Int(root)], vector(instance))
  }

  @inline(__always)
  private func truth(bit: Int32, _ vector: UnsafeMutablePointer<Word>) -> Truth {
    let word = vector[Int(bit) >> 6]
    let mask: UInt64 = 1 << UInt64(bit & 63)
    return word.holds & mask != 0 ? .holds : word.fails & mask != 0 ? .fails : .unknown
  }

  // MARK: The pass

  /// Works out every step that something has woken, in order; what needs values is asked of the owner.
  ///
  /// - Parameters:
  ///   - joint: the truth of a comparison of two facts, by position in the network, for an instance.
  ///   - infer: lets a fact be inferred for an instance, and wakes what rests on it.
  func settle(joint: (Int, Int) -> Truth, infer: (FactIndex, Int) -> Void) {
    var word = 0
    while word < pendingWords {
      // A step wakes only later steps, some perhaps in this word.
      while pending[word] != 0 {
        let bit = pending[word].trailingZeroBitCount
        pending[word] &= pending[word] &- 1
        work(steps[word &* 64 &+ bit], joint, infer)
      }
      word &+= 1
    }
  }

  @inline(__always)
  private func work(_ step: SweepProgram.Step, _ joint: (Int, Int) -> Truth, _ infer: (FactIndex, Int) -> Void) {
    if step.scope == 0 {
      work(step, 0, bits, joint, infer)
    } else {
      for instance in members[Int(step.scope)] { work(step, Int(instance), vectors[Int(instance)], joint, infer) }
    }
  }

  @inline(__always)
  private func work(
    _ step: SweepProgram.Step, _ instance: Int, _ vector: UnsafeMutablePointer<Word>, _ joint: (Int, Int) -> Truth,
    _ infer: (FactIndex, Int) -> Void
  ) {
    let truth: Truth
    switch step.kind {
    case .all, .any, .none: truth = group(step, vector)
    case .mirror: truth = self.truth(bit: step.payload, bits)
    case .quantifier: truth = quantifier(Int(step.payload))
    case .joint: truth = joint(Int(step.payload), instance)
    case .inference:
      infer(Int(step.payload), instance)
      return
    }
    guard truth != .unknown else { return }
    let mask: UInt64 = 1 << UInt64(step.bit & 63)
    if truth == .holds { vector[Int(step.bit) >> 6].holds |= mask } else { vector[Int(step.bit) >> 6].fails |= mask }
    var index = Int(step.dependents.start)
    while index < Int(step.dependents.end) {
      wake(dependents[index])
      index &+= 1
    }
    index = Int(step.rules.start)
    while index < Int(step.rules.end) {
      changes.append(RuleChange(rule: rules[index], instance: Int32(truncatingIfNeeded: instance), truth: truth.rawValue))
      index &+= 1
    }
  }

  @inline(__always)
  private func group(_ step: SweepProgram.Step, _ vector: UnsafeMutablePointer<Word>) -> Truth {
    var index = Int(step.masks.start)
    var everyHolds = true
    var everyFails = true
    var oneHolds = false
    var oneFails = false
    while index < Int(step.masks.end) {
      let mask = masks[index]
      let word = vector[Int(mask.word)]
      if word.holds & mask.bits != mask.bits { everyHolds = false }
      if word.fails & mask.bits != mask.bits { everyFails = false }
      if word.holds & mask.bits != 0 { oneHolds = true }
      if word.fails & mask.bits != 0 { oneFails = true }
      index &+= 1
    }
    switch step.kind {
    case .all: return oneFails ? .fails : everyHolds ? .holds : .unknown
    case .any: return oneHolds ? .holds : everyFails ? .fails : .unknown
    default: return oneHolds ? .fails : everyFails ? .holds : .unknown
    }
  }

  private func quantifier(_ index: Int) -> Truth {
    let quantifier = program.network.quantifiers[index]
    var tally = NetworkState.Tally()
    for instance in members[quantifier.scope] {
      let truth: Truth =
        quantifier.condition < 0
        ? .holds : truth(bit: program.bitOfNode[Int(quantifier.condition)], vectors[Int(instance)])
      tally.add(truth.rawValue, 1)
    }
    return tally.truth(quantifier.amount, isComplete: complete[quantifier.scope])
  }

  // MARK: The next case

  /// Starts anew with nothing known and no entities.
  func reset() {
    clear(bits, program.wordsOfScope[0])
    changes.removeAll()
    guard hasEntities else { return }
    for instance in 1..<max(1, vectors.count) {
      clear(vectors[instance], program.wordsOfScope[scopeOfInstance[instance]])
      spare[scopeOfInstance[instance]].append(vectors[instance])
    }
    vectors.removeLast(vectors.count - 1)
    scopeOfInstance.removeLast(scopeOfInstance.count - 1)
    for scope in members.indices.dropFirst() {
      members[scope].removeAll(keepingCapacity: true)
      complete[scope] = false
    }
    hasEntities = false
  }

  /// Forgets what was woken, after a line that was given up.
  func calm() { for word in 0..<pendingWords { pending[word] = 0 } }

  private func clear(_ vector: UnsafeMutablePointer<Word>, _ words: Int) {
    for index in 0..<words { vector[index] = Word(holds: 0, fails: 0) }
  }
}
