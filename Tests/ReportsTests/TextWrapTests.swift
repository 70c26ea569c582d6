import Testing

@testable import Reports

@Suite struct TextWrapTests {
  @Test func linesBreakAtSpaces() {
    #expect(TextWrap.lines("one two three", width: 7) == ["one two", "three"])
    #expect(TextWrap.lines("", width: 7) == [""])
    #expect(TextWrap.lines("one two", width: 7, first: 3) == ["one", "two"])
  }

  @Test func aWordThatIsTooLongIsCut() {
    #expect(TextWrap.lines("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    #expect(TextWrap.lines("x abcdefghij y", width: 4) == ["x", "abcd", "efgh", "ij y"])
    #expect(TextWrap.lines("abcdef gh", width: 4, first: 2) == ["ab", "cdef", "gh"])
  }

  @Test func wideCharactersTakeTwoColumns() {
    #expect(TextWrap.columns("東京") == 4)
    #expect(TextWrap.columns("🍞") == 2)
    #expect(TextWrap.columns("e\u{301}") == 1)
    #expect(TextWrap.lines("東京東京", width: 5) == ["東京", "東京"])
    #expect(TextWrap.padded("東", to: 4) == "東  ")
  }

  @Test func clippedTextEndsInAnEllipsis() {
    #expect(TextWrap.clipped("one two three", to: 8) == "one two…")
    #expect(TextWrap.clipped("one", to: 3) == "one")
    #expect(TextWrap.columns(TextWrap.clipped("東京東京", to: 5)) <= 5)
  }

  @Test func subjectsAreCountedInWords() {
    let knowledge = SampleKnowledge.base
    #expect(SubjectWords.share(3, of: 12, "phone_number", in: knowledge) == "3 of 12 phone numbers")
    #expect(SubjectWords.share(1, of: 1, "phone_number", in: knowledge) == "1 of 1 phone number")
    #expect(SubjectWords.plural("user", in: knowledge) == "users")
    #expect(SubjectWords.singular("waba", in: knowledge) == "WhatsApp Business Account")
  }
}
