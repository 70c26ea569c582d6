import Testing

@testable import Reports

@Suite struct HarmlessTextTests {
  /// Names that have made trouble elsewhere.
  static let naughty = [
    "\u{1B}[31mred\u{1B}[0m", "bell\u{7}", "over\rwritten", "two\nlines", "tab\tbed", "nul\u{0}l",
    "\u{9B}31mC1", "del\u{7F}ete", "back\u{8}\u{8}space",
    "\u{202E}gnp.exe", "\u{2066}isolated\u{2069}", "\u{200F}rtl", "zero\u{200B}width", "join\u{200D}ed",
    "\u{FEFF}bom", "soft\u{AD}hyphen",
    "tag\u{E0041}\u{E007F}", "line\u{2028}separator\u{2029}", "\u{061C}arabic mark", "hangul\u{3164}filler",
    "\u{E000}private", "\u{FFFE}none",
    "braille\u{2800}blank", "variation\u{E0100}", "\u{1B}]0;title\u{7}",
    "\u{1B}]8;;https://evil.example\u{1B}\\link", "a\u{34F}b",
  ]

  @Test(arguments: naughty)
  func nothingInvisibleIsLeft(text: String) {
    let shown = HarmlessText.shown(text)
    #expect(!shown.unicodeScalars.contains(where: HarmlessText.isHarmful))
    #expect(shown != text)
  }

  @Test(arguments: naughty)
  func whatIsHarmlessStaysAsItIs(text: String) {
    let once = HarmlessText.shown(text)
    #expect(HarmlessText.shown(once) == once)
  }

  @Test func everyControlAndDirectionMarkIsHarmful() {
    let marks: [ClosedRange<UInt32>] = [
      0...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xE0000...0xE007F,
    ]
    for value in marks.joined() {
      #expect(Unicode.Scalar(value).map(HarmlessText.isHarmful) == true, "\(value)")
    }
  }

  @Test func whatWasThereCanBeSeen() {
    #expect(HarmlessText.shown("\u{1B}[31m\u{7}") == "␛[31m␇")
    #expect(HarmlessText.shown("\u{202E}gnp") == "\\u{202E}gnp")
    #expect(HarmlessText.shown("\u{7F}\u{9B}") == "␡\\u{9B}")
  }

  @Test(arguments: ["Bäckerei Öz & Söhne", "東京ベーカリー", "مخبز", "👩 🍞 ❤️", "naïve café", "₹ 100 % – “quoted”"])
  func namesOfPeopleAndShopsStayAsTheyAre(name: String) { #expect(HarmlessText.shown(name) == name) }

  @Test func marksDoNotPileUp() {
    let pile = "a" + String(repeating: "\u{301}", count: 50)
    #expect(HarmlessText.shown(pile).unicodeScalars.count { $0 == "\u{301}" } == 4)
  }

  @Test func longTextEndsInAnEllipsis() {
    #expect(HarmlessText.shown("abcdef", limit: 4) == "abc…")
    #expect(HarmlessText.shown("äöüß", limit: 4) == "äöüß")
    #expect(HarmlessText.value(String(repeating: "x", count: 10_000)).count == HarmlessText.longest)
  }

  @Test func anEmptyValueCanBeSeen() {
    #expect(HarmlessText.value("") == "\"\"")
    #expect(HarmlessText.value("  ") == "\"  \"")
  }
}
