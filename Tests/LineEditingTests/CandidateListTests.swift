import Testing

@testable import LineEditing

/// What Tab lists and how far it completes.
@Suite struct CandidateListTests {
  @Test func wordsStandInColumnsDownwardsFirst() {
    #expect(CandidateList(["a", "b", "c", "d", "e"]).text(columns: 8) == "a  c  e\nb  d\n")
    #expect(CandidateList(["a", "b"]).text(columns: 80) == "a  b\n")
    #expect(CandidateList(["日本", "x"]).text(columns: 80) == "日本  x\n")
    #expect(CandidateList(["wide word", "other"]).text(columns: 5) == "wide word\nother\n")
    #expect(CandidateList([]).text(columns: 5) == "")
  }

  @Test func theLongestCommonBeginningIsOfWholeCharacters() {
    #expect(LineEditor.commonPrefix(["diagnose", "diagram"]) == "diag")
    #expect(LineEditor.commonPrefix(["é1", "é2"]) == "é")
    #expect(LineEditor.commonPrefix(["e\u{301}", "e\u{300}"]) == "")
    #expect(LineEditor.commonPrefix(["one"]) == "one")
    #expect(LineEditor.commonPrefix([]) == "")
  }
}
