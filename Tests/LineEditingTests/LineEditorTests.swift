import Glibc
import Testing
import TestSupport

/// Lines edited in a real terminal.
@Suite struct LineEditorTests {
  @Test(arguments: [
    ("abc\(Keys.left)\(Keys.left)X\n", "aXbc"), ("abc\(Keys.home)X\n", "Xabc"),
    ("abc\(Keys.control("A"))\(Keys.delete)\n", "bc"), ("one two\(Keys.control("W"))2\n", "one 2"),
    ("one two\(Keys.wordLeft)X\n", "one Xtwo"), ("abc\(Keys.control("U"))x\n", "x"),
    ("abcd\(Keys.left)\(Keys.left)\(Keys.control("K"))\n", "ab"), ("  spaces  \n", "  spaces  "), ("\n", ""),
    ("abc\(Keys.left)\(Keys.control("D"))\n", "ab"), ("abc\(Keys.control("D"))\n", "abc"),
  ])
  func keysEdit(_ keys: String, _ line: String) throws {
    try trial().type(keys, gives: line)
  }

  @Test(arguments: [
    ("grüße", "grüß"), ("日本語", "日本"), ("नमस्ते", "नमस्त"), ("👍🏽", "👍"), ("e\u{301}", "e"), ("مرحبا", "مرحب"),
  ])
  func everyScriptIsTypedAndErasedByCodePoint(_ text: String, _ erased: String) throws {
    for locale in ["C.UTF-8", "C", "xx_XX.latin1"] {
      let terminal = try trial(environment: ["LC_ALL": locale])
      try terminal.type(text + "\n", gives: text)
      try terminal.type(text + Keys.erase + "\n", gives: erased)
    }
  }

  @Test func wideCharactersTakeTwoColumns() throws {
    let terminal = try trial()
    try terminal.send("日本\(Keys.left)")
    // One step to the left over a wide character is two columns.
    try terminal.expect("日本\u{8}\u{8}")
    try terminal.type("x\n", gives: "日x本")
  }

  @Test func controlCClearsTheLine() throws {
    let terminal = try trial()
    try terminal.send("half a line\(Keys.control("C"))")
    try terminal.expect("^C\ngot: interrupted\n> ")
    try terminal.type("whole\n", gives: "whole")
    try terminal.send("\(Keys.control("C"))\(Keys.control("C"))")
    try terminal.expect("got: interrupted\n> ")
    try terminal.expect("got: interrupted\n> ")
  }

  @Test func controlCStaysInOrderWithWhatIsTypedAhead() throws {
    let terminal = try trial()
    try terminal.send("one\ntwo\(Keys.control("C"))three\n")
    try terminal.expectLine("one")
    try terminal.expect("got: interrupted\n")
    try terminal.expectLine("three")
  }

  @Test func controlDOnAnEmptyLineEnds() throws {
    let terminal = try trial()
    try terminal.send(Keys.control("D"))
    try terminal.expect("got: endOfInput\n")
    #expect(try terminal.wait() == 0)
    #expect(terminal.modes == .usual)
  }

  @Test func anInterruptWhileSomethingRunsIsToldToIt() throws {
    let terminal = try trial()
    try terminal.send("wait\n")
    try terminal.expect("got: line(\"wait\")\nwaiting")
    try terminal.send(Keys.control("C"))
    try terminal.expect("waited\n> ")
    try terminal.type("on\n", gives: "on")
  }

  @Test func aSecondInterruptEndsWhatDoesNotListen() throws {
    let terminal = try trial()
    try terminal.send("deaf\n")
    try terminal.expect("got: line(\"deaf\")\ndeaf")
    try terminal.send(Keys.control("C"))
    // Half a second after the first, or later; sooner it may be a slip. A busy machine may take two for one.
    for _ in 1...3 {
      usleep(600_000)
      try? terminal.send(Keys.control("C"))
    }
    #expect(try terminal.wait() == 128 + SIGINT)
    #expect(terminal.modes == .usual)
  }

  @Test func theWindowMayChangeInTheMiddleOfALine() throws {
    let terminal = try trial()
    let text = "a line of some fifty characters that will be wrapped"
    try terminal.send(text)
    try terminal.expect("wrapped")
    terminal.resize(columns: 20)
    // Redrawn, in rows of the new width.
    try terminal.expect("> a line of some fif")
    try terminal.send(" soon")
    try terminal.expect("soon")
    terminal.resize(columns: 120)
    try terminal.expect("> \(text) soon")
    try terminal.type("\n", gives: text + " soon")
    try terminal.send("columns\n")
    try terminal.expect("columns: 120\n")
  }

  // MARK: Completion

  @Test func tabCompletesASoleCandidate() throws {
    let terminal = try trial()
    try terminal.type("exp\t-o json\n", gives: "explain -o json")
    try terminal.type("why gr\t\n", gives: "why größe ")
    try terminal.type("exp here\(Keys.wordLeft)\(Keys.left)\t\n", gives: "explain here")
    try terminal.type("nothing\t\n", gives: "nothing")
  }

  @Test func tabCompletesWhatAllCandidatesShareAndListsOnTheSecond() throws {
    let terminal = try trial()
    try terminal.send("di\t")
    try terminal.expect("diag")
    try terminal.send("\t")
    try terminal.send("\t")
    try terminal.expect("\ndiagnose  diagram\n> diag")
    try terminal.type("n\t\n", gives: "diagnose ")
  }

  @Test func aListIsBounded() throws {
    let terminal = try trial(columns: 30)
    try terminal.send("many-\t\t")
    let list = try terminal.expect("\n… and 40 more\n> many-")
    #expect(list.split(separator: "\n").count == 23)
    #expect(list.contains("\nmany-1    many-21   many-41\n"))
  }

  @Test func aCandidateThatWouldMoveTheCursorIsNotOffered() throws {
    let terminal = try trial()
    try terminal.type("bad\t\n", gives: "bad")
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("\u{1B}[31m"))
  }

  // MARK: Simple terminals

  @Test(arguments: ["dumb", ""])
  func aSimpleTerminalGetsNoEscapeCodes(_ kind: String) throws {
    let terminal = try trial(environment: ["TERM": kind, "PROMPT": "> "])
    try terminal.type("abc\(Keys.erase)\(Keys.control("A"))X größe\n", gives: "X größeab")
    try terminal.type("dia\t\t\t\n", gives: "diag")
    try terminal.send("secret\n")
    try terminal.expect("token: ")
    try terminal.send("hidden\n")
    try terminal.expect("> ")
    try terminal.send(Keys.control("D"))
    #expect(try terminal.wait() == 0)
    #expect(!terminal.output.contains(0x1B))
    #expect(terminal.modes == .usual)
  }

  @Test func theUsersEditrcIsNotRead() throws {
    let folder = try ScratchFolder()
    try folder.write("bind a ed-delete-prev-char\nbind -v\n", to: ".editrc")
    try trial(environment: ["HOME": folder.path]).type("aaa\n", gives: "aaa")
  }

  @Test func whatIsNoTerminalIsRefused() throws {
    let folder = try ScratchFolder()
    let program = Child.builtBesideTests("line-editor-trial")
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "\(program) < /dev/null; echo; \(program) > \(folder.path)/out"])
    try terminal.expect("failed: standard input and output: not a terminal")
    #expect(try terminal.wait() == 1)
    #expect(folder.text("out").hasPrefix("failed: standard input and output: not a terminal"))
  }
}
