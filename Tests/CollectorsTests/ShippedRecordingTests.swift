import Collectors
import JSONText
import Knowledge
import TestSupport
import Testing

/// The recording that is shipped as an example, read by the project's own knowledge.
@Suite struct ShippedRecordingTests {
  private static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder, parts: .collectors)
    .knowledge
  private static let path = KnowledgeFixture.projectFolder.path + "/Cases/Recordings/on-behalf-of.json"

  private func recording() throws -> Recording { try Recording(path: Self.path, name: "on-behalf-of.json") }

  @Test func itIsWholeAndTidy() throws {
    let recording = try recording()
    #expect(recording.faults == [])
    let bytes = try KnowledgeFixture.projectFolder.bytes(of: "Cases/Recordings/on-behalf-of.json")
    #expect(String(decoding: recording.bytes, as: UTF8.self) == String(decoding: bytes, as: UTF8.self))
    #expect(recording.graphVersion == Self.knowledge.graphVersion)
  }

  @Test func itTellsThatTheAccountIsRunOnBehalfOfItsOwner() throws {
    let all = GraphCollector(knowledge: Self.knowledge).collect(from: try recording())
    #expect(all.value("waba.marketing_messages_onboarding_status") == .choice("INELIGIBLE_ON_BEHALF_OF_WABA"))
    #expect(all.value("waba.ownership_type") == .choice("ON_BEHALF_OF"))
    #expect(all.value("access_token.reads_phone_numbers") == .yesNo(true))
    #expect(all.value("health_entity.error_codes", of: "102290129340398") == .list([]))
    #expect(all.ids(of: "phone_number") == ["106000000000001", "106000000000002"])
    #expect(all.facts.filter { $0.value.isUnlisted }.map(\.name) == [], "every word in it is known")
  }

  @Test func onlyTheCallsThatNeedAnotherPermissionAreGaps() throws {
    let all = GraphCollector(knowledge: Self.knowledge).collect(from: try recording())
    #expect(all.gaps.map(\.call) == ["portfolio", "business-users"], "\(all.gaps)")
    for gap in all.gaps {
      guard case .refused(200, _, ["business_management"]) = gap.cause else {
        Issue.record("\(gap)")
        continue
      }
    }
    let lists = Set(
      Self.knowledge.calls.filter(\.isRequest).compactMap { call in
        call.each.map { Self.knowledge.subjects[$0].name }
      })
    #expect(all.complete == lists.subtracting(["user"]))
  }

  @Test func noRequestOfThePlanWouldCarryAToken() {
    let calls = GraphCollector(knowledge: Self.knowledge).requests(knowing: [
      FactName("waba.id"): "102290129340398"
    ])
    #expect(calls.count == Self.knowledge.calls.count(where: \.isRequest))
    for call in calls {
      #expect(call.request.query.allSatisfy { !$0.name.contains("token") })
      #expect(call.request.description.hasPrefix("GET /"))
    }
  }
}
