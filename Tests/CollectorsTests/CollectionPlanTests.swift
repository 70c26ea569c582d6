import Collectors
import Knowledge
import Testing

@Suite struct CollectionPlanTests {
  private let account = FactName("waba.id")
  private func planned(_ useful: Set<FactName>? = nil, knowing known: [FactName: String]) -> [PlannedCall] {
    GraphCollector(knowledge: Fixture.knowledge, useful: useful).requests(knowing: known)
  }
  private func facts(_ names: String...) -> Set<FactName> { Set(names.map(FactName.init)) }

  @Test func aDryRunTellsEveryRequestWithItsPermissions() {
    let calls = planned(knowing: [account: "102290129340398"])
    #expect(
      calls.map(\.request.description) == [
        "GET /debug_token?input_token=<token>",
        "GET /102290129340398?fields=id,name,status,business_verification_status,country,currency,primary_funding_id,is_enabled_for_insights,creation_time,owner_business_info",
        "GET /102290129340398?fields=health_status",
        "GET /102290129340398/phone_numbers?fields=id,status,throughput,quality_rating,webhook_configuration,health_status&limit=100",
        "GET /{portfolio.id}?fields=name,marketing_messages_onboarding_status",
        "GET /{portfolio.id}/business_users?fields=id,name,role,summary",
        "GET /102290129340398/assigned_users?fields=id,name&business={portfolio.id}",
      ])
    #expect(calls[4].request.permissions == ["business_management"])
    #expect(calls[4].needs == [FactName("portfolio.id")])
    #expect(calls[1].needs == [])
    #expect(calls[1].call.title == "Account")
    #expect(calls[5].facts.map(\.description) == ["user.name", "user.role", "portfolio.user_count"])
  }

  @Test func onlyWhatTheRulesCanUseIsAskedFor() {
    let calls = planned(facts("waba.status"), knowing: [account: "1"])
    #expect(calls.map(\.request.description) == ["GET /1?fields=status"])
  }

  @Test func whatLeadsToAUsefulCallIsAskedForToo() {
    let calls = planned(facts("portfolio.terms"), knowing: [account: "1"])
    #expect(
      calls.map(\.request.description) == [
        "GET /1?fields=owner_business_info",
        "GET /{portfolio.id}?fields=marketing_messages_onboarding_status",
      ])
    #expect(
      planned(facts("portfolio.terms"), knowing: [account: "1", FactName("portfolio.id"): "2"]).map(
        \.request.endpoint) == ["GET /2"])
  }

  @Test func aListIsReadFromEveryCallThatAddsToIt() {
    let calls = planned(facts("user.role"), knowing: [account: "1", FactName("portfolio.id"): "2"])
    #expect(
      calls.map(\.request.description) == [
        "GET /2/business_users?fields=id,role", "GET /1/assigned_users?fields=id&business=2",
      ])
    let bare = planned(facts("health_entity"), knowing: [account: "1"])
    #expect(bare.map(\.request.description) == ["GET /1?fields=health_status"])
  }

  @Test func aFactThatOnlyARefusalProvesKeepsItsCall() {
    #expect(planned(facts("access_token.error_subcode"), knowing: [:]).map(\.call.name) == ["debug-token"])
    #expect(planned([], knowing: [account: "1"]).isEmpty)
  }

  @Test func aNarrowedCollectionLearnsOnlyWhatWasAskedFor() throws {
    let all = GraphCollector(knowledge: Fixture.knowledge, useful: facts("user.role"))
      .collect(from: try Fixture.recording("whole"))
    #expect(Set(all.facts.map(\.name.description)) == ["waba.id", "user.role"])
    #expect(all.complete == ["user"])
    #expect(all.gaps == [])
  }

  @Test func answersMayArriveInAnyOrder() throws {
    let source = RecordedAnswers(try Fixture.recording("whole"))
    let collector = GraphCollector(knowledge: Fixture.knowledge)
    let inTurn = collector.collect(from: source, knowing: [account: "102290129340398"])
    var plan = collector.plan(knowing: [account: "102290129340398"])
    var underway = plan.requests()
    #expect(underway.map(\.call) == ["debug-token", "waba", "health", "phone-numbers"])
    while let request = underway.popLast() {
      plan.accept(source.answer(to: request), to: request)
      underway = plan.requests() + underway
    }
    #expect(plan.outcome.facts == inTurn.facts)
    #expect(plan.outcome.gaps == inTurn.gaps)
    #expect(plan.outcome.complete == inTurn.complete)
    #expect(inTurn.gaps == [])
  }

  @Test func noRequestIsHandedOutTwiceAndWhatStaysUnansweredIsAGap() throws {
    let source = RecordedAnswers(try Fixture.recording("whole"))
    var plan = GraphCollector(knowledge: Fixture.knowledge).plan(knowing: [account: "102290129340398"])
    let first = plan.requests()
    #expect(plan.requests().isEmpty)
    plan.accept(source.answer(to: first[1]), to: first[1])
    plan.accept(source.answer(to: first[1]), to: first[1])
    #expect(plan.requests().map(\.call) == ["portfolio", "business-users", "assigned-users"])
    let outcome = plan.outcome
    #expect(outcome.value("waba.status") == .choice("ACTIVE"), "a second answer is passed over")
    #expect(outcome.gaps(of: "health").map(\.words) == ["GET /102290129340398 was not answered"])
    #expect(outcome.complete == [])
  }
}
