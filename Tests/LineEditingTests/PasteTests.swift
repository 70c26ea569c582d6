import Testing
import TestSupport

/// Much that comes at once: pastes with and without brackets, long lines, noise.
@Suite struct PasteTests {
  @Test func fortyLinesWithoutBracketsAreFortyLinesInOrder() throws {
    let terminal = try trial()
    let lines = (1...40).map {
      "line \($0) of a paste, with some words to make it long: \(String(repeating: "x", count: $0 * 5))"
    }
    try terminal.send(lines.map { $0 + "\n" }.joined())
    for line in lines { try terminal.expect("got: line(\(line.debugDescription))\n") }
    try terminal.type("after\n", gives: "after")
  }

  @Test func aBracketedPasteOfManyLinesIsOneInput() throws {
    let terminal = try trial()
    #expect(terminal.text.contains("\u{1B}[?2004h"))
    let payload = "{\n  \"error\": {\"code\": 131049, \"message\": \"größe\"}\n}"
    try terminal.send(Keys.pasted(payload + "\n"))
    try terminal.expect("[3 lines pasted]\ngot: pasted(\(payload.debugDescription))\n> ")
    try terminal.send("note \(Keys.left)\(Keys.pasted("a\n\tb"))")
    try terminal.expect("got: pasted(\("notea\n\tb ".debugDescription))\n> ")
    try terminal.type("after\n", gives: "after")
  }

  @Test func fortyBracketedLinesAreComplete() throws {
    let terminal = try trial()
    let lines = (1...40).map { "line \($0)" }.joined(separator: "\n")
    try terminal.send(Keys.pasted(lines))
    try terminal.expect("[40 lines pasted]\ngot: pasted(\(lines.debugDescription))\n> ")
  }

  @Test func aShortPasteIsPutIntoTheLineAndWaitsForEnter() throws {
    let terminal = try trial()
    try terminal.send("explain \(Keys.pasted("131\t049\u{3}\u{1B}[A\n"))")
    try terminal.expect("explain 131 049[A")
    try terminal.type(" now\n", gives: "explain 131 049[A now")
  }

  @Test func aLongPasteOfOneLineIsTakenAsAWhole() throws {
    let terminal = try trial()
    let payload = "{\"text\":\"" + String(repeating: "y", count: 100_000) + "\"}"
    try terminal.send(Keys.pasted(payload))
    try terminal.expect("got: pasted(\(payload.debugDescription))\n> ")
  }

  @Test func aPasteWhoseEndIsLostDoesNotHang() throws {
    let terminal = try trial()
    try terminal.send("\u{1B}[200~half a paste")
    try terminal.expect("half a paste")
    try terminal.type("\n", gives: "half a paste")
  }

  @Test func aPasteDuringASearchIsTaken() throws {
    let terminal = try trial()
    try terminal.type("first\n", gives: "first")
    try terminal.send("\(Keys.control("R"))fi\(Keys.pasted("a\nb"))")
    try terminal.expect("got: pasted(\"a\\nb\")\n> ")
  }

  @Test func aMegabyteLineIsRefusedAndTheNextIsRead() throws {
    let terminal = try trial()
    try terminal.send(Array(repeating: UInt8(ascii: "m"), count: (1 << 20) + 10) + [0x0D])
    try terminal.expect("got: tooLong\n> ")
    try terminal.type("after\n", gives: "after")
    try terminal.send(Keys.pasted(String(repeating: "line\n", count: 300_000)))
    try terminal.expect("got: tooLong\n> ")
    try terminal.type("after\n", gives: "after")
  }

  @Test func aLongLineIsWhole() throws {
    let terminal = try trial()
    let line = String(repeating: "long ", count: 8_000)
    try terminal.send(line + "\n")
    try terminal.expect("got: line(\(line.debugDescription))\n> ")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func noiseNeitherCrashesNorHangs(_ seed: UInt64) throws {
    let folder = try ScratchFolder()
    let terminal = try trial(history: folder.path + "/history")
    var generator = SeededGenerator(seed: seed)
    // Ctrl-D would rightly end it, Ctrl-Z between two lines stop it.
    let noise = (0..<15_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    try terminal.send(noise.filter { $0 != 4 && $0 != 0x1A })
    try terminal.send("\u{1B}[201~\(Keys.control("C"))\(Keys.control("C"))\n")
    try terminal.send("still here\n")
    try terminal.expect("still here\")\n> ")
    try terminal.send(Keys.control("C") + Keys.control("D"))
    try terminal.expect("got: endOfInput\n")
    #expect(try terminal.wait() == 0)
    #expect(terminal.modes == .usual)
  }

  @Test func theLibrarysOwnCommandsCannotBeReached() throws {
    let terminal = try trial()
    try terminal.send("\u{1B}xedit off\n")
    try terminal.expect("got: line(")
    try terminal.expect("> ")
    try terminal.type("abc\(Keys.left)X\n", gives: "abXc")
  }
}
