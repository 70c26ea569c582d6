import Comparison
import TestSupport
import Testing

/// What must not depend on how a log is written down.
@Suite struct CountingPropertyTests {
  /// A log with everything that can be wrong, so that every count is at work.
  private static let messages = MessageLog(
    seed: 7, perArm: 400,
    defects: Set(MessageLog.Defect.allCases).subtracting([.differentDays, .tooFewDays, .clicksOfOneSide])
  ).messages()
  private static let rows = MessageLog.rows(messages)
  private static func whole() throws -> LogCounts { try LogText.count([MessageLog.csv(rows)]) }

  /// The counts of two logs that say the same in different files.
  private func same(_ left: LogCounts, _ right: LogCounts) -> Bool {
    var (left, right) = (left, right)
    left.sources = []
    right.sources = []
    return left == right
  }

  @Test func theLogIsWorthTheTrouble() throws {
    let whole = try Self.whole()
    #expect(whole.addsUp)
    #expect(whole.lines.used == Self.rows.count)
    #expect(whole.both.clusters > 10)
    let mm = whole[.marketingMessages]
    #expect(mm.later.early > 5 && mm.later.late > 5 && mm.later.repeats > 5)
    #expect(mm.recipientsInOtherCampaigns > 10 && mm.fellBack > 5 && mm.clickEvents > 10)
  }

  @Test(arguments: 1...5) func orderOfLinesDoesNotMatter(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let shuffled = try LogText.count([MessageLog.csv(Self.rows.shuffled(using: &chance))])
    #expect(try shuffled == Self.whole())
  }

  @Test func linesSaidTwiceAreRepeatedAndNothingElse() throws {
    var twice = try LogText.count([MessageLog.csv(Self.rows + Self.rows.reversed())])
    #expect(twice.addsUp)
    #expect(twice.lines.repeated == Self.rows.count && twice.events.repeated == Self.rows.count)
    let once = try Self.whole()
    twice.lines = once.lines
    twice.events = once.events
    #expect(same(twice, once))
  }

  @Test(arguments: [2, 3, 7]) func splittingAFileChangesNothing(_ parts: Int) throws {
    let files = (0..<parts).map { part in
      MessageLog.csv(Self.rows.enumerated().filter { $0.offset % parts == part }.map(\.element))
    }
    #expect(try same(LogText.count(files), Self.whole()))
  }

  @Test func swappingTheArmsSwapsTheCounts() throws {
    let swapped = Self.messages.map { message in
      var message = message
      message.api = message.api == "cloud_api" ? "marketing_messages" : "cloud_api"
      return message
    }
    let (left, right) = (try Self.whole(), try LogText.count([MessageLog.csv(MessageLog.rows(swapped))]))
    #expect(left[.cloud] == right[.marketingMessages])
    #expect(left[.marketingMessages] == right[.cloud])
    #expect(left.both.nn == right.both.nn && left.both.nd == right.both.dn && left.both.cd == right.both.dc)
  }

  @Test(arguments: [1, 2, 3, 8], [64, 1_000, 1 << 22])
  func neitherThreadsNorPiecesMatter(_ workers: Int, _ bytes: Int) throws {
    var options = CountingOptions(prefixes: LogText.prefixes)
    options.workers = workers
    options.chunkBytes = bytes
    let counts = try LogText.count([MessageLog.csv(Self.rows)], options: options)
    #expect(try counts == Self.whole())
  }

  @Test func objectsSayTheSameAsRows() throws {
    let lines = MessageLog.objects(Self.rows).joined(separator: "\n")
    #expect(try same(LogText.count(lines), Self.whole()))
  }

  @Test func quotesSayTheSame() throws {
    let quoted = Self.rows.map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ",")
    }
    for bytes in [50, 1 << 22] {
      var options = CountingOptions(prefixes: LogText.prefixes)
      options.chunkBytes = bytes
      #expect(try LogText.count([MessageLog.csv(quoted)], options: options) == Self.whole())
    }
  }

  @Test(arguments: [1, 5, 50]) func webhooksJoinedWithSendsSayTheSame(_ perBody: Int) throws {
    let statuses = MessageLog.statuses(Self.messages)
    let bodies = stride(from: 0, to: statuses.count, by: perBody).map {
      MessageLog.body(statuses[$0..<min($0 + perBody, statuses.count)])
    }
    let joined = try LogText.count([
      MessageLog.sends(Self.messages), Array(bodies.joined(separator: "\n").utf8),
    ])
    #expect(joined.addsUp)
    let unclicked = Self.messages.map { message in
      var message = message
      message.events.removeAll { $0.status == "clicked" }
      return message
    }
    let flat = try LogText.count([
      MessageLog.csv(MessageLog.rows(unclicked)), MessageLog.sends(Self.messages),
    ])
    #expect(joined.arms == flat.arms)
    #expect(joined.both == flat.both && joined.recipients == flat.recipients)
    #expect(joined.armFrom.sends == Self.messages.count && joined.withoutSend == 0)
    #expect(joined.lines.used == Self.messages.count + bodies.count)
  }

  @Test func bodiesBatchedDifferentlyGiveTheSameStatusesOnce() throws {
    let statuses = MessageLog.statuses(Self.messages)
    let sends = MessageLog.sends(Self.messages)
    let three = stride(from: 0, to: statuses.count, by: 3).map {
      MessageLog.body(statuses[$0..<min($0 + 3, statuses.count)])
    }
    let two = stride(from: 0, to: statuses.count, by: 2).map {
      MessageLog.body(statuses[$0..<min($0 + 2, statuses.count)])
    }
    let once = try LogText.count([sends, Array(three.joined(separator: "\n").utf8)])
    let twice = try LogText.count([sends, Array((two + three).joined(separator: "\n").utf8)])
    #expect(once.arms == twice.arms)
    #expect(twice.events.repeated == statuses.count)
    #expect(twice.addsUp)
  }
}
