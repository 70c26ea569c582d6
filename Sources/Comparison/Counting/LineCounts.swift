/// What became of every line. A line is one record: a row of CSV, which quotes may spread over several lines of text, or a line
/// of NDJSON. The header is no record. `read = used + repeated + broken + passedOver`, always.
package struct LineCounts: Hashable, Sendable {
  /// All of them.
  package var read = 0
  /// Said something new.
  package var used = 0
  /// Said only what an earlier line had said: the same message, status, instant and code.
  package var repeated = 0
  /// Could not be understood.
  package var broken = 0
  /// Understood, and of no use here: blank, another webhook field, an unknown status.
  package var passedOver = 0

  /// Nothing counted yet.
  package init() {}

  /// Adds what another part counted.
  package static func += (left: inout LineCounts, right: LineCounts) {
    left.read += right.read
    left.used += right.used
    left.repeated += right.repeated
    left.broken += right.broken
    left.passedOver += right.passedOver
  }
}

/// Why a line was passed over.
package enum PassedOverKind: Hashable, Sendable, CaseIterable {
  /// Nothing but spaces.
  case blank
  /// A status that means nothing here; see `LogCounts.unknownStatuses`.
  case unknownStatus
  /// A webhook body of another object, or of other fields than `messages`, or without statuses.
  case otherWebhook
}

/// Why a line is broken.
package enum BrokenKind: Hashable, Sendable, CaseIterable {
  /// A row with more or fewer fields than the header.
  case fieldCount
  /// A quoted field that is not closed before the end, or not within `LogReading.longestRecord` bytes.
  case openQuote
  /// Text after the closing quote of a field.
  case textAfterQuote
  /// No JSON, or an end in the middle of it.
  case notJSON
  /// JSON, but not an object.
  case notAnObject
  /// A webhook body or a row whose parts have the wrong kind, such as a list where a text is expected.
  case wrongShape
  /// A line longer than `LogReading.longestRecord` bytes.
  case tooLong
  /// No message id.
  case noMessageID
  /// No status in a row of a log that has statuses.
  case noStatus
  /// No time.
  case noTime
  /// A time in no spelling that is read: ISO 8601, or seconds or milliseconds since 1970.
  case badTime
  /// A time that a spreadsheet has rounded, such as 1.7637E+12.
  case roundedTime
  /// An error code that is no whole number.
  case badCode
}

/// Where a line stands.
package struct LinePlace: Hashable, Sendable, Comparable {
  /// Which of the sources, from 0.
  package var source: Int
  /// The line of text on which the record begins, from 1, the header counted.
  package var line: Int

  /// A place from its parts.
  package init(source: Int, line: Int) {
    self.source = source
    self.line = line
  }

  package static func < (left: LinePlace, right: LinePlace) -> Bool {
    (left.source, left.line) < (right.source, right.line)
  }
}

/// How often something happened, and where first.
package struct PlacedCount: Hashable, Sendable {
  /// How many places are kept.
  package static let maximumPlaces = 5

  /// How often.
  package var count = 0
  /// The first places, in order.
  package var places: [LinePlace] = []

  /// Nothing counted yet.
  package init() {}
}
