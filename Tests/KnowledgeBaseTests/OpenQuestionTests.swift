import Knowledge
import TestSupport
import Testing

/// The open question of every finding reads as part of a sentence.
@Suite struct OpenQuestionTests {
  private static let findings = KnowledgeReader.read(KnowledgeFixture.projectFolder, parts: .rules).knowledge.findings
  /// Names that keep their first letter inside a sentence.
  private static let names = ["Meta", "Meta's", "WhatsApp", "Türkiye"]

  @Test func everyOpenQuestionReadsInsideASentence() {
    let wrong = Self.findings.filter { finding in
      let words = finding.openQuestion.split(separator: " ").map(String.init)
      guard words.count > 2, words[0] == "Whether", let first = words[1].first else { return true }
      let isSmall = first.isLowercase || first.isNumber || Self.names.contains(words[1])
      return !isSmall || finding.openQuestion.contains(":") || finding.openQuestion.contains("?") || finding.openQuestion.hasSuffix(".")
    }
    #expect(wrong.map { "\($0.address): \($0.openQuestion)" } == [])
  }

  @Test func aTitleSpeaksForItselfWhenItReadsWell() throws {
    let plain = try #require(Self.findings.first { $0.json["asks"] == nil && $0.title.hasPrefix("The ") })
    #expect(plain.openQuestion == "Whether the " + plain.title.dropFirst(4))
    let named = try #require(Self.findings.first { $0.json["asks"] == nil && $0.title.hasPrefix("Meta ") })
    #expect(named.openQuestion == "Whether " + named.title)
  }
}
