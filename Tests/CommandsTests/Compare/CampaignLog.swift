import Comparison
import TestSupport

/// A campaign of two sides as a log of five days, fair by nature, into which defects are planted.
struct CampaignLog {
  /// What is wrong with it, one thing each.
  enum Defect: String, CaseIterable, Sendable {
    case fallback, earlyRetries, overlap, repeats, otherCampaign, otherTemplate, otherDays, tooFewDays,
      otherHour, tooFew
    case unevenSplit, countries, dayMix, reversal, unresolved, unitedStates
    case tooManyDays, cloudBefore, holdout, germany, someGermans
  }

  static let header =
    "message_id,campaign,api,recipient,template_id,status,timestamp,error_code,pricing_category\n"
  /// Monday, 2 November 2026, midnight UTC.
  static let begin = 1_793_577_600

  let defects: Set<Defect>
  /// People of both sides together.
  var people = 8_200
  /// Whether one in 20 of the delivered messages was tapped, and on which sides.
  var clickedOn: Set<String> = []
  private var random = SeededGenerator(seed: 20_261_102)
  private var text = CampaignLog.header
  /// A line that says once more, and late, that a message arrived.
  private var late = ""

  init(_ defects: Set<Defect>) { self.defects = defects }

  /// The log as CSV.
  static func text(_ defects: Set<Defect>, people: Int = 8_200, clickedOn: Set<String> = []) -> String {
    var log = CampaignLog(defects)
    log.people = people
    log.clickedOn = clickedOn
    log.write()
    return log.text
  }

  private mutating func write() {
    let people = defects.contains(.tooFew) ? self.people / 2 : self.people
    text.reserveCapacity(people * 100)
    for person in 0..<people {
      let isMM =
        defects.contains(.unevenSplit)
        ? UInt64.random(in: 0..<100, using: &random) < 45 : person.isMultiple(of: 2)
      send(person, isMM: isMM)
    }
    // One message is read days after the last send, so that nobody counted too early.
    text += late
    if defects.contains(.otherCampaign) {
      for person in 0..<people / 20 {
        text +=
          "wamid.o\(person),other,cloud_api,\(number(person, isMM: person.isMultiple(of: 2))),78,delivered,\(Self.begin + 3600),,\n"
      }
    }
  }

  /// One message to a person; a fifth fails, the same fifth on both sides.
  private mutating func send(_ person: Int, isMM: Bool) {
    let pair = person / 2
    var day = pair % (defects.contains(.tooManyDays) ? 9 : 5)
    if defects.contains(.tooFewDays) { day %= 3 }
    if defects.contains(.otherDays), isMM { day += 1 }
    if defects.contains(.cloudBefore), isMM { day += 5 }
    if defects.contains(.dayMix), isMM, pair % 20 == 1 { day = 0 }
    let hour = defects.contains(.otherHour) && isMM ? 18 : 10
    let time = Self.begin + day * 86_400 + hour * 3600 + pair % 1800
    let recipient = number(person, isMM: isMM)
    var own = SeededGenerator(seed: UInt64(pair))
    var fails = UInt64.random(in: 0..<1000, using: &own) < 200
    if defects.contains(.reversal) { fails = isFailingByCountry(recipient, isMM: isMM) }
    let id = "wamid.\(person)"
    row(id, isMM, recipient, status(fails, isMM: isMM), time, fails, person)
    if fails, isMM, defects.contains(.earlyRetries) {
      row(id + "r", isMM, recipient, "failed", time + 3600, true, person)
    }
    if !fails, pair % 20 == 3, clickedOn.contains(isMM ? "mm" : "cloud") {
      row(id, isMM, recipient, "clicked", time + 900, false, person)
    }
    guard !fails, pair.isMultiple(of: 50) else { return }
    if defects.contains(.repeats) { row(id + "s", isMM, recipient, "delivered", time + 60, false, person) }
    if defects.contains(.overlap), isMM { row(id + "o", false, recipient, "failed", time + 60, true, person) }
  }

  private mutating func status(_ fails: Bool, isMM: Bool) -> String {
    if defects.contains(.unresolved), isMM, UInt64.random(in: 0..<100, using: &random) < 3 { return "sent" }
    return fails ? "failed" : "delivered"
  }

  private mutating func row(
    _ id: String, _ isMM: Bool, _ recipient: String, _ status: String, _ time: Int, _ fails: Bool,
    _ person: Int
  ) {
    let fellBack = defects.contains(.fallback) && (person / 2).isMultiple(of: 25)
    let pricing = status != "delivered" ? "" : isMM && !fellBack ? "marketing_lite" : "marketing"
    let template = defects.contains(.otherTemplate) && isMM ? "79" : "77"
    if status == "delivered", !isMM, late.isEmpty {
      late = "\(id),spring,cloud_api,\(recipient),\(template),read,\(Self.begin + 12 * 86_400),,\n"
    }
    text +=
      "\(id),spring,\(isMM ? "marketing_messages" : "cloud_api"),\(recipient),\(template),\(status),\(time),\(status == "failed" ? code(isMM, person) : ""),\(pricing)\n"
  }

  /// Why a message failed: mostly the limit of a person.
  private func code(_ isMM: Bool, _ person: Int) -> String {
    defects.contains(.holdout) && isMM && person / 2 % 4 == 0 ? "130472" : "131049"
  }

  /// Three of five people live in India, the others in Brazil, on both sides alike.
  private func number(_ person: Int, isMM: Bool) -> String {
    let pair = person / 2
    if defects.contains(.unitedStates), pair.isMultiple(of: 50) { return "1212\(2_000_000 + person)" }
    if defects.contains(.germany) || defects.contains(.someGermans) && pair.isMultiple(of: 5) {
      return "4915\(100_000_000 + person)"
    }
    if isIndian(pair, isMM: isMM) { return "91\(7_000_000_000 + person)" }
    return "5511\(900_000_000 + person)"
  }

  private func isIndian(_ pair: Int, isMM: Bool) -> Bool {
    if defects.contains(.reversal) { return pair % 100 < (isMM ? 20 : 80) }
    return pair / 5 % 100 < (defects.contains(.countries) && isMM ? 75 : 60)
  }

  /// India delivers far better than Brazil, and MM API better than Cloud API in each of them.
  private mutating func isFailingByCountry(_ recipient: String, isMM: Bool) -> Bool {
    let failing: UInt64 = (recipient.hasPrefix("91") ? 100 : 400) - (isMM ? 60 : 0)
    return UInt64.random(in: 0..<1000, using: &random) < failing
  }
}
