import JSONText
import Knowledge
import TestSupport
import Testing

@testable import Reports

@Suite struct EntryPagesTests {
  private let knowledge = SampleKnowledge.base

  @Test(arguments: [
    ("finding", "onboarding.on-behalf-of"), ("rule", "numbers.test-by-name"), ("fact", "user.role"),
    ("remedy", "partner.transfer-ownership"),
    ("table", "sanctioned-regions"), ("row", "CU"), ("source", "meta.onboarding"),
    ("statement", "meta.onboarding#obo"), ("topic", "onboarding"),
    ("error-code", "131042"), ("subcode", "190/463"), ("value", "INELIGIBLE_ON_BEHALF_OF_WABA"),
    ("call", "business-users"),
    ("suspicion", "numbers.throttled"),
  ])
  func aPageAsItAppears(kind: String, name: String) {
    let answer = EntryPages.answer(name, in: knowledge)
    #expect(Snapshot.difference(of: answer.text(), from: "explain-\(kind).txt") == nil)
  }

  @Test func aPageForAProgramAsItAppears() {
    let tree = EntryPages.answer("INELIGIBLE_ON_BEHALF_OF_WABA", in: knowledge).json(
      edition: "2026-11-21", toolVersion: "0.1.0")
    #expect(
      Snapshot.difference(of: JSONWriter.text(tree, layout: .canonical), from: "explain-value.json") == nil)
  }

  @Test func aValueLeadsToItsFactItsRuleAndItsCure() {
    let page = EntryPages.answer("INELIGIBLE_ON_BEHALF_OF_WABA", in: knowledge).pages.first
    let links = page?.rows.compactMap(\.link) ?? []
    #expect(links.contains(EntryPage.Link(kind: .fact, name: "waba.marketing_messages_onboarding_status")))
    #expect(links.contains(EntryPage.Link(kind: .rule, name: "onboarding.on-behalf-of")))
    #expect(links.contains(EntryPage.Link(kind: .remedy, name: "partner.transfer-ownership")))
  }

  @Test(arguments: [
    ("ineligible_on_behalf_of_waba", "INELIGIBLE_ON_BEHALF_OF_WABA"),
    ("on-behalf-of", "onboarding.on-behalf-of"), ("#131042", "131042"),
    (" role ", "user.role"), ("UA-43", "UA-43"), ("cu", "CU"), ("ADMIN", "ADMIN"), ("cloud-api.190", "190"),
  ])
  func aNameIsFoundAsPeopleWriteIt(word: String, name: String) {
    #expect(EntryPages.answer(word, in: knowledge).pages.first?.name == name)
  }

  @Test func whatIsNotFoundGetsNamesNearIt() {
    let answer = EntryPages.answer("onboarding.on-behalf", in: knowledge)
    #expect(answer.pages.isEmpty)
    #expect(answer.nearMisses.first == "onboarding.on-behalf-of")
    #expect(
      EntryPages.answer("INELIGIBLE_ON_BEHALF_OF_WABBA", in: knowledge).nearMisses == [
        "INELIGIBLE_ON_BEHALF_OF_WABA"
      ])
    #expect(EntryPages.answer("zzzzzzzzzzzz", in: knowledge).nearMisses.isEmpty)
    #expect(EntryPages.answer("", in: knowledge).pages.isEmpty)
    #expect(EntryPages.answer("131", in: knowledge).nearMisses == ["131042"])
  }

  @Test(arguments: HarmlessTextTests.naughty)
  func aHostileQuestionDoesNoHarm(query: String) {
    let text = EntryPages.answer(query, in: knowledge).text()
    #expect(!text.unicodeScalars.contains { $0 != "\n" && HarmlessText.isHarmful($0) })
  }

  @Test func everyNameOfTheKnowledgeBaseHasAPageAsTheSchemaSays() throws {
    let (knowledge, _) = KnowledgeReader.read(KnowledgeFixture.projectFolder)
    let validator = JSONSchemaValidator(try OutputSchema.schema("explain"))
    var names =
      knowledge.findings.map(\.address) + knowledge.rules.map(\.address) + knowledge.facts.map(\.address)
    names +=
      knowledge.facts.flatMap(\.options) + knowledge.remedies.map(\.address) + knowledge.tables.map(\.address)
    names +=
      knowledge.sources.map(\.address) + knowledge.topics.map(\.address) + knowledge.errorCodes.map(\.code)
      + knowledge.calls.map(\.name)
    for name in Set(names) {
      let answer = EntryPages.answer(name, in: knowledge)
      #expect(!answer.pages.isEmpty, "\(name)")
      let json = JSONWriter.text(
        answer.json(edition: knowledge.edition, toolVersion: "0.1.0"), layout: .compact)
      #expect(validator.problems(in: try JSONDocument(json, file: name).root) == [], "\(name)")
      for line in answer.text().split(separator: "\n") {
        #expect(TextWrap.columns(line) <= 80, "\(name): \(line)")
      }
    }
  }
}
