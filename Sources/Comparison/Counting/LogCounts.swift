/// Everything that reading message logs counts; integers only, so that whoever computes with it decides how.
///
/// It does not depend on the order of lines, on how they are spread over files, or on the number of cores.
package struct LogCounts: Hashable, Sendable {
  /// The sources, in the order in which they were given.
  package var sources: [SourceCounts] = []
  /// Lines of all sources.
  package var lines = LineCounts()
  /// Broken lines by kind.
  package var broken: [BrokenKind: PlacedCount] = [:]
  /// Lines passed over by kind.
  package var passedOver: [PassedOverKind: PlacedCount] = [:]
  /// Events in the lines: `read = used + repeated + broken + passedOver`. A webhook body may hold several; a line of sends is one.
  package var events = LineCounts()
  /// Events of statuses that mean nothing here, by name.
  package var unknownStatuses = NameCounts()

  /// What was counted of each arm, with at least one attempt.
  package var arms: [Arm: ArmCounts] = [:]
  /// Attempts whose arm nothing says.
  package var withoutArm = OutcomeCounts()
  /// Attempts of which the log says two arms; they are in no arm.
  package var inTwoArms = OutcomeCounts()
  /// Attempts of campaigns that are not compared, see `CountingOptions.campaigns`; they are in no arm.
  package var otherCampaigns = OutcomeCounts()
  /// Attempts whose arm was known from the sends, from a column of the log, from the callback data. The first of these that says it counts.
  package var armFrom = ArmSourceCounts()
  /// Attempts of which a status was seen and no line of sends, while there are sends at all.
  package var withoutSend = 0
  /// Attempts of which different lines say different campaigns, recipients, templates or countries; the least is taken.
  package var contradictions = 0

  /// Recipients with chains in both arms, and their sums.
  package var both = CrossSums()
  /// Recipients with chains in any arm.
  package var recipients = 0
  /// Attempts by what their recipient looks like.
  package var recipientKinds = RecipientKinds()
  /// Attempts whose id begins with `wamid.`: base64 around the phone number.
  package var plainMessageIDs = 0
  /// Attempts with an event whose time had no zone; it was taken as UTC.
  package var timesWithoutZone = 0
  /// The last time of any event, in milliseconds since 1970; a log says no later than this how long it waited.
  package var lastEvent: Int64?

  /// Nothing counted yet.
  package init() {}

  /// What was counted of an arm; nothing when it has no attempts.
  package subscript(arm: Arm) -> ArmCounts { arms[arm] ?? ArmCounts() }
}

/// What a source is and what was read of it.
package struct SourceCounts: Hashable, Sendable {
  /// What it is made of.
  package enum Format: Hashable, Sendable {
    /// Nothing, or nothing but spaces.
    case empty
    /// CSV with the byte that separates fields.
    case csv(separator: UInt8)
    /// NDJSON: rows, sends or webhook bodies.
    case ndjson
  }

  /// How a source ends: a log that was cut off is not the whole log.
  package enum Ending: Hashable, Sendable {
    /// After a line end, or empty.
    case whole
    /// Without a line end, after a line that is not broken, as files written by hand may.
    case withoutLineEnd
    /// In the middle of this line, which is broken.
    case insideLine(Int)
  }

  /// Its name in messages: a path, or `standard input`.
  package var name: String
  /// What it is made of.
  package var format: Format
  /// Bytes read.
  package var bytes = 0
  /// Its lines; which of two sources said something first is not told, so the used and the repeated ones are one number.
  package var linesRead = 0
  /// Of its lines, the broken ones.
  package var linesBroken = 0
  /// Of its lines, those passed over.
  package var linesPassedOver = 0
  /// Lines that were rows of statuses.
  package var statusRows = 0
  /// Lines that were rows of sends.
  package var sendRows = 0
  /// Lines that were webhook bodies.
  package var webhookBodies = 0
  /// How it ends.
  package var ending = Ending.whole
  /// Columns of a CSV header that are not read.
  package var ignoredColumns: [String] = []

  /// A source of which nothing was read yet.
  package init(name: String, format: Format) {
    self.name = name
    self.format = format
  }
}

/// From where the arm of attempts was known.
package struct ArmSourceCounts: Hashable, Sendable {
  /// From a line of sends.
  package var sends = 0
  /// From a column of the log.
  package var column = 0
  /// From `biz_opaque_callback_data`.
  package var callbackData = 0

  /// Nothing counted yet.
  package init() {}
}

/// Attempts by what their recipient looks like.
package struct RecipientKinds: Hashable, Sendable {
  /// A phone number.
  package var numbers = 0
  /// 64 hexadecimal digits.
  package var hashed = 0
  /// Something else that tells recipients apart.
  package var otherNames = 0
  /// A number that a spreadsheet has rounded, such as 9.19877E+11: it tells nobody apart and counts as missing.
  package var rounded = 0
  /// None.
  package var missing = 0

  /// Nothing counted yet.
  package init() {}
}
