import Knowledge
import TestSupport
import Testing

@testable import Casework

/// JSON that an agent pastes is known by its form.
@Suite struct PastedTextTests {
  static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge

  private func read(_ text: String) throws -> PastedText {
    try PastedText(text, knowledge: Self.knowledge, waba: nil, at: Moment(seconds: 1_795_252_440))
  }

  private func told(_ pasted: PastedText, _ name: String) -> FactValue? {
    pasted.opening.collected.facts.first { $0.name.description == name }?.value
  }

  @Test func anErrorOfTheAPIGivesItsCode() throws {
    let pasted = try read(
      #"{"error":{"message":"(#131049) …","code":131049,"error_subcode":7,"error_data":{"details":"not delivered"},"fbtrace_id":"Az8"}}"#)
    #expect(pasted.code == 131049)
    #expect(told(pasted, "incident.error_code") == .whole(131049))
    #expect(told(pasted, "incident.error_subcode") == .whole(7))
    #expect(told(pasted, "incident.error_details") == .text("not delivered"))
  }

  @Test func theTraceAndTheWholeAnswerAreKept() throws {
    let pasted = try read(#"{"error":{"code":131049,"message":"m","fbtrace_id":"Az8"}}"#)
    #expect(told(pasted, "incident.fbtrace_id") == .text("Az8"))
    #expect(told(pasted, "incident.answer") == .text(#"{"error":{"code":131049,"message":"m","fbtrace_id":"Az8"}}"#))
  }

  @Test func aSendAndItsAnswerAreKnownAndHideTheRecipient() throws {
    let request = try read(#"{"messaging_product":"whatsapp","to":"4915112345678","type":"text","text":{"body":"hi"}}"#)
    #expect(request.opening.collected.facts.map(\.name.description) == ["incident.request"])
    guard case .text(let text)? = told(request, "incident.request") else { throw Missing() }
    #expect(text.contains("messaging_product") && !text.contains("4915112345678"))
    let answer = try read(
      #"{"messaging_product":"whatsapp","contacts":[{"input":"4915112345678","wa_id":"4915112345678"}],"messages":[{"id":"wamid.X"}]}"#)
    #expect(told(answer, "incident.message_id") == .text("wamid.X"))
    guard case .text(let whole)? = told(answer, "incident.answer") else { throw Missing() }
    #expect(!whole.contains("4915112345678"))
  }

  private struct Missing: Error {}

  @Test func anAnswerIsKnownByTheCallThatLearnsMostFromIt() throws {
    let pasted = try read(#"{"id":"102290129340398","status":"ACTIVE","marketing_messages_onboarding_status":"ELIGIBLE"}"#)
    #expect(pasted.kind.contains("the call waba"))
    #expect(told(pasted, "waba.status") == .choice("ACTIVE"))
    #expect(told(pasted, "waba.id") == .text("102290129340398"))
    #expect(pasted.opening.collected.gaps.isEmpty, "what was not pasted was not refused")
  }

  @Test func aWebhookTellsOfItsMessage() throws {
    let pasted = try read(
      #"""
      {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages","value":{
        "messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"106540352242922"},
        "statuses":[{"id":"wamid.X","status":"failed","timestamp":"1795252440","recipient_id":"16505551234",
          "errors":[{"code":131049,"title":"x"}]}]}}]}]}
      """#)
    #expect(pasted.kind == "webhooks")
    #expect(pasted.code == 131049)
    #expect(told(pasted, "message.error_code") == .whole(131049))
  }

  @Test func factsAreFacts() throws {
    #expect(told(try read(#"{"waba.country":"CU"}"#), "waba.country") == CountryCode("CU").map { .country($0) })
  }

  @Test(arguments: [
    "{", "[]", "{}", #"{"a":1}"#, #"{"schema":"wabadoctor/case","version":1}"#, #"{"error":{}}"#, #"{"waba.country":"nowhere"}"#,
  ])
  func whatIsNothingKnownIsRefusedWithWords(_ text: String) {
    #expect(throws: CaseworkError.self) { try read(text) }
  }

  @Test(arguments: [("{", true), ("{\"a\": \"}\"", true), ("{\"a\": \"\\\"}\"}", false), ("[{}]", false), ("[{]", true), ("plain", false)])
  func openBracketsAreWaitedFor(_ text: String, _ isOpen: Bool) {
    #expect((PastedText.completeness(of: text) == .open) == isOpen)
  }
}
