/// Attempts of a chain after its first, by what became of the attempt right before them.
package struct RetryCounts: Hashable, Sendable {
  /// The one before failed with 131049, less than 86,400 s earlier.
  package var early = 0
  /// The one before failed with 131049, 86,400 s earlier or more.
  package var late = 0
  /// The one before failed with another code, or with none.
  package var other = 0
  /// The one before was neither delivered nor failed.
  package var afterUnresolved = 0
  /// The one before was delivered: a repeat, no retry.
  package var repeats = 0

  /// Nothing counted yet.
  package init() {}

  /// All later attempts that are no repeats.
  package var retries: Int { early + late + other + afterUnresolved }

  /// Adds what another part of the log counted.
  package static func += (left: inout RetryCounts, right: RetryCounts) {
    left.early += right.early
    left.late += right.late
    left.other += right.other
    left.afterUnresolved += right.afterUnresolved
    left.repeats += right.repeats
  }
}
