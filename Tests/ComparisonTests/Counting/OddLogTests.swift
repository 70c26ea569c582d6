import Comparison
import Glibc
import Synchronization
import TestSupport
import Testing

/// Logs as people have them: every line finds its place, and what cannot be read is named.
@Suite struct OddLogTests {
  private let start = LogText.start
  private let row = "a,diwali,mm,911234567,7,delivered,1793613600,"

  private func kinds(_ counts: LogCounts) -> [BrokenKind: [Int]] {
    counts.broken.mapValues { $0.places.map(\.line) }
  }

  /// What counting throws; an empty text when it does not.
  private func refusal(_ bytes: [UInt8], name: String = "log.csv") -> String {
    do {
      _ = try LogCounter(CountingOptions()).count([.bytes(bytes, name: name)])
      return ""
    } catch {
      return error.description
    }
  }

  @Test func brokenLinesAreCountedByKindWithTheirPlaces() throws {
    let text = [
      LogText.header, row, "too,few", row + ",more", "", ",diwali,mm,911,7,delivered,1793613600,",
      "b,diwali,mm,911,7,,1793613600,", "b,diwali,mm,911,7,delivered,,",
      "b,diwali,mm,911,7,delivered,02.11.2026,",
      "b,diwali,mm,911,7,delivered,1.7936E+12,", "b,diwali,mm,911,7,failed,1793613600,soon",
      "b,diwali,mm,911,7,\"delivered\"x,1793613600,", "b,diwali,mm,911,7,deleted,1793613600,", row + ",,",
      ",,,,,,,", "b,diwali,mm,911,7,\"delivered,1793613600,",
    ].joined(separator: "\n")
    let counts = try LogText.count(text)
    #expect(
      kinds(counts) == [
        .fieldCount: [3, 4], .noMessageID: [6], .noStatus: [7], .noTime: [8], .badTime: [9],
        .roundedTime: [10],
        .badCode: [11], .textAfterQuote: [12], .openQuote: [16],
      ])
    #expect(
      counts.passedOver.mapValues { $0.places.map(\.line) } == [.blank: [5, 15], .unknownStatus: [13]])
    #expect(counts.unknownStatuses.named == ["deleted": 1])
    #expect(counts.lines.used == 1 && counts.lines.repeated == 1, "empty fields too many do no harm")
    #expect(counts.lines.read == 15 && counts.addsUp)
  }

  @Test func onlyTheFirstPlacesAreKept() throws {
    let text = ([LogText.header] + (0..<50).map { "broken \($0)" }).joined(separator: "\n")
    var options = CountingOptions()
    options.workers = 3
    let counts = try LogText.count(text, options: options)
    #expect(counts.broken[.fieldCount]?.count == 50 && kinds(counts)[.fieldCount] == [2, 3, 4, 5, 6])
  }

  @Test func brokenObjectsAreCountedByKind() throws {
    let text = [
      #"{"message_id":"a","api":"mm","status":"sent","timestamp":1793613600}"#, #"{"message_id":"a","#,
      "[1,2]", "nonsense", "",
      #"{"message_id":"a","status":["sent"],"timestamp":1793613600}"#,
      #"{"status":"sent","timestamp":1793613600}"#,
      #"{"message_id":"a","status":null,"timestamp":1793613600}"#, #"{"object":"page","entry":[]}"#,
      #"{"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"statuses":[{"id":"x"}]},"field":"flows"}]}]}"#,
      #"{"object":"whatsapp_business_account","entry":{}}"#,
      #"{"object":"whatsapp_business_account","entry":[{"#
        + #""changes":[{"value":{"statuses":[{"status":"sent","timestamp":"1793613600"}]},"field":"messages"}]}]}"#,
      #"{"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"messages":[{}]},"field":"messages"}]}]}"#,
      #"{"message_id":"a","api":"mm","status":"sent","timestamp":"2026-11-02T10:00:00Z"}"#,
    ].joined(separator: "\r\n")
    let counts = try LogText.count(text)
    #expect(
      kinds(counts) == [
        .notJSON: [2, 4], .notAnObject: [3], .wrongShape: [6, 11], .noMessageID: [7, 12], .noStatus: [8],
      ])
    #expect(counts.passedOver.mapValues(\.count) == [.blank: 1, .otherWebhook: 3])
    #expect(counts.lines.used == 1 && counts.lines.repeated == 1 && counts.addsUp)
  }

  @Test(arguments: [",", ";", "\t"], ["\n", "\r\n"])
  func tablesOfEverySeparatorAndLineEndAreRead(_ separator: String, _ end: String) throws {
    let lines = ["\u{FEFF}" + LogText.header, row, "b,diwali,cloud,912,7,failed,1793613600,131026"]
    let text = lines.map { $0.replacing(",", with: separator) }.joined(separator: end) + end
    let counts = try LogText.count(text)
    #expect(counts.sources[0].format == .csv(separator: separator.utf8.first!))
    #expect(counts[.cloud].intendedCodes == [131_026: 1] && counts.lines.used == 2 && counts.lines.read == 2)
  }

  @Test func columnsMayStandInAnyOrderUnderAnySpelling() throws {
    let counts = try LogText.count(
      "sep=;\nnote;Time;TIMESTAMP;Status;Message ID;\"API\"\n\"a \"\"quoted\"\"; two\nlines\";;1793613600;Delivered;a;Cloud API\n"
    )
    #expect(counts[.cloud].attempts.delivered == 1)
    #expect(counts.sources[0].ignoredColumns == ["note", "Time"])
  }

  @Test func quotesMaySpreadARecordOverLines() throws {
    let text =
      "message_id,template_name,api,status,timestamp\na,\"one\ntwo, \"\"three\"\"\",mm,sent,1793613600\nbroken\n"
    for bytes in [1, 1 << 20] {
      var options = CountingOptions()
      options.chunkBytes = bytes
      let counts = try LogText.count(text, options: options)
      #expect(counts[.marketingMessages].templates.first?.template.name == "one\ntwo, \"three\"")
      #expect(kinds(counts) == [.fieldCount: [4]])
    }
  }

  @Test func aStrayQuoteCostsOneLine() throws {
    let rows = (0..<40).map { "m\($0),diwali,mm,91\(1000 + $0),7,delivered,1793613600," }
    for (name, lost) in [("5\" screen", 0), ("\"open", 1), ("\"closed\" early", 1)] {
      var lines = rows
      lines.insert("x,\(name),mm,911,7,sent,1793613600,", at: 20)
      for bytes in [1, 1 << 20] {
        var options = CountingOptions()
        options.chunkBytes = bytes
        let counts = try LogText.count(([LogText.header] + lines).joined(separator: "\n"), options: options)
        #expect(counts.lines.broken == lost && counts.lines.used == 41 - lost, "\(name)")
        #expect(counts.addsUp)
      }
    }
  }

  @Test func anEmptyLogIsNoError() throws {
    for text in ["", "\n \n", "\u{FEFF}", LogText.header, LogText.header + "\n"] {
      let counts = try LogText.count(text)
      #expect(counts.lines.read == 0 && counts.arms.isEmpty && counts.addsUp)
    }
  }

  @Test func theSameFileTwiceIsRepeated() throws {
    let log = MessageLog(perArm: 50).csv()
    let (once, twice) = (try LogText.count([log]), try LogText.count([log, log]))
    #expect(once.arms == twice.arms && twice.lines.repeated == once.lines.used && twice.addsUp)
  }

  @Test func oneArmAndThreeArmsAreWhatTheyAre() throws {
    let one = try LogText.count(LogText.rows([("a", "mm", "911", "sent", start, "")]))
    #expect(one.arms.keys.map { $0 } == [.marketingMessages])
    let three = try LogText.count(
      LogText.rows([
        ("a", "mm", "911", "sent", start, ""), ("b", "cloud", "912", "sent", start, ""),
        ("c", "On-Premises", "913", "sent", start, ""),
      ]))
    #expect(three.arms.keys.sorted() == [.marketingMessages, .cloud, .other("on-premises")])
    #expect(three.addsUp && three.recipients == 3)
    var options = CountingOptions()
    options.armWords = ["on-premises": .cloud]
    let told = try LogText.count(
      LogText.rows([("c", "On-Premises", "913", "sent", start, "")]), options: options)
    #expect(told[.cloud].attempts.messages == 1)
  }

  @Test func withoutRecipientsEveryMessageIsItsOwn() throws {
    let counts = try LogText.count(
      "message_id,api,status,timestamp\na,mm,failed,1793613600\nb,mm,sent,1793613700\n")
    let arm = counts[.marketingMessages]
    #expect(counts.recipientKinds.missing == 2 && counts.recipients == 0 && arm.recipients == 0)
    #expect(arm.intended.messages == 2 && arm.clusters.clusters == 2 && arm.later.retries == 0)
    #expect(arm.intendedCodes == [0: 1])
    #expect(arm.countries.keys.sorted() == [""], "nobody's country is guessed")
  }

  @Test func nobodysCountryIsGuessedFromAnId() throws {
    var options = CountingOptions(
      prefixes: DiallingPrefixes(["1": "US", "2": "EG", "4": "DE", "5": "BR", "6": "ID", "9": "IN"]))
    options.workers = 2
    let rows = (0..<2_000).map { "m\($0),mm,sent,1793613600" }.joined(separator: "\n")
    let counts = try LogText.count("message_id,api,status,timestamp\n" + rows, options: options)
    #expect(counts[.marketingMessages].countries.mapValues(\.messages) == ["": 2_000])
  }

  @Test(arguments: [1, 3], [40, 1 << 20])
  func howALogEndsIsSeen(_ workers: Int, _ bytes: Int) throws {
    var options = CountingOptions()
    (options.workers, options.chunkBytes) = (workers, bytes)
    func ending(_ text: String) throws -> SourceCounts.Ending {
      try LogText.count(text, options: options).sources[0].ending
    }
    #expect(try ending("") == .whole)
    #expect(try ending(LogText.header) == .whole, "a header alone has no line that could be cut")
    #expect(try ending(LogText.header + "\n" + row + "\n") == .whole)
    #expect(try ending(LogText.header + "\n" + row) == .withoutLineEnd)
    #expect(try ending(LogText.header + "\n" + row + "\nb,diw") == .insideLine(3))
    #expect(try ending(LogText.header + "\nb,diw\n" + row) == .withoutLineEnd)
    #expect(
      try ending(
        #"{"message_id":"a","api":"mm","status":"sent","timestamp":1793613600}"# + "\n"
          + #"{"message_id":"b","st"#) == .insideLine(2))
  }

  @Test func hashedRecipientsBesidePlainIdsAreSeen() throws {
    var log = MessageLog(perArm: 100, defects: [.overlap, .retries])
    let plain = try LogText.count([log.csv()])
    log.isHashed = true
    let hashed = try LogText.count([log.csv()])
    #expect(
      hashed.recipientKinds.hashed == plain.recipientKinds.numbers && hashed.recipientKinds.numbers == 0)
    #expect(hashed.plainMessageIDs == hashed.recipientKinds.hashed)
    #expect(hashed.arms == plain.arms && hashed.both == plain.both)
  }

  @Test func roundedNumbersTellNobodyApart() throws {
    let counts = try LogText.count(
      LogText.rows([
        ("a", "mm", "9.19877E+11", "failed", start, "131049"),
        ("b", "mm", "9.19877E+11", "sent", start + 60, ""),
      ]))
    #expect(counts.recipientKinds.rounded == 2 && counts[.marketingMessages].intended.messages == 2)
    #expect(counts[.marketingMessages].later.retries == 0)
  }

  @Test func timesWithoutZoneAreCounted() throws {
    let counts = try LogText.count(
      "message_id,api,status,timestamp\na,mm,sent,2026-11-02T10:00:00\nb,mm,sent,2026-11-02T10:00:00Z\n")
    #expect(counts.timesWithoutZone == 1 && counts[.marketingMessages].hours[10] == 2)
  }

  @Test func linesOfTenMegabytesAreRead() throws {
    let long = String(repeating: "x", count: 10_000_000)
    let text =
      "message_id,note,api,status,timestamp\na,\(long),mm,sent,1793613600\nb,\"\(long)\n\",cloud,sent,1793613600\nc,,mm,sent,1793613600\n"
    var options = CountingOptions()
    options.chunkBytes = 1 << 20
    let counts = try LogText.count(text, options: options)
    #expect(counts.lines.used == 3 && counts[.marketingMessages].attempts.messages == 2)
  }

  @Test func columnsMayDifferFromFileToFile() throws {
    let counts = try LogText.count(
      "message_id,api,recipient,status,timestamp\na,mm,911234567,sent,1793613600\n",
      "status;message_id;timestamp;error_code\nfailed;a;1793613605;131049\n",
      #"{"message_id":"b","api":"cloud_api","recipient":911234568,"status":"read","timestamp":1793613600.5}"#)
    #expect(counts[.marketingMessages].intendedCodes == [131_049: 1])
    #expect(counts[.cloud].attempts.read == 1 && counts.recipients == 2 && counts.lines.used == 3)
  }

  @Test func escapesInObjectsAreTheSameText() throws {
    let counts = try LogText.count(
      #"{"message_id":"wamid.A\/B=","api":"mm","status":"sent","timestamp":1793613600,"template_name":"f\u00fcr dich"}"#
        + "\n"
        + #"{"message_id":"wamid.A/B=","api":"mm","status":"delivered","timestamp":1793613605,"template_name":"für dich"}"#
    )
    #expect(counts[.marketingMessages].attempts.messages == 1 && counts.contradictions == 0)
    #expect(counts[.marketingMessages].templates.map(\.template.name) == ["für dich"])
  }

  @Test func whatIsNoLogIsRefusedWithItsRemedy() {
    #expect(
      refusal([0x1F, 0x8B, 8, 0], name: "log.csv.gz").contains("zcat log.csv.gz | wabadoctor compare -"))
    #expect(refusal([0x50, 0x4B, 3, 4]).contains("save the sheet as CSV"))
    #expect(refusal([0xFF, 0xFE, 0x6D, 0]).contains("iconv -f UTF-16"))
    #expect(refusal(Array("[{}]".utf8)).contains("jq -c '.[]'"))
    #expect(
      refusal(Array("id,name\n1,2\n".utf8))
        == "log.csv: the first line names no column message_id; it has id, name; expected a header with message_id, status and timestamp, and with api and recipient unless the sends tell them"
    )
    #expect(
      refusal([0x7F, 0x45, 0x4C, 0x46, 0, 0xFE, 0x0A]).contains(
        "no text in UTF-8; expected a table (CSV) with a header"))
    #expect(refusal(Array("message_id,status\na,sent\n".utf8)).contains("names no column timestamp"))
    #expect(refusal(Array("message_id,status,timestamp,Status\n".utf8)).contains("names status twice"))
    #expect(refusal(Array("message_id,status,timestamp\n".utf8)) == "")
  }

  @Test func filesAndStreamsGiveTheSame() throws {
    let folder = try ScratchFolder()
    let log = MessageLog(perArm: 200).csv()
    let path = try folder.write(log, to: "log.csv")
    let counter = LogCounter(CountingOptions(prefixes: LogText.prefixes))
    let file = try counter.count([LogSource(path: path)])
    let bytes = try counter.count([.bytes(log, name: path)])
    #expect(file == bytes)
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    #expect(try counter.count([.descriptor(descriptor, name: path)]) == file)
    for (name, kind) in [("missing.csv", ComparisonError.Kind.noSuchInput), ("", .unreadableInput)] {
      #expect(throws: ComparisonError.self) { try counter.count([.file(folder.path + "/" + name)]) }
      do {
        _ = try counter.count([.file(folder.path + "/" + name)])
      } catch {
        #expect(error.kind == kind)
      }
    }
  }

  @Test func progressEndsWithEverything() throws {
    let log = MessageLog(perArm: 300).csv()
    var options = CountingOptions()
    options.chunkBytes = 1_000
    let told = Mutex<[CountingProgress]>([])
    let counts = try LogCounter(options).count([.bytes(log, name: "log.csv")]) { progress in
      told.withLock { $0.append(progress) }
    }
    let all = told.withLock { $0 }
    let header = MessageLog.columns.joined(separator: ",").utf8.count + 1
    #expect(all.last?.bytes == log.count - header && all.last?.lines == counts.lines.read)
    #expect(all.allSatisfy { $0.totalBytes == log.count })
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.bytes < $1.bytes })
  }

  /// Bytes changed, cut out and doubled at random, with a liking for the signs that mean something.
  @Test(arguments: 0..<60) func whateverIsDamagedEveryLineFindsItsPlace(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    let messages = MessageLog(seed: seed, perArm: 12, defects: [.retries, .fallback]).messages()
    let rows = MessageLog.rows(messages)
    let bodies = MessageLog.statuses(messages).map { MessageLog.body([$0]) }
    let whole = [
      MessageLog.csv(rows), Array(MessageLog.objects(rows).joined(separator: "\n").utf8),
      Array(bodies.joined(separator: "\n").utf8),
    ][Int(seed % 3)]
    // The header stays whole, for a log without one is refused as a whole.
    let kept = seed % 3 == 0 ? MessageLog.columns.joined(separator: ",").utf8.count + 1 : 1
    var damaged = whole
    for _ in 0..<Int.random(in: 1...40, using: &chance) {
      let at = Int.random(in: kept..<damaged.count, using: &chance)
      switch Int.random(in: 0..<4, using: &chance) {
      case 0: damaged[at] = Array("\",;\n\r{}[]\\:0\u{7F}".utf8).randomElement(using: &chance)!
      case 1: damaged[at] = UInt8.random(in: 0...255, using: &chance)
      case 2: damaged.removeSubrange(at..<min(damaged.count, at + Int.random(in: 1...50, using: &chance)))
      default: damaged.insert(contentsOf: damaged[at..<min(damaged.count, at + 50)], at: at)
      }
    }
    var options = CountingOptions(prefixes: LogText.prefixes)
    let counts = try LogText.count([damaged], options: options)
    #expect(counts.addsUp)
    options.chunkBytes = 100
    options.workers = 3
    #expect(try LogText.count([damaged], options: options) == counts)
  }
}
