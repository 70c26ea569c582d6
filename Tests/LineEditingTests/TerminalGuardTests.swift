import Glibc
import LineEditing
import Testing
import TestSupport

/// The terminal after whatever ends or stops the program.
@Suite struct TerminalGuardTests {
  @Test(arguments: [
    SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP,
  ])
  func aDeadlySignalLeavesTheTerminalAsItWas(_ signal: Int32) throws {
    let terminal = try trial(environment: ["SWIFT_BACKTRACE": "enable=no"])
    try terminal.send("half a line")
    try terminal.expect("half a line")
    #expect(terminal.modes == .everyKey)
    terminal.signal(signal)
    #expect(try terminal.wait() == 128 + signal)
    #expect(terminal.modes == .usual)
    #expect(terminal.text.hasSuffix("\u{1B}[?2004l"))
  }

  @Test func anInterruptFromOutsideIsAControlC() throws {
    let terminal = try trial()
    terminal.signal(SIGINT)
    try terminal.expect("got: interrupted\n> ")
    try terminal.type("on\n", gives: "on")
  }

  @Test func aCrashLeavesTheTerminalAsItWas() throws {
    let terminal = try trial(environment: ["SWIFT_BACKTRACE": "enable=no"])
    try terminal.send("crash\t")
    try terminal.expect("as the test asked")
    #expect(try terminal.wait() > 128)
    #expect(terminal.modes == .usual)
    #expect(terminal.text.contains("\u{1B}[?2004l"))
  }

  @Test func anExitLeavesTheTerminalAsItWas() throws {
    let terminal = try trial()
    try terminal.send("exit\n")
    #expect(try terminal.wait() == 3)
    #expect(terminal.modes == .usual)
  }

  @Test func aKillWhileASecretIsTypedLeavesTheTerminalAsItWas() throws {
    let terminal = try trial()
    try terminal.send("secret\n")
    try terminal.expect("token: ")
    #expect(!terminal.modes.echoes)
    terminal.signal(SIGTERM)
    #expect(try terminal.wait() == 128 + SIGTERM)
    #expect(terminal.modes == .usual)
  }

  @Test func nohupIsHeeded() throws {
    let program = Child.builtBesideTests("line-editor-trial")
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "trap '' HUP; exec \(program)"])
    try terminal.expect("> ")
    terminal.signal(SIGHUP)
    try terminal.type("still here\n", gives: "still here")
  }

  @Test func controlZGivesTheShellItsTerminalAndTheLineComesBack() throws {
    let program = Child.builtBesideTests("line-editor-trial")
    let terminal = try PseudoTerminal("/bin/sh", ["-i"], environment: ["PS1": "shell% ", "ENV": ""])
    try terminal.expect("shell% ")
    try terminal.send("\(program)\n")
    try terminal.expect("\n> ")
    try terminal.send("half\(Keys.control("Z"))")
    try terminal.expect("shell% ")
    #expect(terminal.modes == .usual)
    try terminal.send("fg\n")
    try terminal.expect("> half")
    try terminal.type(" whole\n", gives: "half whole")
    try terminal.send("secret\n")
    try terminal.expect("token: ")
    try terminal.send("abc\(Keys.control("Z"))")
    try terminal.expect("shell% ")
    try terminal.send("fg\n")
    try terminal.expect("token: ")
    try terminal.send("def\n")
    try terminal.expect("got: line(\"abcdef\")\n> ")
    try terminal.send(Keys.control("D"))
    try terminal.expect("shell% ")
    #expect(terminal.modes == .usual)
  }

  @Test func aStopFromOutsideIsSurvived() throws {
    let program = Child.builtBesideTests("line-editor-trial")
    let terminal = try PseudoTerminal("/bin/sh", ["-i"], environment: ["PS1": "shell% ", "ENV": ""])
    try terminal.expect("shell% ")
    for signal in ["TSTP", "STOP"] {
      try terminal.send("\(program)\n")
      try terminal.expect("\n> ")
      try terminal.send("half")
      try terminal.expect("half")
      try stop(signal, childOf: terminal.process)
      try terminal.expect("shell% ")
      try terminal.send("fg\n")
      try terminal.expect("> half")
      try terminal.type(" whole\n", gives: "half whole")
      try terminal.send(Keys.control("D"))
      try terminal.expect("shell% ")
    }
  }

  private func stop(_ signal: String, childOf shell: pid_t) throws {
    let children = open("/proc/\(shell)/task/\(shell)/children", O_RDONLY)
    defer { close(children) }
    var lines = PlainLines(children)
    let child = try #require(try lines.next()?.text?.split(separator: " ").last.flatMap { Int32($0) })
    kill(child, signal == "TSTP" ? SIGTSTP : SIGSTOP)
  }
}
