import Comparison

/// Short logs as texts.
enum LogText {
  /// A header of the columns that most tests need.
  static let header = "message_id,campaign,api,recipient,template_id,status,timestamp,error_code"

  /// The counts of texts, each a source of its own.
  static func count(
    _ texts: String..., options: CountingOptions = CountingOptions(prefixes: prefixes)
  ) throws -> LogCounts {
    try count(texts.map { Array($0.utf8) }, options: options)
  }

  /// The counts of sources of bytes.
  static func count(
    _ sources: [[UInt8]], options: CountingOptions = CountingOptions(prefixes: prefixes)
  ) throws -> LogCounts {
    try LogCounter(options).count(
      sources.enumerated().map { .bytes($1, name: "log-\($0 + 1).csv") })
  }

  /// Rows under `header`: message, arm, recipient, status, time, code.
  static func rows(_ rows: [(String, String, String, String, Int, String)]) -> String {
    ([header] + rows.map { "\($0.0),diwali,\($0.1),\($0.2),7,\($0.3),\($0.4),\($0.5)" }).joined(
      separator: "\n") + "\n"
  }

  /// Some dialling prefixes.
  static let prefixes = DiallingPrefixes([
    "91": "IN", "55": "BR", "62": "ID", "49": "DE", "1212": "US", "1416": "CA", "7": "RU", "77": "KZ",
    "262": "RE YT",
  ])

  /// Seconds since 1970 of 2026-11-02, 10:00 UTC.
  static let start = 1_793_613_600
}

extension LogCounts {
  /// Whether every line and every event has found its place.
  var addsUp: Bool {
    lines.read == lines.used + lines.repeated + lines.broken + lines.passedOver
      && events.read == events.used + events.repeated + events.broken + events.passedOver
      && sources.reduce(0) { $0 + $1.linesRead } == lines.read
      && arms.values.allSatisfy { arm in
        arm.attempts.messages == arm.attempts.delivered + arm.attempts.failed + arm.attempts.unresolved
          && arm.intended.messages == arm.intended.delivered + arm.intended.failed + arm.intended.unresolved
          && arm.countries.values.reduce(0) { $0 + $1.messages } == arm.intended.messages
          && arm.days.values.reduce(0) { $0 + $1.messages } + arm.withoutSendTime == arm.intended.messages
          && arm.hours.reduce(0, +) + arm.withoutSendTime == arm.intended.messages
          && arm.templates.reduce(0) { $0 + $1.outcomes.messages } == arm.intended.messages
          && arm.intendedCodes.values.reduce(0, +) == arm.intended.failed
          && arm.attemptCodes.values.reduce(0, +) == arm.attempts.failed
          && arm.clusters.n == arm.intended.messages && arm.clusters.d == arm.intended.delivered
      }
  }
}
