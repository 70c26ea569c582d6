import Collectors
import Knowledge
import Testing

@Suite struct AnswerTests {
  @Test func anUnknownWordIsKeptAsItCame() throws {
    let all = try Fixture.collected("unknown-status")
    #expect(all.value("waba.status") == .unlisted("UNDER_SPECIAL_REVIEW"))
    #expect(all.gaps == [])
  }

  @Test func aWebPageIsAGapAndTheRestIsRead() throws {
    let all = try Fixture.collected("web-page")
    #expect(
      all.gaps.map(\.cause) == [
        .unreadable("web-page.json:44:17: the answer is a web page, not JSON (HTTP status 502)")
      ])
    #expect(all.gaps.first?.facts.contains(FactName("waba.status")) == true)
    #expect(all.value("portfolio.terms") == .choice("REQUEST_SENT"), "the request tells the portfolio's id")
    #expect(all.complete.contains("phone_number"))
  }

  @Test func anAnswerThatBreaksOffIsAGapAndTheRestIsRead() throws {
    let all = try Fixture.collected("broken-off")
    #expect(all.gaps.count == 1)
    #expect(
      all.gaps(of: "phone-numbers").first?.words.hasPrefix(
        "broken-off.json:104:17: the answer breaks off or is no JSON: line 1, column ") == true)
    #expect(all.ids(of: "phone_number") == [])
    #expect(!all.complete.contains("phone_number"))
    #expect(all.value("waba.status") == .choice("ACTIVE"))
  }

  @Test(arguments: [
    ("", "answer to waba: the answer is empty"), (" \n", "answer to waba: the answer is empty"),
    ("[]", "answer to waba:1:1: expected an object, but the answer is an array"),
    ("true", "answer to waba:1:1: expected an object, but the answer is true or false"),
    ("null", "answer to waba:1:1: expected an object, but the answer is null"),
  ])
  func anAnswerThatIsNoObjectIsAGap(body: String, words: String) {
    #expect(Fixture.collected("waba", answer: body).gaps(of: "waba").map(\.words) == [words])
  }

  @Test func doubledKeysMakeAnAnswerUnreadableWithAPlace() {
    let gaps = Fixture.collected("waba", answer: #"{ "status": "ACTIVE", "status": "DISABLED" }"#).gaps(
      of: "waba")
    #expect(
      gaps.first?.words.hasPrefix(
        "answer to waba: the answer breaks off or is no JSON: line 1, column 23 of it: ") == true, "\(gaps)")
  }

  @Test func aWrongKindIsAGapWithAPlaceAndTheRestIsRead() {
    let all = Fixture.collected(
      "waba",
      answer:
        #"{ "name": { "text": "x" }, "status": ["ACTIVE"], "country": 7, "is_enabled_for_insights": "perhaps", "currency": "INR" }"#
    )
    #expect(
      all.gaps(of: "waba").map(\.words) == [
        "answer to waba:1:11: waba.name: expected text, but there is an object",
        "answer to waba:1:38: waba.status: expected one of its values, but there is an array",
        "answer to waba:1:61: waba.country: expected text, but there is 7",
        "answer to waba:1:91: waba.is_enabled_for_insights: expected true or false, but there is \"perhaps\"",
      ])
    #expect(
      all.gaps(of: "waba").map(\.facts) == [
        [FactName("waba.name")], [FactName("waba.status")], [FactName("waba.country")],
        [FactName("waba.is_enabled_for_insights")],
      ])
    #expect(all.value("waba.currency_set") == .yesNo(true))
  }

  @Test func numbersAndTextsStandForOneAnother() {
    let all = Fixture.collected([
      (
        "waba",
        #"{ "id": 102290129340398, "name": 7, "creation_time": "1712000000", "is_enabled_for_insights": "true" }"#
      ),
      ("debug-token", #"{ "data": { "expires_at": "0", "is_valid": true, "granular_scopes": [] } }"#),
    ])
    #expect(all.value("waba.name") == .text("7"))
    #expect(all.value("waba.creation_time") == .moment(Moment("2024-04-01T19:33:20Z")!))
    #expect(all.value("waba.is_enabled_for_insights") == .yesNo(true))
    #expect(all.gaps(of: "waba") == [])
    #expect(all.values("access_token.expires_at") == [], "the text 0 is not set either")
    #expect(all.gaps(of: "debug-token") == [])
  }

  @Test(arguments: ["-1", "1712000000000000", "1e300", "1.5", "true", "\"soon\"", "9223372036854775808"])
  func aTimeThatIsNoneIsAGap(time: String) {
    let all = Fixture.collected("waba", answer: #"{ "creation_time": \#(time) }"#)
    #expect(all.values("waba.creation_time") == [])
    #expect(all.gaps(of: "waba").count == 1)
  }

  @Test(arguments: [
    (#""2026-03-02""#, "2026-03-02"), (#""2026-03-02T23:30:00-0200""#, "2026-03-03"),
    ("1712000000", "2024-04-01"),
  ])
  func theDayIsTakenFromATime(time: String, day: String) {
    let all = Fixture.collected([
      ("waba", #"{ "owner_business_info": { "id": "7" } }"#),
      ("portfolio", #"{ "marketing_messages_onboarding_status": { "time": \#(time) } }"#),
    ])
    #expect(all.value("portfolio.terms_date") == .date(CalendarDate(day)!))
  }

  @Test func aFieldThatIsTextWhereAnObjectWasExpectedIsAGap() {
    let all = Fixture.collected([
      ("waba", #"{ "owner_business_info": { "id": "7" } }"#),
      ("portfolio", #"{ "marketing_messages_onboarding_status": "ONBOARDED" }"#),
    ])
    #expect(
      all.gaps(of: "portfolio").map(\.words).first
        == "answer to portfolio:1:43: portfolio.terms: expected an object at /marketing_messages_onboarding_status/status, but there is a string"
    )
  }

  @Test func aListOfNestedListsIsOneList() throws {
    let all = try Fixture.collected("whole")
    #expect(
      all.value("phone_number.health_error_codes", of: "106000000000002")
        == .list([.whole(141000), .whole(138024)]))
    #expect(
      all.values("phone_number.health_error_codes", of: "106000000000001") == [],
      "no health status in the answer")
  }

  @Test func sizesArePresentOnlyWhereThereIsAList() throws {
    let all = try Fixture.collected("whole")
    #expect(all.value("granted_scope.target_count", of: "whatsapp_business_management") == .whole(2))
    #expect(all.values("granted_scope.target_count", of: "public_profile") == [])
    #expect(all.value("granted_scope.names_targets", of: "public_profile") == .yesNo(false))
  }

  @Test(arguments: [
    "null", "\"106\"", "[]", "{}", #"{ "id": null }"#, #"{ "id": "" }"#, #"{ "id": true }"#, #"{ "id": {} }"#,
    #"{ "id": 1.5 }"#,
  ])
  func anEntityWithoutAnIDLeavesTheListOpen(element: String) {
    let all = Fixture.collected(
      "phone-numbers",
      answer: #"{ "data": [\#(element), { "id": 106, "status": "CONNECTED" }, \#(element)] }"#)
    #expect(all.ids(of: "phone_number") == ["106"])
    #expect(all.value("phone_number.status", of: "106") == .choice("CONNECTED"))
    #expect(!all.complete.contains("phone_number"))
    let gap = all.gaps(of: "phone-numbers")
    #expect(gap.count == 1)
    #expect(gap.first?.words.hasSuffix(" (and 1 more like it)") == true)
    #expect(gap.first?.subject == "phone_number")
  }

  @Test func aFaultOfOneEntityNamesIt() {
    let all = Fixture.collected(
      "phone-numbers", answer: #"{ "data": [{ "id": "1", "throughput": "HIGH" }, { "id": "2" }] }"#)
    #expect(all.gaps(of: "phone-numbers").map(\.entity) == ["1"])
    #expect(all.complete.contains("phone_number"), "the list of numbers is whole all the same")
  }

  @Test func tenThousandEntitiesAreRead() {
    let rows = (0..<10_000).map { #"{ "id": "\#($0)", "status": \#($0 % 2 == 0 ? "\"CONNECTED\"" : "[]") }"# }
    let all = Fixture.collected(
      "phone-numbers", answer: "{ \"data\": [" + rows.joined(separator: ",\n") + "] }")
    #expect(all.ids(of: "phone_number").count == 10_000)
    #expect(all.gaps(of: "phone-numbers").count == 1, "told once, with a count")
    #expect(all.gaps(of: "phone-numbers").first?.words.hasSuffix("(and 4999 more like it)") == true)
  }
}
