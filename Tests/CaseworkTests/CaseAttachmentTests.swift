import Knowledge
import TestSupport
import Testing

@testable import Casework

@Suite struct CaseAttachmentTests {
  private static let now = Moment(seconds: 1_795_252_440)

  /// The examples of FIPS 180-4 as NIST publishes them, and lengths around the edge of a block.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func theHashIsThePublishedOne(_ text: String, _ hash: String) {
    #expect(SHA256.hexadecimal(Array(text.utf8)) == hash)
  }

  @Test func aFileIsKnownByItsNameAndHashAndComesBackWithTheCase() throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write("abc", to: "screen shot.png")
    let knowledge = try BriefKnowledge(
      facts: ["waba.is_paid": "yes-no"], rules: ["a.b": #"{ "when": { "waba.is_paid": false }, "find": "a.b" }"#]
    ).knowledge()
    var conversation = Conversation(knowledge: knowledge, now: Self.now)
    let attachment = try CaseAttachment(file: path, at: Self.now)
    conversation.attach(attachment)
    conversation.attach(attachment)
    #expect(conversation.state.attachments == [attachment])
    #expect((attachment.name, attachment.bytes) == ("screen shot.png", 3))
    let text = CaseFile(conversation.state, toolVersion: "test").text
    #expect(try OutputSchema.problems(in: text, by: "case-file").map(\.description) == [])
    let again = try CaseFileReader.read(Array(text.utf8), name: "f", knowledge: knowledge)
    #expect(again.state.attachments == [attachment])
    #expect(conversation.undo() == "attach screen shot.png")
    #expect(conversation.state.attachments == [])
  }

  @Test func aPersonMetLaterGetsNoStandInThatAKeptCaseHasGiven() {
    let first = Redaction()
    let kept = Array(first.redacted("call +53 5 555 1234 or +53 5 555 9876, write to ana@example.com").utf8)
    let later = Redaction()
    later.reserve(standInsIn: kept)
    #expect(later.redacted("+53 5 777 1111") == "+53 0 000 0003")
    #expect(later.redacted("eva@example.com").hasPrefix("person-2@"))
    #expect(Redaction().redacted("+53 5 777 1111") == "+53 0 000 0001")
  }
}
