import JSONText
import TestSupport
import Testing

/// `diagnose --webhooks`.
@Suite struct WebhookTests {
  private let log = """
    {"object":"whatsapp_business_account","entry":[{"id":"100000000000001","time":1790000000,"changes":[{"field":"account_update","value":{"event":"ACCOUNT_DELETED"}}]}]}
    {"object":"whatsapp_business_account","entry":[{"id":"100000000000001","time":1790000001,"changes":[{"field":"account_update","value":{"event":"SOMETHING_NEW"}}]}]}
    {"object":"whatsapp_business_account","entry":[{"id":"100000000000001","changes":[{"field":"messages","value":{"statuses":[{"id":"wamid.HBgLMTU1NTAxMDAwMDIVAgARGBI5RUZB","status":"failed","timestamp":"1790000002","recipient_id":"15550100002","errors":[{"code":131049}]}]}}]}]}
    """

  @Test func eventsBecomeFindingsAndUnknownOnesAreNamed() throws {
    let result = try LiveAccount.plain(["diagnose", "-o", "json", "--webhooks", "-"], input: log)
    let root = try JSONDocument(result.output, file: "report").root
    let found = root["findings"]?.elements.compactMap { $0["finding"]?.string } ?? []
    #expect(found.contains("webhooks.account-deleted"))
    #expect(found.contains("webhooks.unknown-event"))
    #expect(found.contains { $0.hasPrefix("delivery.") })
    #expect(result.output.contains("SOMETHING_NEW"))
    #expect(!result.output.contains("15550100002"))
    #expect(try OutputSchema.problems(in: result.output, by: "diagnosis").map(\.description) == [])
  }

  @Test func aFileWithoutAWebhookIsRefused() throws {
    let result = try LiveAccount.plain(["diagnose", "--webhooks", "-"], input: "nothing here\n")
    #expect(result.status == 65)
    #expect(result.error.contains("standard input: holds no webhook"))
  }
}
