import JSONText
import Testing

@testable import Casework

/// The one pass that hides what must not be seen.
@Suite struct RedactionTests {
  private let redaction = Redaction()
  private func redacted(_ text: String) -> String? {
    redaction.redacted(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  // MARK: Tokens

  @Test func aTokenIsHiddenWhereverItStands() {
    let token = "EAAGm0PX4ZCpsBAKZBZC"
    #expect(redacted(token) == "EAA…")
    #expect(redacted("Bearer \(token)\n") == "Bearer EAA…\n")
    #expect(redacted("\"\(token)\",\"\(token)\"") == "\"EAA…\",\"EAA…\"")
    #expect(redacted("a=\(token)&b=é") == "a=EAA…&b=é")
    #expect(redacted("\(token)-x_y.z") == "EAA….z")
    #expect(redacted(#""a\n\#(token)""#) == #""a\nEAA…""#)
    #expect(redacted(#""a\u00e9\#(token)""#) == #""a\u00e9EAA…""#)
  }

  @Test(arguments: [
    "", "E", "EA", "EAA", "EAAGm0PX", "The EAA and the EEA", "xEAAGm0PX4ZCpsBAKZBZC", "EAA-Gm0PX4ZCpsBAKZBZC",
    "EEEEEEAAEEEA",
  ])
  func otherWordsAreLeftAlone(_ text: String) {
    #expect(redacted(text) == nil)
  }

  @Test func appTokensAndSecretsAreHidden() {
    #expect(redacted("x 700000000000001|AbCdEfGhIjKlMnOpQrSt y") == "x app-token… y")
    let secret = "0123456789abcdef0123456789abcdef"
    #expect(redacted("app_secret=\(secret)&x") == "app_secret=app-secret…&x")
    #expect(redacted(#""appsecret_proof":"\#(secret)\#(secret)""#) == #""appsecret_proof":"app-secret…""#)
    #expect(redacted(#""a\b\#(secret)""#) == #""a\bapp-secret…""#)
    for length in 0..<20 { #expect(redacted(String(repeating: " ", count: length) + secret) != nil) }
  }

  @Test(arguments: [
    "12345678901234567890123456789012", "abcdefabcdefabcdefabcdefabcdefab", "0123456789abcdef0123456789abcde",
    "x0123456789abcdef0123456789abcdef", "a|b", "12|short", "0123456789abcdef0123456789abcdef0",
  ])
  func whatOnlyLooksLikeASecretStays(_ text: String) {
    #expect(redacted(text) == nil)
  }

  @Test func aSecretThatIsHeldIsHiddenWhateverItLooksLike() {
    redaction.hold("correct-horse-battery-staple-9")
    #expect(redacted("Bearer correct-horse-battery-staple-9!") == "Bearer EAA…!")
    #expect(redacted("correct-horse-bat\n  tery-staple-9") != nil, "wrapped, each piece of 16 bytes")
    #expect(redacted("correct-horse-battery") == "EAA…", "cut")
    #expect(redacted("correct horse") == nil)
    redaction.hold("s3cret")
    #expect(redacted("is s3cret.") == "is EAA….")
  }

  // MARK: Contacts

  @Test func aPhoneNumberHasOneStandInInEveryWriting() {
    #expect(redacted("+53 5 555 1234") == "+53 0 000 0001")
    #expect(redacted("+5355551234, 5355551234") == "+5300000001, 5300000001")
    #expect(redacted("+5355551235") == "+5300000002")
    #expect(redacted("now +1 (555) 210-0001.") == "now +1 (555) 000-0003.")
  }

  @Test(arguments: [
    ("+14155552671", "+14150000001"), ("+905321234567", "+900000000001"), ("+380651234567", "+380650000001"),
    ("+79781234567", "+79780000001"), ("+8613812345678", "+8600000000001"), ("+35312345678", "+35300000001"),
  ])
  func whatTellsTheCountryStays(_ number: String, _ standIn: String) {
    #expect(redacted(number) == standIn)
  }

  @Test(arguments: [
    "+0530", "2026-11-21T09:14:00+05:30", "102290129340398", "1760000000", "+5300000001", "abc+12345678x",
    "a+b", "+",
    "+012345678", "x@", "@y", "a@b", "person-1@hidden.invalid", "wamid.", "wamid.QUJD", "+1234567890123456",
  ])
  func whatIsNoContactStays(_ text: String) {
    #expect(redacted(text) == nil)
  }

  @Test func keysTellWhichBareDigitsAreAPhoneNumber() throws {
    let json =
      #"{ "wa_id": "15550100002", "id": "15550100003", "statuses": [{ "recipient_id": 15550100004 }] }"#
    redaction.learn(try JSONDocument(json, file: "").root)
    #expect(
      redacted(json)
        == #"{ "wa_id": "15550000001", "id": "15550100003", "statuses": [{ "recipient_id": 15550000002 }] }"#)
    redaction.learn(
      try JSONDocument(#"{ "x": { "display_phone_number": "1 555-010-0009" } }"#, file: "").root)
    #expect(redacted("call 1 555-010-0009 now") == "call 1 555-000-0003 now")
  }

  @Test func anAddressHasOneStandIn() {
    #expect(
      redacted("bob@example.test and ann@example.test and bob@example.test.")
        == "person-1@hidden.invalid and person-2@hidden.invalid and person-1@hidden.invalid.")
    #expect(redacted(#""x\nann@example.test\n""#) == #""x\nperson-2@hidden.invalid\n""#)
    #expect(redacted(#""\u00e9ann@example.test""#) == #""\u00e9person-2@hidden.invalid""#)
    #expect(redacted("josé+tag@exämple.test") == "person-3@hidden.invalid")
  }

  @Test func theNumberInsideAMessageIDIsHiddenAndTheIDStaysAnID() throws {
    let number = Array("15550100002".utf8)
    let plain = [0x1C, 0x18, 0x0B] + number + [0x15, 0x02, 0x00, 0x11, 0x18, 0x12] + Array("9FA".utf8) + [0]
    let id = "wamid." + Self.base64(plain)
    let hidden = try #require(redacted("\"\(id)\" to 15550100002"))
    #expect(hidden.hasSuffix(" to 15550000001"))
    #expect(hidden.hasPrefix("\"wamid.HBgL"))
    let bytes = [0x1C, 0x18, 0x0B] + Array("15550000001".utf8) + plain.dropFirst(14)
    #expect(hidden == "\"wamid.\(Self.base64(bytes))\" to 15550000001")
    #expect(redacted(hidden) == nil, "what passed once passes unchanged")
  }

  @Test func anotherRunGivesTheSameStandIns() {
    let text = "+5355551234 bob@example.test +5355551235 EAAGm0PX4ZCpsBAKZBZC"
    #expect(redacted(text) == Redaction().redacted(text))
    #expect(Redaction().redacted(redaction.redacted(text)) == redaction.redacted(text))
  }

  @Test func contactsStayWhenThatIsAskedFor() {
    redaction.showContacts()
    #expect(redacted("+5355551234 bob@example.test") == nil)
    #expect(redacted("EAAGm0PX4ZCpsBAKZBZC") == "EAA…")
  }

  @Test func whatWasHiddenIsCountedByKind() {
    _ = redacted("+5355551234 5355551234 bob@example.test EAAGm0PX4ZCpsBAKZBZC")
    #expect(
      redaction.replacements == [
        .init(kind: "phone number", standIn: "+5300000001", count: 2),
        .init(kind: "e-mail address", standIn: "person-1@hidden.invalid", count: 1),
        .init(kind: "access token", standIn: "EAA…", count: 1),
      ])
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var bits = bytes.map { byte in String(String(Int(byte) + 256, radix: 2).dropFirst()) }.joined()[...]
    var text = ""
    while !bits.isEmpty {
      let group = bits.prefix(6)
      bits = bits.dropFirst(6)
      text.append(letters[Int(group + String(repeating: "0", count: 6 - group.count), radix: 2) ?? 0])
    }
    return text + String(repeating: "=", count: (4 - text.count % 4) % 4)
  }
}
