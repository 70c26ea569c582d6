import Knowledge
import Testing

@Suite struct CountryCodeTests {
  @Test(arguments: [
    ("CU", "CU", "CU", false), ("cu", "CU", "CU", false), ("UA-43", "UA-43", "UA", true),
    ("us-ca", "US-CA", "US", true),
  ])
  func aCountryOrARegionIsRead(_ text: String, _ code: String, _ country: String, _ isRegion: Bool) throws {
    let read = try #require(CountryCode(text))
    #expect(read.description == code)
    #expect(read.country == country)
    #expect(read.isRegion == isRegion)
  }

  @Test(arguments: ["", "C", "CUB", "53", "C1", "UA-", "UA-1234", "UA-43-1", "U A", "ß", "ÜA", " CU"])
  func anotherShapeIsRefused(_ text: String) { #expect(CountryCode(text) == nil) }
}

@Suite struct PhoneNumberTests {
  @Test(arguments: [
    ("+53 5 555 1234", "+5355551234"), ("+1 (555) 010-0001", "+15550100001"), ("005355551234", "+5355551234"),
    ("5355551234", "+5355551234"), ("+90.212.555.0001", "+902125550001"),
  ])
  func aNumberIsReadHoweverItIsSet(_ text: String, _ written: String) {
    #expect(PhoneNumber(text)?.description == written)
  }

  @Test(arguments: [
    "", "+", "123456", "+1234567890123456", "0555123456", "555-CALL-NOW", "+1+5550100001", "5e10",
  ])
  func whatIsNoInternationalNumberIsRefused(_ text: String) { #expect(PhoneNumber(text) == nil) }
}

@Suite struct NearMissTests {
  private static let names = [
    "waba.status", "waba.country", "waba.is_paid", "user.role", "is", "all", "phone number",
  ]

  @Test(arguments: [
    ("waba.statsu", "waba.status"), ("WABA.STATUS", "waba.status"), ("waba.stat", "waba.status"),
    ("wabacountry", "waba.country"),
    ("si", "is"), ("al", "all"), ("waba.paid", "waba.is_paid"), ("number", "phone number"),
    ("user.roles", "user.role"),
  ])
  func theNameThatWasMeantIsFound(_ word: String, _ meant: String) {
    #expect(NearMiss.nearest(to: word, among: Self.names) == meant)
  }

  @Test(arguments: [
    "", "portfolio.id", "webhook", "waba.gone", "waba.x", String(repeating: "waba", count: 100),
  ])
  func nothingIsGuessedWhenNothingIsNear(_ word: String) {
    #expect(NearMiss.nearest(to: word, among: Self.names) == nil)
    #expect(NearMiss.suggestion(for: word, among: Self.names).isEmpty)
  }
}
