import Knowledge

/// The compiled form of all conditions: a graph of nodes, shared where conditions are alike, in flat arrays.
///
/// Nodes of the case come first, then those of each many-subject; a scope's nodes are contiguous. Every entity has its own
/// truth values for the nodes of its subject's scope. A node's truth follows from counts of its children, so that a change
/// touches only what rests on it.
package struct Network: Sendable {
  /// What a node does with its children.
  enum Operation: UInt8 {
    /// No children: a comparison, a quantifier, or the mirror of a node of the case.
    case leaf = 0
    case all = 1
    case any = 2
    case none = 3
  }
  /// What happens when a node changes, besides its parents.
  enum EffectKind: Int32 {
    /// The condition of the rule `payload` has changed.
    case rule = 0
    /// The mirror node `payload` of a many-subject's scope follows.
    case export = 1
    /// The quantifier `payload` counts anew.
    case quantifier = 2
  }
  /// A quantifier: the node of the case that stands for it, and the node of each entity that it counts.
  struct QuantifierNode {
    let amount: Quantifier.Amount
    let scope: Int
    let node: Int32
    /// The condition's node in the entity's scope; -1 when any entity counts.
    let condition: Int32
  }
  /// A comparison and the node that holds its truth.
  struct TestNode {
    let test: FactTest
    let node: Int32
    let scope: Int
  }

  var operations: [UInt8] = []
  var childCounts: [Int32] = []
  /// Position of the first parent of each node in `parents`, and one more for the end.
  var parentStarts: [Int32] = [0]
  var parents: [Int32] = []
  /// Position of the first effect of each node in `effects` (pairs of kind and payload), and one more for the end.
  var effectStarts: [Int32] = [0]
  var effects: [Int32] = []
  /// First node of each scope, and one more for the end; scope 0 is the case, scope `s + 1` subject `s`.
  var scopeStarts: [Int32] = []
  var quantifiers: [QuantifierNode] = []
  /// Quantifiers over each scope.
  var quantifiersOfScope: [[Int32]] = []
  var tests: [TestNode] = []
  /// Positions in `tests` of the comparisons that read a fact.
  var testsOfFact: [[Int32]] = []
  /// Mirror nodes of each scope with the node of the case that they follow.
  var imports: [[(node: Int32, source: Int32)]] = []
  /// The node of each rule's condition; -1 when the rule is not run.
  var roots: [Int32] = []

  /// How many nodes a scope has.
  func count(ofScope scope: Int) -> Int { Int(scopeStarts[scope + 1] - scopeStarts[scope]) }
}

/// The network's arrays as bare pointers, valid within `Network.withPointers`.
struct NetworkPointers {
  let operations: UnsafePointer<UInt8>
  let childCounts: UnsafePointer<Int32>
  let parentStarts: UnsafePointer<Int32>
  let parents: UnsafePointer<Int32>
  let effectStarts: UnsafePointer<Int32>
  let effects: UnsafePointer<Int32>
}

extension Network {
  /// Runs `body` with the arrays as pointers.
  func withPointers<R>(_ body: (NetworkPointers) throws -> R) rethrows -> R {
    try operations.withUnsafeBufferPointer { operations in
      try childCounts.withUnsafeBufferPointer { childCounts in
        try parentStarts.withUnsafeBufferPointer { parentStarts in
          try parents.withUnsafeBufferPointer { parents in
            try effectStarts.withUnsafeBufferPointer { effectStarts in
              try effects.withUnsafeBufferPointer { effects in
                try body(
                  NetworkPointers(
                    operations: start(operations), childCounts: start(childCounts), parentStarts: start(parentStarts),
                    parents: start(parents), effectStarts: start(effectStarts), effects: start(effects)))
              }
            }
          }
        }
      }
    }
  }

  /// The first element; a valid pointer also for an empty array, from which nothing is read.
  private func start<Element>(_ buffer: UnsafeBufferPointer<Element>) -> UnsafePointer<Element> {
    buffer.baseAddress ?? UnsafePointer(bitPattern: 16)!
  }
}
