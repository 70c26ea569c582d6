/// What a count must know beyond the logs.
package struct CountingOptions: Hashable, Sendable {
  /// Where the countries of phone numbers come from, when the log names none.
  package var prefixes: DiallingPrefixes
  /// The campaigns to compare; all of them when empty. Others only tell who was reached by other campaigns too.
  package var campaigns: Set<String> = []
  /// Words of the column `api` beside Meta's own, lower-case, and what they mean.
  package var armWords: [String: Arm] = [:]
  /// Seconds east of UTC by which days and hours are cut.
  package var dayOffset = 0
  /// The code of Meta's limit for one person, and after how many seconds a retry is no early one (Meta, Per-user marketing template
  /// message limits, 4 November 2025).
  package var limitCode: Int32 = 131_049
  /// See `limitCode`.
  package var retryWait = 86_400
  /// How many threads count.
  package var workers = 2
  /// Bytes that a thread reads at a time, unless a record is longer; tests make it small.
  package var chunkBytes = 1 << 22

  /// Options with the given prefixes and defaults for the rest.
  package init(prefixes: DiallingPrefixes = DiallingPrefixes([:])) { self.prefixes = prefixes }
}
