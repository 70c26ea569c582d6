import GraphAPI
import Testing

@Suite struct GraphAddressTests {
  @Test(arguments: [
    "https://graph.facebook.com", "https://example.test:8443/graph", "http://127.0.0.1:8080",
    "http://localhost:1",
    "http://[::1]:8080", "HTTPS://graph.facebook.com", "http://127.9.9.9",
  ])
  func anAddressIsTaken(_ text: String) throws {
    #expect(try GraphAddress(text, version: "v24.0").description.lowercased() == text.lowercased())
  }

  @Test func aSlashAtTheEndCountsForNothing() throws {
    #expect(try GraphAddress("https://a.test/x//", version: "v24.0").description == "https://a.test/x")
  }

  @Test(arguments: [
    "http://graph.facebook.com", "http://127.0.0.1.evil.test", "http://10.0.0.1", "ftp://127.0.0.1",
    "graph.facebook.com",
    "https://", "https://user:word@graph.facebook.com", "https://a.test?x=1", "https://a.test#x",
    "https://a b",
    "https://a.test:0", "https://a.test:99999", "https://a.test:x", "http://0x7f.0.0.1", "http://127.1",
  ])
  func anAddressThatIsOpenToOthersOrNoneIsRefused(_ text: String) {
    let error = #expect(throws: GraphSetupError.self) { try GraphAddress(text, version: "v24.0") }
    #expect(error?.kind == .address)
  }

  @Test(arguments: ["24.0", "v24", "v24.0.1", "v24.x", "", "v24.0/../me", "vv24.0"])
  func aVersionThatIsNoneIsRefused(_ version: String) {
    #expect(throws: GraphSetupError.self) { try GraphAddress(GraphAddress.metas, version: version) }
  }
}
