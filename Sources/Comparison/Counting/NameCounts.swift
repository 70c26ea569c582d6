/// Counts by a name that a log chooses; bounded, so that a column full of different words costs no memory.
package struct NameCounts: Hashable, Sendable {
  /// How many different names are kept.
  package static let maximumNames = 1_000

  /// Count by name; an empty name stands for a missing one.
  package var named: [String: Int] = [:]
  /// Counted under names that were not kept.
  package var rest = 0

  /// Nothing counted yet.
  package init() {}

  /// Everything counted.
  package var total: Int { named.values.reduce(rest, +) }

  /// Counts under a name, or under `rest` when there are too many names.
  package mutating func add(_ name: String, _ count: Int = 1) {
    if let known = named.index(forKey: name) {
      named.values[known] += count
    } else if named.count < Self.maximumNames {
      named[name] = count
    } else {
      rest += count
    }
  }
}
