import Collectors
import Knowledge
import Testing

@Suite struct RefusalTests {
  @Test func aRefusalNamesCodeWordsAndPermission() throws {
    let all = try Fixture.collected("refused")
    let gap = try #require(all.gaps(of: "business-users").first)
    #expect(
      gap.cause
        == .refused(
          code: 200,
          message:
            "(#200) Requires business_management permission to manage the object (fbtrace_id AbCdEfGh1234)",
          permissions: ["business_management"]))
    #expect(gap.facts.map(\.description) == ["user.name", "user.role", "portfolio.user_count"])
    #expect(gap.subject == "user")
    #expect(!all.complete.contains("user"), "one of the two lists of people is open")
    #expect(all.value("portfolio.terms") == .choice("REQUEST_SENT"), "everything else is read")
    #expect(all.ids(of: "user") == ["104000000000001"])
  }

  @Test(arguments: [200, 400, 500]) func anEnvelopeIsARefusalWhateverTheStatus(status: Int) {
    let body =
      #"{ "error": { "message": "Unsupported get request.", "code": "100", "error_subcode": 33, "error_data": { "details": "wrong id" } } }"#
    let all = Fixture.collected([("waba", body)], status: status)
    #expect(
      all.gaps(of: "waba").map(\.cause) == [
        .refused(
          code: 100, message: "Unsupported get request.: wrong id",
          permissions: ["whatsapp_business_management"])
      ])
  }

  @Test(arguments: ["null", "false"]) func anErrorThatIsNoneIsNoRefusal(error: String) {
    let all = Fixture.collected("waba", answer: #"{ "status": "ACTIVE", "error": \#(error) }"#)
    #expect(all.value("waba.status") == .choice("ACTIVE"))
    #expect(all.gaps(of: "waba") == [])
  }

  @Test(arguments: [#""invalid_request""#, "{}", "[]", "7", #"{ "code": [1], "message": {} }"#])
  func aMisshapenEnvelopeIsStillARefusal(error: String) {
    let all = Fixture.collected("waba", answer: #"{ "status": "ACTIVE", "error": \#(error) }"#)
    #expect(all.values("waba.status") == [])
    guard case .refused(nil, let message, _) = all.gaps(of: "waba").first?.cause else {
      return #expect(Bool(false))
    }
    #expect(!message.isEmpty)
  }

  @Test func aRefusalProvesWhatItSaysAndASubcodeMore() {
    let plain = Fixture.collected(
      "debug-token", answer: #"{ "error": { "code": 190, "error_subcode": 460 } }"#, status: 400)
    #expect(plain.value("access_token.is_valid") == .yesNo(false))
    #expect(plain.values("access_token.error_subcode") == [])
    let expired = Fixture.collected(
      "debug-token", answer: #"{ "error": { "code": 190, "error_subcode": "463" } }"#, status: 400)
    #expect(expired.value("access_token.is_valid") == .yesNo(false))
    #expect(expired.value("access_token.error_subcode") == .whole(463))
    #expect(
      expired.gaps(of: "debug-token").first?.facts.map(\.description) == [
        "granted_scope.names_targets", "granted_scope.target_count", "access_token.expires_at",
        "access_token.scopes",
      ])
    let other = Fixture.collected("phone-numbers", answer: #"{ "error": { "code": 4 } }"#, status: 400)
    #expect(other.values("access_token.reads_phone_numbers") == [], "another code proves nothing")
  }

  @Test func aBadStatusWithoutAWordIsARefusal() {
    let all = Fixture.collected([("waba", #"{ "status": "ACTIVE" }"#)], status: 503)
    #expect(all.values("waba.status") == [])
    #expect(all.gaps(of: "waba").first?.words == "HTTP status 503 without a word of explanation")
  }

  @Test func aRefusedLaterPageKeepsTheEarlierOnes() {
    let all = Fixture.collected([
      (
        "phone-numbers",
        #"{ "data": [{ "id": "1", "status": "CONNECTED" }], "paging": { "next": "x", "cursors": { "after": "c" } } }"#
      ),
      ("phone-numbers", #"{ "error": { "code": 200, "message": "(#200) Permissions error" } }"#),
    ])
    #expect(all.value("phone_number.status", of: "1") == .choice("CONNECTED"))
    #expect(all.value("access_token.reads_phone_numbers") == .yesNo(true))
    #expect(all.gaps(of: "phone-numbers").first?.facts == [])
    #expect(all.gaps(of: "phone-numbers").first?.subject == "phone_number")
    #expect(!all.complete.contains("phone_number"))
  }
}
