import Comparison
import Testing

@Suite struct ButtonAddressTests {
  @Test(arguments: [
    ("https://shop.example/sale", [ButtonAddress.Risk]()), ("https://shop.example/sale?a=1&b=%20", []),
    ("https://shop.example/sale/{{1}}", []), ("https://bit.ly/abc", [.shortLink]), ("https://go.bit.ly/abc", [.shortLink]),
    ("https://habit.ly/abc", []), ("https://shop.example/sale#top", [.fragment]), ("https://shop.example/sale#", []),
    ("https://shop.example/{{1}}/sale", [.rawPlaceholder]), ("https://shop.example/a b", [.rawPlaceholder]),
    ("https://shop.example/100%", [.rawPlaceholder]), ("http://shop.example", [.notSecure]), ("shop.example/sale", [.noAddress]),
    ("https://localhost", [.noAddress]), ("http://t.co/{x}#y", [.shortLink, .fragment, .rawPlaceholder, .notSecure]), ("", [.noAddress]),
  ])
  func risksAreSeenWithoutOpeningIt(_ text: String, _ risks: [ButtonAddress.Risk]) {
    #expect(ButtonAddress(text, shorteners: ["bit.ly", "t.co"]).risks == risks)
  }

  @Test func theSamePageIsTheSameWhateverIsBehindTheQuestionMark() {
    func page(_ text: String) -> ButtonAddress { ButtonAddress(text, shorteners: []) }
    #expect(page("https://www.shop.example/sale/?a=1").leadsToSamePage(as: page("https://shop.example/sale?b=2#c")))
    #expect(!page("https://shop.example/sale").leadsToSamePage(as: page("https://shop.example/Sale")))
    #expect(!page("https://shop.example/sale").leadsToSamePage(as: page("https://store.example/sale")))
  }
}
