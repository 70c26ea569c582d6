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
  /// How many threads count.
  package var workers = 2

  /// Options with the given prefixes and defaults for the rest.
  package init(prefixes: DiallingPrefixes = DiallingPrefixes([:])) { self.prefixes = prefixes }
}
