/// Counts message logs as section 3 of their contract says: events once, attempts, chains, and who was reached twice.
package struct LogCounter: Sendable {
  /// What it must know beyond the logs.
  package let options: CountingOptions

  /// A counter with its options.
  package init(_ options: CountingOptions) { self.options = options }

  /// Reads all sources once and counts them as one log.
  ///
  /// Lines that cannot be understood are counted, not thrown.
  /// - Parameter progress: called now and then from one of the counting threads, never from two at once.
  /// - Throws: `ComparisonError` when a source cannot be opened or read, or is no message log at all.
  package func count(
    _ sources: [LogSource], progress: (@Sendable (CountingProgress) -> Void)? = nil
  ) throws(ComparisonError) -> LogCounts {
    guard !sources.isEmpty else {
      throw ComparisonError(.usage, "there is no log to count; name files, or - for standard input")
    }
    return try CountRun(sources, options, report: progress).run()
  }
}
