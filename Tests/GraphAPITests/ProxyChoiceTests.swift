import GraphAPI
import Testing

@Suite struct ProxyChoiceTests {
  private func proxy(_ environment: [String: String], to address: String = GraphAddress.metas) throws
    -> ProxyChoice?
  {
    try ProxyChoice(for: try GraphAddress(address, version: "v24.0"), in: environment)
  }

  @Test func theEnvironmentNamesTheProxy() throws {
    let named = try #require(try proxy(["HTTPS_PROXY": "http://proxy.test:3128/"]))
    #expect(try proxy(["https_proxy": "proxy.test:3128"]) == named)
    #expect(try proxy(["ALL_PROXY": "http://proxy.test:3128"]) == named)
    #expect(
      try proxy(["HTTPS_PROXY": "http://other.test:1", "https_proxy": "http://proxy.test:3128"]) == named)
  }

  @Test func withoutOneTheServerIsAskedDirectly() throws {
    #expect(try proxy([:]) == nil)
    #expect(try proxy(["HTTPS_PROXY": ""]) == nil)
    #expect(try proxy(["HTTP_PROXY": "http://proxy.test:3128"]) == nil)
  }

  @Test(arguments: ["*", "facebook.com", ".facebook.com", "a.test, graph.facebook.com", "GRAPH.facebook.com"])
  func anExceptionIsAskedDirectly(_ exceptions: String) throws {
    #expect(try proxy(["HTTPS_PROXY": "http://proxy.test:1", "NO_PROXY": exceptions]) == nil)
  }

  @Test(arguments: ["book.com", "a.test", "graph.facebook.com.test"])
  func aNameThatOnlyLooksAlikeIsNoException(_ exceptions: String) throws {
    #expect(try proxy(["HTTPS_PROXY": "http://proxy.test:1", "NO_PROXY": exceptions]) != nil)
  }

  @Test func thisMachineIsNeverAskedThroughAProxy() throws {
    #expect(try proxy(["HTTPS_PROXY": "http://proxy.test:1"], to: "http://127.0.0.1:8080") == nil)
  }

  @Test(arguments: [
    "socks5://proxy.test:1", "https://proxy.test:1", "http://me:word@proxy.test:1", "http://",
  ])
  func aProxyThatCannotBeUsedIsSaid(_ named: String) {
    let error = #expect(throws: GraphSetupError.self) { try proxy(["HTTPS_PROXY": named]) }
    #expect(error?.kind == .proxy)
    #expect(error?.description.contains("word@") == false)
  }
}
