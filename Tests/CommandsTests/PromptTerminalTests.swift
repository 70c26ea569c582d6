import CaseStore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// The program itself, talked to at a real terminal and through a pipe.
@Suite struct PromptTerminalTests {
  private let home: ScratchFolder

  init() throws { home = try ScratchFolder() }

  private func environment(_ more: [String: String] = [:]) -> [String: String] {
    ["WABADOCTOR_KNOWLEDGE": TalkedCase.knowledgePath, "XDG_STATE_HOME": home.path, "XDG_DATA_HOME": home.path].merging(more) { $1 }
  }

  private func terminal(_ more: [String: String] = [:], columns: Int = 80, rows: Int = 40) throws
    -> PseudoTerminal
  {
    let terminal = try PseudoTerminal(environment: environment(more), columns: columns, rows: rows)
    try terminal.expect("type help.")
    try terminal.expect("> ")
    return terminal
  }

  private func piped(_ input: String, _ arguments: [String] = []) throws -> (
    output: String, error: String, status: Int32
  ) {
    let result = try Child(arguments, input: input, environment: environment()).run()
    return (result.output, result.error, result.status)
  }

  /// Ctrl-D, once the prompt is there to take it.
  private func leave(_ terminal: PseudoTerminal) throws {
    try terminal.expect("> ")
    try terminal.send([4])
  }

  /// The file that keeps cases.
  private var storePath: String { home.path + "/wabadoctor/cases.sqlite" }
  /// The cases that are kept, as case files, in the order they began.
  private var cases: [String] {
    guard let store = try? CaseStore(path: storePath, access: .reading), let entries = try? store.entries(CaseFilter()) else { return [] }
    return entries.map(\.number).sorted().compactMap { try? store.record($0).record.document }
  }

  private static let walk = [
    "customer says status is pending", "inel", "DE", "undo", "CU", "why not ineligible", "report --brief",
  ]

