import Collectors
import JSONText
import Knowledge
import TestSupport
import Testing

@Suite struct GraphCollectorTests {
  @Test func everyCallOfAWholeRecordingIsRead() throws {
    let all = try Fixture.collected("whole")
    #expect(all.gaps == [])
    #expect(all.values("waba.id") == [.text("102290129340398"), .text("102290129340398")])
    #expect(all.value("waba.name") == .text("Lucky Démo"))
    #expect(all.value("waba.status") == .choice("ACTIVE"))
    #expect(all.value("waba.business_verification_status") == .choice("verified"), "in lower case")
    #expect(all.value("waba.currency_set") == .yesNo(true))
    #expect(all.value("waba.funding_missing") == .yesNo(false))
    #expect(all.value("waba.creation_time") == .moment(Moment("2024-04-01T19:33:20Z")!))
    #expect(all.value("access_token.expires_at") == nil, "0 means that it never expires")
    #expect(
      all.value("access_token.scopes")
        == .list([.text("whatsapp_business_management"), .text("public_profile")]))
    #expect(all.value("access_token.reads_phone_numbers") == .yesNo(true), "learned once, not for each page")
    #expect(all.value("portfolio.terms_date") == .date(CalendarDate("2026-03-02")!))
    #expect(all.value("portfolio.user_count") == .whole(2))
    #expect(all.value("user.role", of: "104000000000001") == .choice("ADMIN"))
    #expect(all.complete == ["phone_number", "user", "health_entity", "granted_scope"])
  }

  @Test func entitiesOfAllPagesKeepTheirOrder() throws {
    let all = try Fixture.collected("whole")
    #expect(all.ids(of: "phone_number") == ["106000000000001", "106000000000002", "106000000000003"])
    #expect(all.value("phone_number.status", of: "106000000000003") == .choice("PENDING"))
    #expect(all.value("phone_number.throughput_level", of: "106000000000003") == .unlisted("NOT_APPLICABLE"))
    #expect(all.value("phone_number.quality_rating", of: "106000000000002") == nil, "NA is not set")
    #expect(
      all.ids(of: "user") == ["104000000000001", "104000000000002"], "an entity of two lists exists once")
  }

  @Test func evidenceNamesTheEndpointAndTheMoment() throws {
    let all = try Fixture.collected("whole")
    let status = try #require(all.facts.first { $0.name.description == "waba.status" })
    #expect(status.evidence.origin == "graph-api")
    #expect(status.evidence.detail == "GET /102290129340398")
    #expect(status.evidence.moment == Moment("2026-11-21T09:14:01Z"))
    let health = try #require(all.facts.first { $0.name.description == "health_entity.can_send_message" })
    #expect(health.evidence.origin == "health-status")
    let third = try #require(all.facts.first { $0.entity == "106000000000003" })
    #expect(third.evidence.detail == "GET /102290129340398/phone_numbers")
    #expect(third.evidence.moment == Moment("2026-11-21T09:14:04Z"), "each page has its own")
  }

  @Test func aValueThatComesFromTwoCallsIsHandedOnTwice() throws {
    #expect(
      try Fixture.collected("whole").values("portfolio.name") == [
        .text("Lucky Demo Pvt"), .text("Lucky Demo Pvt"),
      ])
    let apart = Fixture.collected([
      ("waba", #"{ "owner_business_info": { "id": "7", "name": "One" } }"#),
      ("portfolio", #"{ "name": "Two" }"#),
    ])
    #expect(apart.values("portfolio.name") == [.text("One"), .text("Two")])
  }

  @Test func aGapNamesOnlyWhatNoOtherCallTold() {
    let told = Fixture.collected("waba", answer: #"{ "owner_business_info": { "id": "7", "name": "One" } }"#)
    #expect(
      told.gaps(of: "portfolio").first?.facts.map(\.description) == [
        "portfolio.terms", "portfolio.terms_date",
      ])
  }

  @Test func aCallWhoseNeedStaysUnknownIsAGap() {
    let all = Fixture.collected("waba", answer: #"{ "status": "ACTIVE" }"#)
    for call in ["portfolio", "business-users", "assigned-users"] {
      #expect(all.gaps(of: call).map(\.cause) == [.needs(FactName("portfolio.id"))])
    }
    #expect(
      all.gaps(of: "business-users").first?.facts.map(\.description) == [
        "user.name", "user.role", "portfolio.user_count",
      ])
    #expect(all.gaps(of: "business-users").first?.subject == "user")
    #expect(!all.complete.contains("user"))
  }

  @Test func anIDThatWouldLeadElsewhereIsNotPutIntoAPath() {
    let all = Fixture.collected("waba", answer: #"{ "owner_business_info": { "id": "../me?fields=email" } }"#)
    #expect(all.gaps(of: "portfolio").first?.words.contains("cannot be an id") == true)
    let caller = Fixture.collector.collect(
      from: RecordedAnswers(Fixture.recording([])), knowing: [FactName("waba.id"): "+1 555/x"])
    #expect(caller.gaps(of: "waba").first?.words.contains("cannot be an id") == true)
  }

  @Test func theIDThatWasAskedForCounts() {
    let all = Fixture.collected("waba", answer: #"{ "id": "999", "status": "ACTIVE" }"#)
    #expect(all.values("waba.id") == [.text("102290129340398")])
    #expect(all.value("waba.status") == .choice("ACTIVE"))
    #expect(
      all.gaps(of: "waba").first?.words
        == "answer to waba:1:1: the answer says it is about 999, but 102290129340398 was asked for")
  }

  @Test func anotherAccountIsNotAnsweredFromThisRecording() throws {
    let all = Fixture.collector.collect(
      from: try Fixture.recording("whole"), knowing: [FactName("waba.id"): "555"])
    #expect(all.values("waba.status") == [])
    #expect(all.gaps(of: "waba").first?.words == "no answer to GET /555 is recorded")
  }

  @Test func whatARecordingDidNotAskForIsAGap() throws {
    let all = try Fixture.collected("older-plan")
    #expect(all.value("waba.status") == .choice("ACTIVE"))
    let gap = try #require(all.gaps(of: "waba").first)
    #expect(
      gap.words
        == "the recording did not ask for business_verification_status, country, currency, primary_funding_id, is_enabled_for_insights, creation_time"
    )
    #expect(gap.facts.contains(FactName("waba.currency_set")), "nor can it be said that none is set")
    #expect(all.value("waba.currency_set") == nil)
  }

  @Test func aFieldThatWasAskedForAndIsNotThereIsNotLearned() {
    let all = Fixture.collected("waba", answer: #"{ "status": null, "country": null }"#)
    #expect(all.values("waba.status") == [])
    #expect(all.values("waba.country") == [])
    #expect(all.value("waba.currency_set") == .yesNo(false), "present")
    #expect(all.value("waba.funding_missing") == .yesNo(true), "absent")
    #expect(all.gaps(of: "waba") == [])
  }

  @Test func theFactsThatARecordingBringsAreReadToo() throws {
    let all = try Fixture.collected("older-plan")
    #expect(all.values("waba.country") == [.country(CountryCode("CU")!)])
    #expect(
      all.values("phone_number.quality_rating", of: "106000000000001") == [.choice("GREEN"), .choice("RED")])
    #expect(
      all.gaps(of: "older-plan.json").map(\.words) == [
        "older-plan.json:202:5: unknown fact \"waba.contry\"; did you mean \"waba.country\"?"
      ])
    #expect(all.gaps(of: "portfolio").map(\.words) == ["no answer: timed out"])
  }

  @Test func anAnswerToACallNobodyKnowsIsNotPassedOverInSilence() {
    let all = Fixture.collected([("phone-number", #"{ "data": [] }"#)])
    #expect(
      all.gaps(of: "phone-number").map(\.words) == [
        "there is no call \"phone-number\"; did you mean \"phone-numbers\"?"
      ])
  }

  @Test func noRecordingAtAllIsAGapForEveryCall() {
    let all = Fixture.collected([])
    #expect(all.gaps.count == Fixture.knowledge.calls.count)
    #expect(all.complete == [])
    #expect(all.facts.map(\.name.description) == ["waba.id"])
  }
}
