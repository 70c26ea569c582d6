import Testing
import TestSupport

/// Lines edited in a real terminal.
@Suite struct LineEditorTests {
  private func trial(_ arguments: [String] = [], _ environment: [String: String] = [:]) throws
    -> PseudoTerminal
  {
    let terminal = try PseudoTerminal(
      Child.builtBesideTests("line-editor-trial"), arguments, environment: environment)
    try terminal.expect("> ")
    return terminal
  }

  @Test func aLineIsRead() throws {
    let terminal = try trial()
    try terminal.send("hello\n")
    try terminal.expect(#"got: line("hello")"#)
    try terminal.send("quit\n")
    #expect(try terminal.wait() == 0)
    #expect(terminal.modes == .usual)
  }
}
