import Knowledge
import TestSupport
import Testing

@Suite struct KnowledgeSearchTests {
  /// The project's knowledge, indexed once.
  static let search = KnowledgeSearch(KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge)

  /// What an agent types, and an entry that must be among the first five.
  @Test(arguments: [
    ("status pending", "onboarding.dashboard-pending"), ("nothing arrives in turkey", "country.turkiye-open"),
    ("template paused", "templates.paused"), ("templates paused", "templates.paused"),
    ("customer changed number", "delivery.identity-changed"), ("paymnet method", "payment"),
    ("tempaltes rejected", "templates.rejected"), ("invoices", "payment"), ("one grey tick", "delivery.not-on-whatsapp"),
    ("token expired", "access.token-expired"), ("messages stuck on sent", "delivery.sent-not-delivered"),
    ("webhook not received", "webhooks"), ("account banned", "account.disabled"),
    ("dashboard says ineligible", "onboarding.dashboard-ineligible"), ("how to open a ticket", "route"),
    ("delivery rate dropped after moving", "delivery-comparison"), ("display name rejected", "numbers.name-refused"),
    ("low quality rating", "numbers.quality-low"), ("clicks missing", "conversions"),
    ("whatsapp outage", "availability.outage"), ("verify business documents", "admin.verify-business"),
  ])
  func itIsAmongTheFirstFive(_ question: String, _ expected: String) {
    let addresses = Self.search.results(for: question, limit: 5).map(\.address)
    #expect(addresses.contains(expected), "\(addresses)")
  }

  @Test(arguments: [
    ("payment", "payment"), ("greyed out tick", "not-delivered"), ("131049", "cloud-api.131049"),
    ("#131049", "cloud-api.131049"),
    ("not eligible", "mm-onboarding"), ("admin left the company", "full-control-admin"),
    ("nothing arrives in Turkey", "recipient-country"), ("onboarding.on-behalf-of", "onboarding.on-behalf-of"),
  ])
  func aPersonsWordsLeadToWhatTheyExpect(_ question: String, _ expected: String) {
    let addresses = Self.search.results(for: question, limit: 3).map(\.address)
    #expect(
      addresses.contains { $0 == expected || $0.hasPrefix(expected + ".") || $0.hasPrefix(expected + "-") },
      "\(addresses)")
  }

  @Test func everyHitNamesTheWordsItHolds() {
    for result in Self.search.results(for: "marketing message not delivered", limit: 10) {
      #expect(!result.matched.isEmpty)
    }
  }

  @Test func aMisspeltWordIsTakenForTheNearestAndSaidSo() {
    let results = Self.search.results(for: "paymant", limit: 3)
    #expect(results.first?.matched.first?.hasPrefix("paymant (") == true)
  }

  @Test func wordsThatAreNowhereFindNothing() {
    #expect(Self.search.results(for: "zzzzqqqq").isEmpty)
    #expect(Self.search.results(for: "").isEmpty)
    #expect(Self.search.results(for: "the of and").isEmpty)
  }
}
