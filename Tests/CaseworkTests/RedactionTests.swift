import Casework
import Testing

/// The one pass that hides tokens.
@Suite struct RedactionTests {
  private func redacted(_ text: String) -> String? {
    Redaction.redacted(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func aTokenIsHiddenWhereverItStands() {
    let token = "EAAGm0PX4ZCpsBAKZBZC"
    #expect(redacted(token) == "EAA…")
    #expect(redacted("Bearer \(token)\n") == "Bearer EAA…\n")
    #expect(redacted("\"\(token)\",\"\(token)\"") == "\"EAA…\",\"EAA…\"")
    #expect(redacted("a=\(token)&b=é") == "a=EAA…&b=é")
  }

  @Test(arguments: [
    "", "E", "EA", "EAA", "EAAGm0PX", "The EAA and the EEA", "xEAAGm0PX4ZCpsBAKZBZC", "EAA-Gm0PX4ZCpsBAKZBZC",
    "EEEEEEAAEEEA",
  ])
  func otherWordsAreLeftAlone(_ text: String) {
    #expect(redacted(text) == nil)
  }
}
