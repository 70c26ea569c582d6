import Knowledge
import Testing

/// The vectors are those of the page on client versions in the domain notes, section 3.
@Suite struct VersionNumberTests {
  private static let minimum = [
    "android": "2.21.15.15", "ios": "2.21.170.4", "kaios": "2.2130.10", "web": "2.2132.6",
  ]

  @Test(arguments: [
    ("android", "2.21.15.15", true), ("android", "2.21.15.14", false), ("android", "2.21.9.99", false),
    ("android", "2.24.17.78", true),
    ("ios", "2.21.170.4", true), ("ios", "2.21.170.3", false), ("ios", "2.21.170", false),
    ("ios", "2.24.10.75", true),
    ("kaios", "2.2130.10", true), ("kaios", "2.2129.99", false), ("web", "2.2132.6", true),
    ("web", "2.3000.1", true),
    ("web", "2.3000.1023", true), ("web", "2.2131.9", false),
  ])
  func aClientIsNewEnoughOrNot(_ platform: String, _ version: String, _ isEnough: Bool) throws {
    let oldest = try #require(Self.minimum[platform].flatMap { VersionNumber($0) })
    #expect((try #require(VersionNumber(version)) >= oldest) == isEnough)
  }

  @Test(arguments: [
    ("2.21.15.15", "2.21.170.4"), ("2.2132.6", "2.3000.1"), ("2.9", "2.10"), ("2", "2.0.1"),
    ("v23.0", "v24.0"),
  ])
  func partsAreComparedAsNumbers(_ lower: String, _ higher: String) throws {
    let (a, b) = (try #require(VersionNumber(lower)), try #require(VersionNumber(higher)))
    #expect(a < b)
    #expect(!(b < a))
    #expect(a != b)
  }

  @Test(arguments: [("2.24", "2.24.0.0"), ("v24.0", "24"), ("V2.1", "2.1"), ("02.1", "2.1")])
  func missingPartsAreZeroAndAPrefixDoesNotCount(_ one: String, _ other: String) throws {
    let (a, b) = (try #require(VersionNumber(one)), try #require(VersionNumber(other)))
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
  }

  @Test(arguments: [
    ("2.24.17.78 beta", "2.24.17.78"), ("2.24.17.78-smb", "2.24.17.78"), ("2.24.17.78beta", "2.24.17.78"),
    ("2.24.17.0 (build 5)", "2.24.17.0"), ("  v2.24", "2.24"),
  ])
  func aSuffixIsDropped(_ text: String, _ version: String) {
    #expect(VersionNumber(text)?.description == version)
  }

  @Test(arguments: [
    "", "v", "beta", "2.", "2.21.", "2.21.x", "2..1", ".5", "2nd", "24x", "99999999999999999999.1",
    "1.2.3.4.5.6.7.8.9", "-1.2",
  ])
  func whatCannotBeReadIsNotAVersion(_ text: String) { #expect(VersionNumber(text) == nil) }
}
