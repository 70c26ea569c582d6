import Collectors
import Knowledge
import Testing

@Suite struct PagingTests {
  private func page(_ id: String?, next: String?, after: String? = nil) -> (call: String, body: String) {
    let data = id.map { #"{ "id": "\#($0)" }"# } ?? ""
    let cursors = after.map { #""cursors": { "after": "\#($0)" }"# }
    let paging = [next.map { #""next": "\#($0)""# }, cursors].compactMap { $0 }.joined(separator: ", ")
    return ("phone-numbers", #"{ "data": [\#(data)], "paging": { \#(paging) } }"#)
  }

  @Test func aMissingPageLeavesTheListOpen() throws {
    let all = try Fixture.collected("page-missing")
    #expect(all.ids(of: "phone_number") == ["106000000000001", "106000000000002"])
    #expect(!all.complete.contains("phone_number"))
    #expect(
      all.gaps == [
        Gap(
          call: "phone-numbers", facts: [], subject: "phone_number",
          cause: .missing("page 2 of GET /102290129340398/phone_numbers is promised but not recorded"))
      ])
    #expect(all.complete == ["user", "health_entity", "granted_scope"])
  }

  @Test func aShortOrEmptyPageDoesNotEndTheList() {
    let all = Fixture.collected([
      page(nil, next: "x", after: "a"), page("1", next: "x", after: "b"), page("2", next: nil, after: "c"),
    ])
    #expect(all.ids(of: "phone_number") == ["1", "2"])
    #expect(all.complete.contains("phone_number"))
  }

  @Test func aCursorAloneDoesNotPromiseAPage() {
    #expect(Fixture.collected([page("1", next: nil, after: "a")]).complete.contains("phone_number"))
  }

  @Test func theCursorMayStandInTheAddressOnly() {
    let all = Fixture.collected([page("1", next: "https://x/?limit=1&after=a%3D%3D#z"), page("2", next: nil)])
    #expect(all.ids(of: "phone_number") == ["1", "2"])
    #expect(all.complete.contains("phone_number"))
  }

  @Test func aPromiseWithoutACursorLeavesTheListOpen() {
    let all = Fixture.collected([page("1", next: "https://x/?offset=25"), page("2", next: nil)])
    #expect(all.ids(of: "phone_number") == ["1"])
    #expect(!all.complete.contains("phone_number"))
    #expect(all.gaps(of: "phone-numbers").first?.words.contains("no cursor leads to it") == true)
  }

  @Test func pagesInACircleAreLeft() {
    let pages = [
      page("1", next: "x", after: "a"), page("2", next: "x", after: "b"), page("3", next: "x", after: "a"),
    ]
    let all = Fixture.collected(pages)
    #expect(all.ids(of: "phone_number") == ["1", "2", "3"])
    #expect(
      all.gaps(of: "phone-numbers").map(\.words) == ["page 3 leads back to a page that was read before"])
    #expect(!all.complete.contains("phone_number"))
  }

  @Test func noMoreThanAThousandPagesAreRead() {
    struct Endless: AnswerSource {
      func answer(to request: GraphRequest) -> GraphAnswer? {
        guard request.call == "phone-numbers" else { return nil }
        let body =
          #"{ "data": [{ "id": "\#(request.page)" }], "paging": { "next": "x", "cursors": { "after": "c\#(request.page)" } } }"#
        return GraphAnswer(status: 200, body: Array(body.utf8), call: request.call, moment: nil)
      }
    }
    let all = Fixture.collector.collect(from: Endless(), knowing: [FactName("waba.id"): "1"])
    #expect(all.ids(of: "phone_number").count == 1000)
    #expect(
      all.gaps(of: "phone-numbers").map(\.words) == ["the list goes on after 1000 pages; no more were read"])
  }

  @Test func aListThatGoesOnAlthoughItHasNoPagesStaysOpen() {
    let body =
      #"{ "health_status": { "entities": [{ "id": "1" }] }, "paging": { "next": "x", "cursors": { "after": "a" } } }"#
    let all = Fixture.collected("health", answer: body)
    #expect(all.ids(of: "health_entity") == ["1"])
    #expect(!all.complete.contains("health_entity"))
  }

  @Test(arguments: [
    #"{ "paging": {} }"#, #"{ "data": null }"#, #"{ "data": {} }"#, #"{ "data": "x" }"#,
    #"{ "data": [], "paging": [] }"#, #"{ "data": [], "paging": { "next": 7 } }"#,
  ])
  func aListThatIsNoneStaysOpen(body: String) {
    let all = Fixture.collected("phone-numbers", answer: body)
    #expect(!all.complete.contains("phone_number"))
    #expect(all.gaps(of: "phone-numbers").count == 1)
    #expect(all.gaps(of: "phone-numbers").first?.words.hasPrefix("answer to phone-numbers:1:") == true)
  }

  @Test func pagesAreFoundByTheirCursorWhateverTheirOrder() throws {
    var recording = try Fixture.recording("whole")
    recording.exchanges.swapAt(3, 4)
    let all = Fixture.collector.collect(from: recording)
    #expect(all.ids(of: "phone_number") == ["106000000000001", "106000000000002", "106000000000003"])
    #expect(all.complete.contains("phone_number"))
  }
}