  @Test func theSameWalkThroughAPipeGivesTheSameText() throws {
    let terminal = try terminal(["NO_COLOR": "1"])
    for (position, line) in Self.walk.enumerated() {
      if position > 0 { try terminal.expect("> ") }
      try terminal.send(line + "\n")
      try terminal.expect(line)
    }
    try leave(terminal)
    #expect(try terminal.wait() == 0)
    let shown = terminal.plainText.replacing("\r", with: "")
    let lines = shown.split(separator: "\n").map(String.init).filter {
      !$0.hasPrefix("> ") && !Self.walk.contains($0) && $0 != "type help."
    }
    let script = try piped(Self.walk.joined(separator: "\n") + "\n")
    #expect(script.status == 0)
    #expect(script.error == "")
    func told(_ lines: [String]) -> [String] {
      lines.filter {
        !$0.hasPrefix("wabadoctor ") && !$0.hasPrefix("The case is kept")
          && !$0.contains(" UTC") && !$0.isEmpty
      }
    }
    let (typed, read) = (told(lines), told(script.output.split(separator: "\n").map(String.init)))
    #expect(
      typed == read,
      "\(zip(typed, read).first { $0 != $1 }.map { "\($0)" } ?? "one is longer: \(typed.suffix(3)) \(read.suffix(3))")"
    )
  }

  @Test func leavingSaysUnderWhichNumberTheCaseIsKeptAndItOpensAgain() throws {
    let first = try terminal()
    try first.send("waba.status=RESTRICTED\n")
    try first.expect("account.restricted")
    try first.expect("> ")
    try first.send([4])
    try first.expect("wabadoctor case open 1 goes on with it.")
    #expect(try first.wait() == 0)
    #expect(cases.count == 1)
    var status = stat()
    #expect(stat(storePath, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let second = try terminal()
    try second.send("case open 1\n")
    try second.expect("account.restricted")
    try second.send("quit\n")
    #expect(try second.wait() == 0)
  }

  @Test func aCaseOfWhichNothingWasToldIsNotKept() throws {
    let terminal = try terminal(rows: 60)
    try terminal.send("help\n")
    try terminal.expect("Ctrl-D leaves")
    try leave(terminal)
    #expect(try terminal.wait() == 0)
    #expect(cases == [])
  }

  @Test func aKillLosesNothingThatWasAnswered() throws {
    let terminal = try terminal()
    try terminal.send("topic account\n")
    try terminal.expect("3   Pending")
    try terminal.send("2\n")
    try terminal.expect("account.restricted")
    try terminal.expect("> ")
    try terminal.send("half a li")
    terminal.signal(9)
    _ = try terminal.wait()
    let kept = try #require(cases.first)
    #expect(kept.contains("RESTRICTED"))
    #expect(!kept.contains("half a li"))
  }

  @Test func whatWasTypedIsRememberedInTheNextRun() throws {
    let first = try terminal()
    try first.send("topic account\n")
    try first.expect("3   Pending")
    try leave(first)
    #expect(try first.wait() == 0)
    let second = try terminal()
    try second.send([0x1B, 0x5B, 0x41])
    try second.expect("topic account")
    try second.send("\n")
    try second.expect("3   Pending")
    try leave(second)
    #expect(try second.wait() == 0)
  }

  @Test func tabCompletesCommandsNamesAndValues() throws {
    let terminal = try terminal()
    for (typed, becomes) in [
      ("trans\t", "cript "), ("waba.st\t", "atus"), ("waba.status=RE\t", "STRICTED"),
      ("how account.re\t", "stricted"), ("why n\t", "ot "), ("explain 1310\t", "49"),
      ("report --ov\t", "erview"),
    ] {
      try terminal.send(Array(typed.utf8))
      try terminal.expect(becomes)
      try terminal.send([0x15])
      try terminal.send("note x\n")
      try terminal.expect("Noted.")
      try terminal.expect("> ")
    }
  }

  @Test func aTokenIsRefusedAndKeptNowhere() throws {
    let token = "EAAGm0PX4ZCpsBAKZCqHZBvZA123456"
    let terminal = try terminal()
    try terminal.send("note \(token)\n")
    try terminal.expect("it is refused")
    try terminal.send("waba.status=ACTIVE\n")
    try terminal.expect("till open")
    try terminal.send("transcript \(home.path)/talk.txt\n")
    try terminal.expect("Written to")
    try leave(terminal)
    #expect(try terminal.wait() == 0)
    #expect(!home.text("talk.txt").contains(token))
    #expect(!home.text("wabadoctor/history").contains(token))
    for kept in cases { #expect(!kept.contains(token)) }
  }

  @Test func aPasteIsContentAndNeverACommand() throws {
    let terminal = try terminal()
    try terminal.send("waba.status=RESTRICTED\n")
    try terminal.expect("account.restricted")
    try terminal.expect("> ")
    let chat = ["quit", "undo"] + (1...38).map { "line \($0) of a chat about onboarding" }
    try terminal.send(Array("\u{1B}[200~\(chat.joined(separator: "\n"))\u{1B}[201~".utf8))
    try terminal.expect("About: Onboarding")
    try terminal.send("facts\n")
    try terminal.expect("waba.status is RESTRICTED")
    try leave(terminal)
    #expect(try terminal.wait() == 0)
  }

  @Test func aPastedPayloadOfManyLinesIsRead() throws {
    let terminal = try terminal()
    let payload = "{\n  \"error\": {\n    \"code\": 131049,\n    \"message\": \"(#131049) held\"\n  }\n}"
    try terminal.send(Array("\u{1B}[200~\(payload)\u{1B}[201~".utf8))
    try terminal.expect("errors.held-back")
    try terminal.send("new\n")
    try terminal.expect("A new case")
    // The same without bracketed paste: line by line.
    try terminal.send(payload + "\n")
    try terminal.expect("errors.held-back")
  }

  @Test func fortyLinesTypedAheadAreFortyLines() throws {
    let terminal = try terminal(rows: 100)
    try terminal.send((1...40).map { "note number \($0)\n" }.joined())
    for _ in 1...40 { try terminal.expect("Noted.") }
    try terminal.send("note\n")
    try terminal.expect("number 40")
  }

  @Test func interruptsClearTheLineAndTwoAskToLeave() throws {
    let terminal = try terminal()
    try terminal.send("waba.status=")
    try terminal.send([3])
    try terminal.expect("^C")
    try terminal.expect("> ")
    try terminal.send("note x\n")
    try terminal.expect("Noted.")
    try terminal.expect("> ")
    try terminal.send([3])
    try terminal.expect("^C")
    try terminal.expect("> ")
    try terminal.send([3])
    try terminal.expect("Leave?")
    try terminal.expect("stay) ")
    try terminal.send("n\n")
    try terminal.expect("> ")
    try terminal.send([3])
    try terminal.expect("^C")
    try terminal.expect("> ")
    try terminal.send([3])
    try terminal.expect("Leave?")
    try terminal.expect("stay) ")
    try terminal.send("y\n")
    #expect(try terminal.wait() == 0)
    #expect(terminal.modes == .usual)
  }

  @Test func aDumbTerminalGetsNoEscapeCodes() throws {
    let terminal = try terminal(["TERM": "dumb"])
    try terminal.send("topic account\n")
    try terminal.expect("3   Pending")
    try leave(terminal)
    #expect(try terminal.wait() == 0)
    #expect(!terminal.output.contains(0x1B))
  }

  @Test func fortyColumnsAreEnough() throws {
    let terminal = try terminal(["NO_COLOR": "1"], columns: 40)
    try terminal.send("topic account\n")
    try terminal.expect("3   Pending")
    try terminal.send("2\n")
    try terminal.expect("account.restricted")
    try leave(terminal)
    #expect(try terminal.wait() == 0)
    let shown = terminal.plainText
    for line in shown.split(whereSeparator: \.isNewline)
    where !line.hasPrefix("wabadoctor ") && !line.contains("/wabadoctor/") && !line.hasPrefix("  waba") {
      #expect(line.count <= 41, "\(line)")
    }
  }

  @Test func aLongTextWaitsForMore() throws {
    let terminal = try terminal(rows: 12)
    try terminal.send("help\n")
    try terminal.expect("more lines: type more")
    try terminal.send("more\n")
    try terminal.expect("more lines: type more")
    let paged = try self.terminal(["PAGER": "sed s/^/paged:/"], rows: 12)
    try paged.send("help\n")
    try paged.expect("more lines: type more")
    try paged.send("more\n")
    try paged.expect("paged:help COMMAND")
  }

  // MARK: Through a pipe

  @Test func aScriptStopsAtTheFirstError() throws {
    let stopped = try piped("topic account\nhow nothing-such\nwaba.status=RESTRICTED\n")
    #expect(stopped.status == 64)
    #expect(stopped.error.contains("standard input:2: stopped here"))
    #expect(!stopped.output.contains("account.restricted"))
    let going = try piped("topic account\nhow nothing-such\nwaba.status=RESTRICTED\n", ["--keep-going"])
    #expect(going.status == 64)
    #expect(going.output.contains("account.restricted"))
    #expect(cases == [])
  }

  @Test(arguments: [
    "\u{0}\u{1}\u{2}\u{1B}[2J\u{1B}]0;owned\u{7}", "$(touch owned)", "`touch owned`", "; rm -rf x", "%s%s%n",
    "../../etc/passwd", "{{{{{{", "[[[[]]]]", "\"", "'", "= = =",
    "waba.status", "waba.status==", "phone_number[].status=CONNECTED", "phone_number[1]status=CONNECTED",
    "how", "why not", "what if", "what", "fact", "suppose x", "\u{202E}reversed", "💥💥💥", "-", "--", "---",
    "?", "???",
    "read /dev/null", "open /dev/null", "-1", "999999999999999999999", "help help", "say", "say --help",
    "note --", "{\"a\":", "#",
  ])
  func naughtyWordsAreAnsweredAndNothingHappens(_ words: String) throws {
    for start in ["", "topic account\n", "ask\n"] {
      let result = try piped(start + words + "\nnote still here\n", ["--keep-going"])
      #expect([0, 64, 65, 66].contains(result.status), "\(words): \(result.status) \(result.error)")
      #expect(result.output.contains("Noted.") || words == "{\"a\":" || words == "{{{{{{", "\(words)")
      #expect(!result.output.utf8.contains(0x1B), "\(words)")
      #expect(!result.error.utf8.contains(0x1B), "\(words)")
    }
  }

  @Test func megabyteLinesAndNoiseAreTakenCalmly() throws {
    var generator = SeededGenerator(seed: 7)
    let noise = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for input in [
      String(repeating: "x", count: 3 << 20), String(repeating: "pending ", count: 1 << 17),
      String(repeating: "[", count: 1 << 20), String(decoding: noise, as: UTF8.self),
    ] {
      let result = try piped(input + "\n\nnote still here\n", ["--keep-going"])
      #expect(result.status <= 66, "\(result.status) \(result.error.prefix(300))")
    }
  }
}
