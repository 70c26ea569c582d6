import GraphAPI
import Testing

@Suite struct AccessTokenTests {
  private static let secret = "EAAGm0PX4ZCpsBAKZBZC"

  @Test func aTokenNeverPrintsItself() throws {
    let token = try AccessToken(Self.secret)
    var dumped = ""
    dump(token, to: &dumped)
    dump([token as Any], to: &dumped)
    let shown =
      "\(token) \(String(reflecting: token)) \(String(describing: Optional(token))) \([token]) \(dumped)"
    #expect(!shown.contains("m0PX4ZCps"))
    #expect(shown.contains("EAA…"))
    #expect(Mirror(reflecting: token).children.isEmpty)
  }

  @Test(arguments: ["\n\(secret)\r\n", "  \(secret)\t", secret]) func blanksAroundATokenAreDropped(
    _ text: String
  ) throws {
    #expect(throws: Never.self) { try AccessToken(text) }
  }

  @Test(arguments: ["", " \n", "EAA two words", "EAA\u{0}x", "EAAé", String(repeating: "E", count: 4097)])
  func whatIsNoTokenIsRefusedAndNotRepeated(_ text: String) {
    let error = #expect(throws: GraphSetupError.self) { try AccessToken(text) }
    #expect(error?.kind == .token)
    if text.count > 2 { #expect(error?.description.contains(text) == false) }
  }
}
