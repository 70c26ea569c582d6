import Testing

@testable import Comparison

@Suite struct RecipientKeyTests {
  private func key(_ text: String) -> RecipientKey {
    Array((text + "        ").utf8).withUnsafeBufferPointer {
      RecipientKey.read(Field($0.baseAddress!, text.utf8.count))
    }
  }

  @Test(arguments: [
    "+919876543210", "919876543210", "+91 98765 43210", "00919876543210", "+91-98765-43210",
    "(+91) 98765/43210",
    "=\"919876543210\"", "'919876543210", "919876543210.0", "9.19876543210E+11", "9,19876543210E+11",
    "+91.98765.43210",
  ])
  func everySpellingIsTheSameNumber(_ text: String) {
    #expect(key(text).bits == 919_876_543_210)
    #expect(key(text).kind == .number)
  }

  @Test(arguments: ["9.19877E+11", "9,19877E+11", "9.19876543E+11"])
  func aRoundedNumberTellsNobodyApart(_ text: String) {
    #expect(key(text).kind == .rounded)
    #expect(!key(text).isUsable)
  }

  @Test func hashesAreReadInEitherCase() {
    let hash = String(repeating: "0123456789abcdef", count: 4)
    #expect(key(hash).kind == .hashed)
    #expect(key(hash) == key(hash.uppercased()))
    #expect(key(hash) != key(String(hash.dropLast()) + "0"))
    #expect(key(String(hash.dropLast())).kind == .otherName)
    #expect(key(String(repeating: "7", count: 64)).kind == .hashed)
  }

  @Test func otherNamesTellPeopleApart() {
    #expect(key("IN.13491208655302741918").kind == .otherName)
    #expect(key("anna") != key("bert"))
    #expect(key("").kind == .missing)
  }

  @Test func countriesComeFromTheLongestPrefix() {
    let book = NameBook()
    let tree = PrefixTree(LogText.prefixes, names: book)
    func country(_ number: UInt64) -> String { book.country(tree.country(of: number)) }
    #expect(country(919_876_543_210) == "IN")
    #expect(country(12_125_550_123) == "US")
    #expect(country(14_165_550_123) == "CA")
    #expect(country(18_005_550_123) == "", "+1 alone is no country")
    #expect(country(79_161_234_567) == "RU")
    #expect(country(77_011_234_567) == "KZ")
    #expect(country(262_262_123_456) == "RE")
    #expect(country(4) == "")
  }
}
