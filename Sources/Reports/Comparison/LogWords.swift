import Comparison

/// What became of every line of the logs, in sentences; nothing is dropped in silence.
package struct LogWords {
  private let counts: LogCounts

  /// The words of a count.
  package init(_ counts: LogCounts) { self.counts = counts }

  private func number(_ number: Int, _ noun: String) -> String {
    FigureWords.count(number) + " " + (number == 1 ? noun : noun + "s")
  }

  /// What became of every line, each a sentence: how many were read, used, repeated, broken and passed over, and what is odd of them.
  package var sentences: [String] { [lines] + broken + passedOver + sides + endings + oddities }

  private var lines: String {
    let lines = counts.lines
    return
      "\(number(lines.read, "line")) read: \(FigureWords.count(lines.used)) used, \(FigureWords.count(lines.repeated)) repeated, \(FigureWords.count(lines.broken)) broken, \(FigureWords.count(lines.passedOver)) passed over."
  }

  private var broken: [String] {
    BrokenKind.allCases.compactMap { kind in
      counts.broken[kind].map { "Broken: \(number($0.count, "line")), \(Self.words(kind)); \(places($0))." }
    }
  }

  private var passedOver: [String] {
    let unknown = counts.unknownStatuses.named.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
      .map {
        "\($0.key.isEmpty ? "none" : $0.key) \(FigureWords.count($0.value))"
      }
    let lines = PassedOverKind.allCases.compactMap { kind -> String? in
      guard let placed = counts.passedOver[kind] else { return nil }
      return "Passed over: \(number(placed.count, "line")), \(Self.words(kind)); \(places(placed))."
    }
    return lines
      + (unknown.isEmpty ? [] : ["Statuses that mean nothing here: \(unknown.joined(separator: ", "))."])
  }

  /// The name of a source at the beginning of a sentence.
  static func begun(_ name: String) -> String { name == LogSource(path: "-").name ? "Standard input" : name }

  /// A log that does not end with a line end may have been cut off.
  private var endings: [String] {
    counts.sources.compactMap { source in
      switch source.ending {
      case .whole: nil
      case .insideLine(let line):
        "\(Self.begun(source.name)) ends in the middle of line \(FigureWords.count(line)): was an archive or a download cut off?"
      case .withoutLineEnd:
        source.name == LogSource(path: "-").name
          ? "Standard input ends without a line end; if the program before it complained, part of the log is missing."
          : nil
      }
    }
  }

  private var sides: [String] {
    var sentences: [String] = []
    for (arm, arms) in counts.arms.sorted(by: { $0.key < $1.key }) {
      if case .other(let word) = arm {
        sentences.append(
          "A third side, \"\(word)\", has \(number(arms.attempts.messages, "message")) and is left out; --arm says what a word means."
        )
      }
    }
    if counts.withoutArm.messages > 0 {
      sentences.append(
        "Of \(number(counts.withoutArm.messages, "message")) nothing says the side; they are left out. The sends (--sends) would say it."
      )
    }
    if counts.inTwoArms.messages > 0 {
      sentences.append("\(number(counts.inTwoArms.messages, "message")) on both sides in the log: left out.")
    }
    if counts.otherCampaigns.messages > 0 {
      sentences.append("\(number(counts.otherCampaigns.messages, "message")) of other campaigns: left out.")
    }
    return sentences
  }

  private var oddities: [String] {
    var sentences: [String] = []
    if counts.timesWithoutZone > 0 {
      let one = counts.timesWithoutZone == 1
      sentences.append(
        "\(number(counts.timesWithoutZone, "time")) had no zone and \(one ? "was" : "were") taken as UTC; days and send hours are wrong if \(one ? "it was" : "they were") not."
      )
    }
    if counts.recipientKinds.rounded > 0 {
      sentences.append(
        "A spreadsheet has rounded \(number(counts.recipientKinds.rounded, "recipient")); export the numbers as text."
      )
    }
    if counts.recipientKinds.hashed > 0, counts.plainMessageIDs > 0 {
      sentences.append(
        "The recipients are hashed and the message ids are not: a wamid holds the phone number, so the log is not anonymous."
      )
    }
    if counts.contradictions > 0 {
      sentences.append(
        "Of \(number(counts.contradictions, "message")) the lines contradict one another on campaign, recipient, template or country."
      )
    }
    for source in counts.sources where source.format == .empty {
      sentences.append("\(Self.begun(source.name)) is empty.")
    }
    for source in counts.sources where !source.ignoredColumns.isEmpty {
      sentences.append(
        "Columns of \(source.name) that are not read: \(CountWords.some(source.ignoredColumns, atMost: 6)).")
    }
    return sentences
  }

  private func places(_ placed: PlacedCount) -> String {
    let named = placed.places.map { place in
      let name = counts.sources.indices.contains(place.source) ? counts.sources[place.source].name : "?"
      return counts.sources.count > 1 ? "\(name):\(place.line)" : "\(place.line)"
    }
    let rest = placed.count > placed.places.count ? " and more" : ""
    return
      "\(placed.places.count == 1 && rest.isEmpty ? "line" : "lines") \(named.joined(separator: ", "))\(rest)"
  }

  /// The kind in words.
  private static func words(_ kind: PassedOverKind) -> String {
    switch kind {
    case .blank: "blank"
    case .unknownStatus: "a status that means nothing here"
    case .otherWebhook: "webhooks of other things"
    }
  }

  /// The kind in words, with what to do where something can be done.
  static func words(_ kind: BrokenKind) -> String {
    switch kind {
    case .fieldCount: "more or fewer fields than the header"
    case .openQuote: "a quotation mark is never closed"
    case .textAfterQuote: "text after a closing quotation mark"
    case .notJSON: "no JSON, or cut off (one object a line is read: jq -c . FILE)"
    case .notAnObject: "JSON, but no object"
    case .wrongShape: "JSON of another shape than expected"
    case .tooLong: "too long to be a line of a log"
    case .noMessageID: "no message id"
    case .noStatus: "no status"
    case .noTime: "no time"
    case .badTime:
      "a time that cannot be read (2026-11-02T10:00:00Z is read, and seconds or milliseconds since 1970)"
    case .roundedTime: "a time that a spreadsheet has rounded (export the column as text)"
    case .badCode: "an error code that is no number"
    }
  }

  /// The kind as JSON names it.
  static func key(_ kind: BrokenKind) -> String { "\(kind)" }
}
