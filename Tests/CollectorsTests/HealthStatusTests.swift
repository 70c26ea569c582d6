import Collectors
import Knowledge
import Testing

/// The traps of `health_status`, one a test.
@Suite struct HealthStatusTests {
  private let portfolio = "204118560098512"

  @Test func errorCodesAreNumbersWhetherWrittenAsNumbersOrText() throws {
    let all = try Fixture.collected("health-of-calls")
    #expect(all.value("health_entity.error_codes", of: portfolio) == .list([.whole(141010)]))
    #expect(all.value("health_entity.error_codes", of: "106000000000001") == .list([.whole(138024)]))
  }

  @Test func theRootVerdictCountsCallsAndIsKeptApartFromTheEntities() throws {
    let all = try Fixture.collected("health-of-calls")
    #expect(all.value("waba.health_can_send_message") == .choice("BLOCKED"))
    #expect(all.value("health_entity.can_send_message", of: "106000000000001") == .choice("AVAILABLE"))
    #expect(all.value("health_entity.can_receive_call_sip", of: "106000000000001") == .choice("BLOCKED"))
  }

  @Test func aLimitMayComeWithErrorsWithWordsOrWithBoth() throws {
    let all = try Fixture.collected("health-of-calls")
    #expect(all.value("health_entity.additional_info", of: portfolio) == .list([.text("Not verified yet.")]))
    #expect(all.value("health_entity.error_codes", of: portfolio) == .list([.whole(141010)]))
    #expect(all.value("health_entity.can_send_message", of: "700000000000001") == .choice("LIMITED"))
    #expect(all.values("health_entity.additional_info", of: "700000000000001") == [])
  }

  @Test func theIDAtTheRootIsNotTakenForTheAccounts() throws {
    let all = try Fixture.collected("health-of-calls")
    #expect(Set(all.values("waba.id")) == [.text("102290129340398")])
    #expect(all.gaps == [])
  }

  @Test func anAnswerWithoutHealthStatusIsAGapNotAGoodVerdict() {
    let all = Fixture.collected("health", answer: #"{ "id": "102290129340398" }"#)
    #expect(all.facts.map(\.name.description) == ["waba.id"])
    #expect(all.ids(of: "health_entity") == [])
    #expect(!all.complete.contains("health_entity"))
    #expect(
      all.gaps(of: "health").map(\.words) == [
        "answer to health:1:1: there is no /health_status/entities in the answer"
      ])
  }

  @Test func anActiveAccountMayBeBlockedAndBothAreHandedOn() {
    let all = Fixture.collected([
      ("waba", #"{ "status": "ACTIVE" }"#),
      (
        "health",
        #"{ "health_status": { "can_send_message": "BLOCKED", "entities": [{ "id": "1", "entity_type": "WABA", "can_send_message": "BLOCKED", "errors": [{ "error_code": 141006 }] }] } }"#
      ),
    ])
    #expect(all.value("waba.status") == .choice("ACTIVE"))
    #expect(all.value("health_entity.can_send_message", of: "1") == .choice("BLOCKED"))
    let origins = all.facts.filter { $0.name.description == "health_entity.can_send_message" }.map(
      \.evidence.origin)
    #expect(origins == ["health-status"], "the origin that is trusted most")
  }

  @Test func nothingAboutMarketingMessagesIsConcludedFromHealth() throws {
    let names = try Fixture.collected("health-of-calls").facts.filter {
      $0.evidence.origin == "health-status"
    }.map(\.name)
    #expect(Set(names.map(\.subject)) == ["waba", "health_entity"])
    #expect(names.filter { $0.subject == "waba" } == [FactName("waba.health_can_send_message")])
  }

  @Test func anEntityWithoutErrorsHasNone() throws {
    let all = try Fixture.collected("health-of-calls")
    #expect(all.value("health_entity.error_codes", of: "102290129340398") == .list([]))
  }

  @Test(arguments: [#"{ "error_code": "many" }"#, #"{ "error_code": {} }"#, "7", "\"x\""])
  func anErrorThatCannotBeReadMakesTheCodesUnknownNotNone(error: String) {
    let all = Fixture.collected(
      "health",
      answer:
        #"{ "health_status": { "entities": [{ "id": "1", "can_send_message": "BLOCKED", "errors": [{ "error_code": 1 }, \#(error)] }] } }"#
    )
    #expect(all.values("health_entity.error_codes", of: "1") == [])
    #expect(all.value("health_entity.can_send_message", of: "1") == .choice("BLOCKED"))
    #expect(all.gaps(of: "health").map(\.entity) == ["1"])
  }
}
