/// A made-up log of a campaign sent through both routes, with the defects one asks for; the same for the same seed.
///
/// Without defects it is a fair comparison: people divided at random, one message each, the same template, days and hour.
package struct MessageLog: Sendable {
  /// What can be wrong with a comparison, one at a time.
  package enum Defect: String, CaseIterable, Sendable {
    /// One in ten messages of the Marketing Messages API was sent by Cloud API.
    case fallback
    /// Messages that met the limit are tried again, half of them within a day, on the Marketing Messages side only.
    case retries
    /// One in twenty people is on both sides.
    case overlap
    /// One in twenty people who were reached is sent the same again.
    case repeats
    /// One in ten people gets another campaign too.
    case otherCampaigns
    /// Each side has a template of its own.
    case differentTemplates
    /// Cloud API is sent a week later.
    case differentDays
    /// All is sent on two days.
    case tooFewDays
    /// All is sent over ten days.
    case tooManyDays
    /// Cloud API is sent eight hours later in the day.
    case differentHour
    /// One in ten of those meant for Cloud API is missing.
    case unevenSplit
    /// Half of Cloud API's people are in Brazil instead of a fifth.
    case countryMix
    /// Most of the Marketing Messages side is sent on the first day.
    case dayMix
    /// One in ten messages of the Marketing Messages side has no outcome yet.
    case unresolved
    /// One in ten people has a number of the United States.
    case unitedStates
    /// One in five people is in Germany.
    case noOptimisation
    /// Experiment holdouts are 1 % on one side and 4 % on the other.
    case unevenHoldout
    /// Clicks are known for the Marketing Messages side only.
    case clicksOfOneSide
  }

  /// One attempt.
  package struct Message: Sendable {
    /// One status of it: its word, seconds since 1970, and the code of a failure.
    package typealias Event = (status: String, time: Int, code: Int)
    package var id: String
    package var campaign: String
    /// `marketing_messages` or `cloud_api`.
    package var api: String
    package var recipient: String
    package var country: String
    package var templateID: String
    package var templateName: String
    package var accepted: Int
    package var events: [Event]
    /// Empty when nothing was delivered.
    package var pricing: String
  }

  /// Where chance begins.
  package var seed: UInt64 = 1
  /// How many people are meant for each side.
  package var perArm = 1_000
  /// What is wrong.
  package var defects: Set<Defect> = []
  /// Shares of what is delivered, by route.
  package var delivered = (marketingMessages: 0.80, cloud: 0.80)
  /// Whether recipients are hashed (64 hexadecimal digits).
  package var isHashed = false

  /// A log that is fair unless told otherwise.
  package init(seed: UInt64 = 1, perArm: Int = 1_000, defects: Set<Defect> = []) {
    self.seed = seed
    self.perArm = perArm
    self.defects = defects
  }

  /// Seconds since 1970 of 2026-11-02, 10:00 UTC, a Monday, when the first message is sent.
  package static let start = 1_793_613_600

  /// Every attempt, in the order of people.
  package func messages() -> [Message] {
    var chance = SeededGenerator(seed: seed)
    var sides =
      Array(repeating: "marketing_messages", count: perArm) + Array(repeating: "cloud_api", count: perArm)
    sides.shuffle(using: &chance)
    var all: [Message] = []
    for (person, api) in sides.enumerated() {
      if defects.contains(.unevenSplit), api == "cloud_api", chance.happens(0.1) { continue }
      all += attempts(of: person, api, &chance)
    }
    return all
  }

  /// All that one person gets.
  private func attempts(of person: Int, _ api: String, _ chance: inout SeededGenerator) -> [Message] {
    let country = country(api, &chance)
    let recipient = recipient(person, country)
    let first = message(api, recipient, country, at: sendTime(api, &chance), &chance)
    var all = [first]
    let isDelivered = first.events.contains { $0.status == "delivered" }
    if defects.contains(.retries), api == "marketing_messages", let failure = first.events.last,
      failure.code == 131_049
    {
      let wait = chance.happens(0.5) ? 7_200 : 90_000
      all.append(message(api, recipient, country, at: failure.time + wait, &chance))
    }
    if defects.contains(.overlap), chance.happens(0.05) {
      let other = api == "cloud_api" ? "marketing_messages" : "cloud_api"
      all.append(message(other, recipient, country, at: first.accepted + 600, &chance))
    }
    if defects.contains(.repeats), isDelivered, chance.happens(0.05) {
      all.append(message(api, recipient, country, at: first.accepted + 40_000, &chance))
    }
    if defects.contains(.otherCampaigns), chance.happens(0.1) {
      all.append(message(api, recipient, country, at: first.accepted + 20_000, campaign: "other", &chance))
    }
    return all
  }

  private func country(_ api: String, _ chance: inout SeededGenerator) -> String {
    if defects.contains(.unitedStates), chance.happens(0.1) { return "US" }
    if defects.contains(.noOptimisation), chance.happens(0.2) { return "DE" }
    let brazil = defects.contains(.countryMix) && api == "cloud_api" ? 0.5 : 0.2
    if chance.happens(brazil) { return "BR" }
    return chance.happens(0.125) ? "ID" : "IN"
  }

  private func recipient(_ person: Int, _ country: String) -> String {
    let prefix = ["US": "1212", "DE": "49151", "BR": "5511", "ID": "62812"][country] ?? "9198"
    let digits = String(1_000_000 + person)
    guard isHashed else { return "+" + prefix + digits }
    var bits = SeededGenerator(seed: UInt64(person))
    return (0..<4).map { _ in
      let word = String(bits.next(), radix: 16)
      return String(repeating: "0", count: 16 - word.count) + word
    }.joined()
  }

  private func sendTime(_ api: String, _ chance: inout SeededGenerator) -> Int {
    let isCloud = api == "cloud_api"
    let days = defects.contains(.tooFewDays) ? 2 : defects.contains(.tooManyDays) ? 10 : 5
    var day = Int.random(in: 0..<days, using: &chance)
    if defects.contains(.dayMix), !isCloud, chance.happens(0.5) { day = 0 }
    if defects.contains(.differentDays), isCloud { day += 7 }
    let hour = defects.contains(.differentHour) && isCloud ? 8 : 0
    return Self.start + day * 86_400 + hour * 3_600 + Int.random(in: 0..<3_000, using: &chance)
  }

  private func message(
    _ api: String, _ recipient: String, _ country: String, at time: Int, campaign: String = "diwali",
    _ chance: inout SeededGenerator
  ) -> Message {
    let isCloud = api == "cloud_api"
    let isOther = defects.contains(.differentTemplates) && isCloud
    var message = Message(
      id: "wamid.HBg" + String(chance.next(), radix: 36) + String(chance.next(), radix: 36) + "==",
      campaign: campaign, api: api, recipient: recipient, country: country,
      templateID: isOther ? "7002" : "7001", templateName: isOther ? "diwali_offer_b" : "diwali_offer",
      accepted: time, events: [("sent", time + 1, 0)], pricing: "")
    addOutcome(to: &message, isCloud: isCloud, &chance)
    return message
  }

  private func addOutcome(to message: inout Message, isCloud: Bool, _ chance: inout SeededGenerator) {
    let time = message.accepted
    let unresolved = defects.contains(.unresolved) && !isCloud ? 0.1 : 0.01
    if chance.happens(unresolved) { return }
    let holdout = defects.contains(.unevenHoldout) && !isCloud ? 0.04 : 0.01
    if chance.happens(holdout) { return message.events.append(("failed", time + 3, 130_472)) }
    guard chance.happens(isCloud ? delivered.cloud : delivered.marketingMessages) else {
      return message.events.append(("failed", time + 4, chance.happens(0.7) ? 131_049 : 131_026))
    }
    message.pricing = isCloud ? "marketing" : "marketing_lite"
    if defects.contains(.fallback), !isCloud, chance.happens(0.1) { message.pricing = "marketing" }
    message.events.append(("delivered", time + 5, 0))
    if chance.happens(0.5) { message.events.append(("read", time + 300, 0)) }
    let isSeen = !defects.contains(.clicksOfOneSide) || !isCloud
    if chance.happens(0.08), isSeen {
      message.events.append(("clicked", time + 400, 0))
      if chance.happens(0.2) { message.events.append(("clicked", time + 900, 0)) }
    }
  }
}

extension SeededGenerator {
  /// Whether something of a probability happens.
  fileprivate mutating func happens(_ probability: Double) -> Bool {
    Double(next() >> 11) < probability * 0x1p53
  }
}
