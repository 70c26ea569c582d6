import Collectors
import JSONText
import Knowledge
import TestSupport
import Testing

/// What kept webhooks tell, by the project's own knowledge.
@Suite struct WebhookCollectorTests {
  private static let knowledge = KnowledgeReader.read(
    KnowledgeFixture.projectFolder, parts: [.collectors, .rules]
  ).knowledge

  private func collected(_ text: String) -> Collected {
    WebhookCollector(knowledge: Self.knowledge).collect(from: Array(text.utf8), file: "hooks.log")
  }

  /// A whole payload with one change.
  private static func payload(_ field: String, _ value: String, time: Int = 1_760_000_000) -> String {
    #"{"object":"whatsapp_business_account","entry":[{"id":"100000000000001","time":\#(time),"changes":[{"field":"\#(field)","value":\#(value)}]}]}"#
  }

  private static func status(
    _ word: String, at time: Int, of id: String = "wamid.A", more: String = ""
  ) -> String {
    let status =
      #"{"id":"\#(id)","status":"\#(word)","timestamp":"\#(time)","recipient_id":"5355551234"\#(more)}"#
    return payload("messages", #"{"messaging_product":"whatsapp","statuses":[\#(status)]}"#)
  }

  private static let failed = status(
    "failed", at: 1_760_000_200,
    more: #","errors":[{"code":131049,"title":"t","error_data":{"details":"not delivered"}}]"#)

  // MARK: Events

  private static let events: [(field: String, value: String, fact: String, said: String)] = [
    (
      "account_update",
      #"{"event":"MM_LITE_TERMS_SIGNED","waba_info":{"waba_id":"1","owner_business_id":"2"}}"#,
      "webhook.waba_id", "1"
    ),
    ("account_update", #"{"event":"account_deleted"}"#, "webhook.event", "ACCOUNT_DELETED"),
    ("account_update", #"{"event":"ACCOUNT_DELETED"}"#, "webhook.waba_id", "100000000000001"),
    (
      "account_update", #"{"event":"ACCOUNT_VIOLATION","violation_info":{"violation_type":"SCAM"}}"#,
      "webhook.violation_type", "SCAM"
    ),
    (
      "account_update",
      #"{"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"SCHEDULE_FOR_DISABLE","waba_ban_date":"April 17, 2026"}}"#,
      "webhook.ban_state", "SCHEDULE_FOR_DISABLE"
    ),
    (
      "account_update",
      #"{"event":"PARTNER_REMOVED","disconnection_info":{"reason":"PRIMARY_INACTIVITY","initiated_by":"SYSTEM"}}"#,
      "webhook.disconnection_reason", "PRIMARY_INACTIVITY"
    ),
    ("account_review_update", #"{"decision":"DEFERRED"}"#, "webhook.decision", "DEFERRED"),
    (
      "account_alerts",
      #"{"entity_type":"BUSINESS","alert_info":{"alert_type":"OBA_REJECTED","alert_status":"NONE"}}"#,
      "webhook.alert_type", "OBA_REJECTED"
    ),
    (
      "business_capability_update",
      #"{"max_daily_conversations_per_business":2000,"max_phone_numbers_per_waba":25}"#,
      "webhook.max_daily_conversations", "2000"
    ),
    ("business_capability_update", #"{"max_phone_numbers_per_waba":25}"#, "webhook.max_phone_numbers", "25"),
    (
      "message_template_status_update",
      #"{"event":"PAUSED","message_template_id":123456789012345,"other_info":{"title":"FIRST_PAUSE"}}"#,
      "webhook.message_template_id", "123456789012345"
    ),
    (
      "message_template_status_update", #"{"new_quality_score":"RED","previous_quality_score":"GREEN"}"#,
      "webhook.field",
      "message_template_quality_update"
    ),
    (
      "template_category_update",
      #"{"new_category":"UTILITY","correct_category":"MARKETING","category_update_timestamp":1760086400}"#,
      "webhook.category_update_at", "2025-10-10T08:53:20Z"
    ),
    (
      "user_preferences", #"{"user_preferences":[{"wa_id":"1","value":"stop"}]}"#, "webhook.user_preference",
      "stop"
    ),
    ("messages", #"{"errors":[{"code":130429}]}"#, "webhook.error_codes", "130429"),
    (
      "messages", #"{"messages":[{"type":"unsupported","errors":[{"code":131051}]}]}"#, "webhook.error_codes",
      "131051"
    ),
  ]

  @Test(arguments: events.indices)
  func anEventTellsWhatItHolds(_ index: Int) throws {
    let event = Self.events[index]
    let all = collected(Self.payload(event.field, event.value))
    let definition = try #require(Self.knowledge.fact(FactName(event.fact)))
    let said = all.facts.filter { $0.name == definition.name }.map { $0.value.text(of: definition.kind) }
    #expect(said == [event.said])
    #expect(all.ids(of: "webhook") == ["1"])
    #expect(all.gaps == [])
    #expect(all.complete == [], "a file holds what somebody kept")
  }

  @Test func eachRestrictionIsAnEventOfItsOwn() {
    let all = collected(
      Self.payload(
        "account_update",
        #"{"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_UTILITY_TEMPLATES","expiration":1760600000},{"restriction_type":"RESTRICTED_ADD_PHONE_NUMBER_ACTION","expiration":1761600000}]}"#
      ))
    #expect(all.ids(of: "webhook") == ["1", "2"])
    #expect(
      Set(all.facts.filter { $0.name.description == "webhook.restriction_expiration" }.map(\.value)).count
        == 2)
  }

  @Test func aValueOfTheWrongKindIsAGapAndTheRestIsRead() {
    let all = collected(Self.payload("account_update", #"{"event":"ACCOUNT_DELETED","country":{}}"#))
    #expect(all.gaps.map(\.facts) == [[FactName("webhook.country")]])
    #expect(all.value("webhook.event", of: "1") == .text("ACCOUNT_DELETED"))
  }

  @Test func theAccountIsKnownWhenAllEventsAreOfOne() {
    let one = Self.payload("account_update", #"{"event":"ACCOUNT_DELETED"}"#)
    #expect(collected(one).value("waba.id") == .text("100000000000001"))
    let other = one.replacing("100000000000001", with: "100000000000002")
    #expect(collected(one + "\n" + other).values("waba.id") == [])
  }

  // MARK: Statuses

  @Test func aLaterSentTakesNothingBack() {
    let lines = [Self.status("delivered", at: 1_760_000_100), Self.status("sent", at: 1_760_000_900)]
    let all = collected(lines.joined(separator: "\n"))
    #expect(all.value("message.statuses", of: "wamid.A") == .list([.choice("sent"), .choice("delivered")]))
    #expect(all.ids(of: "webhook") == [], "a status is no event of the account")
  }

  @Test func aFailureTellsItsCodeAndTheRecipientsCountry() {
    let all = collected(Self.failed)
    #expect(all.value("message.error_code", of: "wamid.A") == .whole(131049))
    #expect(all.value("message.error_details", of: "wamid.A") == .text("not delivered"))
    #expect(all.value("message.recipient_dialling_prefix", of: "wamid.A") == .text("53"))
    #expect(all.value("message.recipient_known_by", of: "wamid.A") == .choice("phone number"))
    #expect(all.values("message.sent_at", of: "wamid.A") == [])
  }

  @Test func aBusinessScopedIdTellsItsCountryOnly() {
    let line = Self.status("sent", at: 1, more: #","recipient_user_id":"IN.1234567890""#)
      .replacing(#""recipient_id":"5355551234","#, with: "")
    let all = collected(line)
    #expect(all.value("message.recipient_known_by", of: "wamid.A") == .choice("business-scoped id"))
    #expect(all.values("message.recipient_dialling_prefix", of: "wamid.A") == [])
    #expect(all.values("message.recipient_user_id_country", of: "wamid.A").count == 1)
  }

  @Test(arguments: 0..<20)
  func disorderDuplicatesAndConflictsChangeNothing(_ seed: UInt64) {
    let lines =
      [
        Self.status("sent", at: 1_760_000_000, more: #","pricing":{"category":"marketing_lite"}"#),
        Self.status("delivered", at: 1_760_000_100), Self.failed,
        Self.failed.replacing("131049", with: "131026").replacing("1760000200", with: "1760000300"),
        Self.status("read", at: 1_760_000_050), Self.status("sent", at: 1_760_000_000, of: "wamid.B"),
      ] + Self.events.map { Self.payload($0.field, $0.value) }
      + [Self.payload("account_update", #"{"event":"ACCOUNT_DELETED"}"#, time: 1_750_000_000)]
    var random = SeededGenerator(seed: seed)
    let usual = collected(lines.joined(separator: "\n"))
    let mixed = collected(
      (lines + lines.shuffled(using: &random).prefix(9)).shuffled(using: &random).joined(separator: "\n"))
    func said(_ all: Collected) -> [String] { all.facts.map { "\($0.name) \($0.entity ?? "") \($0.value)" } }
    #expect(said(mixed) == said(usual))
    #expect(mixed.entities.map(\.id) == usual.entities.map(\.id))
    #expect(usual.value("message.error_code", of: "wamid.A") == .whole(131026), "the last word counts")
  }

  // MARK: Files

  @Test func everyFormOfFileIsRead() {
    let one = Self.payload("account_update", #"{"event":"ACCOUNT_DELETED"}"#)
    let two = Self.payload("account_review_update", #"{"decision":"APPROVED"}"#)
    let bare = #"{"field":"account_update","value":{"event":"ACCOUNT_DELETED"}}"#
    let forms = [
      one + "\n" + two, "[\(one),\n\(two)]", "2026-01-01 INFO body=\(one) in 3 ms\n\r\n x \(two)\n",
      bare + "\n" + two, #"{"event":"ACCOUNT_DELETED"}"# + "\n" + two,
    ]
    for form in forms {
      let all = collected(form)
      #expect(all.ids(of: "webhook") == ["1", "2"], "\(form)")
      #expect(all.gaps == [])
    }
  }

  @Test func whatIsNoWebhookIsCountedWithItsPlace() {
    let good = Self.payload("account_update", #"{"event":"ACCOUNT_DELETED"}"#)
    let all = collected("started\n\(good)\n{\"a\":1}\n{broken}\n")
    #expect(all.ids(of: "webhook") == ["1"])
    #expect(
      all.gaps.map(\.words) == ["3 lines or payloads are no webhook and not read; the first is hooks.log:1"])
  }

  @Test(arguments: [
    "", "{}", "[]", "[1,null]", #"{"entry":7}"#, #"{"entry":[{"changes":[7,{"value":[]}]}]}"#, "\u{0}",
  ])
  func nothingIsLearnedFromNothing(_ text: String) {
    #expect(collected(text).facts.isEmpty)
  }
}
