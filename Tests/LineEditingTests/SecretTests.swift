import Testing
import TestSupport

@testable import LineEditing

/// What must not be seen.
@Suite struct SecretTests {
  private func secretly(_ keys: String, gives ending: String) throws {
    let folder = try ScratchFolder()
    let terminal = try trial(history: folder.path + "/history")
    try terminal.send("secret\n")
    try terminal.expect("token: ")
    try terminal.send(keys)
    let seen = try terminal.expect("got: ")
    #expect(seen == (ending == "interrupted" ? "^C\ngot: " : "\ngot: "))
    try terminal.expect(ending + "\n> ")
    // The arrow key and Ctrl-R find nothing of it.
    try terminal.type("\(Keys.up)\n", gives: "")
    #expect(!folder.text("history").contains("EAAG"))
  }

  @Test(arguments: [
    ("EAAGabc\n", "EAAGabc"), ("EAAGx\(Keys.erase)y\n", "EAAGy"), ("wrong\(Keys.control("U"))EAAG\n", "EAAG"),
    ("\(Keys.up)EA\(Keys.left)AG\n", "EAAG"), (Keys.pasted("EAAG\nwrapped\n") + "\n", "EAAGwrapped"),
    ("\n", ""),
    ("EAAGé日\n", "EAAGé日"), ("\tEAAG\(Keys.control("D"))\n", "EAAG"),
  ])
  func aSecretIsReadUnseen(_ keys: String, _ secret: String) throws {
    try secretly(keys, gives: "line(\(secret.debugDescription))")
  }

  @Test func aSecretCanBeGivenUp() throws {
    try secretly("EAAG\(Keys.control("C"))", gives: "interrupted")
  }

  @Test func theEndIsToldAtASecretToo() throws {
    let terminal = try trial()
    try terminal.send("secret\n")
    try terminal.expect("token: ")
    try terminal.send(Keys.control("D"))
    try terminal.expect("\ngot: endOfInput\n> ")
  }

  @Test func aSecretLongerThanALineMayBeIsRefused() {
    var secret = Secret()
    #expect(secret.take(.paste(nil)) == .tooLong)
    #expect(secret.take(.paste(Array(repeating: 0x61, count: LineInput.longest))) == nil)
    #expect(secret.take(.character("a")) == .tooLong)
  }
}
