import Glibc
import Testing
import TestSupport

@testable import LineEditing

/// What is remembered from one run to the next.
@Suite struct HistoryFileTests {
  private let folder: ScratchFolder
  private var path: String { folder.path + "/state/wabadoctor/history" }

  init() throws { folder = try ScratchFolder() }

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test func linesComeBackInTheNextRun() throws {
    let first = try trial(history: path)
    try first.type("first\n", gives: "first")
    try first.type("zwölf 日本\n", gives: "zwölf 日本")
    // Saved at once, so a kill loses nothing.
    first.signal(SIGKILL)
    _ = try first.wait()
    let second = try trial(history: path)
    try second.type("\(Keys.up)\n", gives: "zwölf 日本")
    try second.type("\(Keys.up)\(Keys.up)!\n", gives: "first!")
    #expect(mode(path) == 0o600)
    #expect(mode(folder.path + "/state/wabadoctor") == 0o700)
  }

  @Test func controlRSearches() throws {
    let terminal = try trial(history: path)
    for line in ["diagnose --waba 1", "explain 131049", "quiet"] {
      try terminal.type(line + "\n", gives: line)
    }
    try terminal.type("\(Keys.control("R"))waba\n", gives: "diagnose --waba 1")
    try terminal.type("\(Keys.control("R"))131\u{1B}\n", gives: "explain 131049")
    try terminal.send("\(Keys.control("R"))131\(Keys.control("C"))")
    try terminal.expect("got: interrupted\n> ")
  }

  @Test func emptyAndRepeatedLinesAreNotKept() throws {
    let terminal = try trial(history: path)
    for line in ["one", "one", "", "  ", "two", "one"] { try terminal.type(line + "\n", gives: line) }
    #expect(folder.text("state/wabadoctor/history") == "one\ntwo\none\n")
    let second = try trial(history: path)
    try second.type("one\n", gives: "one")
    #expect(folder.text("state/wabadoctor/history") == "one\ntwo\none\n")
  }

  @Test func severalProgramsAtOnceLoseNothing() throws {
    let terminals = try (0..<3).map { _ in try trial(history: path) }
    for round in 0..<5 {
      for (number, terminal) in terminals.enumerated() { try terminal.send("line \(round) of \(number)\n") }
    }
    for (number, terminal) in terminals.enumerated() {
      try terminal.expect("got: line(\"line 4 of \(number)\")\n> ")
    }
    let kept = Set(folder.text("state/wabadoctor/history").split(separator: "\n").map(String.init))
    #expect(kept == Set((0..<5).flatMap { round in (0..<3).map { "line \(round) of \($0)" } }))
  }

  @Test func appendingWhileAnotherShortensLosesNothing() async throws {
    let file = HistoryFile(path: path, limit: 50)
    try file.prepare()
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<40 {
            try? file.append("\(writer)-\(number)")
            if number % 10 == 0 { try? file.prepare() }
          }
        }
      }
    }
    let kept = try HistoryFile(path: path, limit: 1000).load()
    for writer in 0..<4 {
      let mine = kept.compactMap { $0.hasPrefix("\(writer)-") ? Int($0.dropFirst(2)) : nil }
      // What is left of each is its newest, without a gap.
      #expect(mine == Array((40 - mine.count)..<40))
    }
    #expect(kept.count >= 50)
  }

  @Test func aFileThatHasGrownIsShortenedToItsLimit() throws {
    try folder.write("", to: "history")
    let file = HistoryFile(path: folder.path + "/history", limit: 10)
    for number in 1...21 { try file.append("\(number)") }
    #expect(try file.load() == (12...21).map(String.init))
    try file.prepare()
    #expect(folder.text("history") == (12...21).map { "\($0)\n" }.joined())
    #expect(mode(folder.path + "/history") == 0o600)
  }

  @Test func damageIsReadAroundAndModesAreMended() throws {
    let noise: [UInt8] =
      Array("good\n".utf8) + [0xFF, 0, 0x1B, 0x5B, 0x32, 0x4A, 0x0A] + Array(repeating: 0x78, count: 9000)
    try folder.write(noise + Array("\nlast\n".utf8), to: "history")
    chmod(folder.path + "/history", 0o644)
    #expect(try HistoryFile(path: folder.path + "/history").load() == ["good", "\u{FFFD}[2J", "last"])
    #expect(mode(folder.path + "/history") == 0o600)
  }

  @Test func lineBreaksAndControlCharactersAreNotKept() {
    #expect(HistoryFile.entry(" a\nb\tc\u{1B}[31m\u{7F}\u{85}d ") == "a b c[31m d")
  }

  @Test func whatCannotBeSavedIsAWarning() throws {
    try folder.write("", to: "state")
    let terminal = try trialWithTrouble(path)
    try terminal.expect("trouble: \(path): not a directory; lines are remembered only until the end\n> ")
    try terminal.type("kept\n", gives: "kept")
    try terminal.type("\(Keys.up)\n", gives: "kept")
    let other = try trialWithTrouble("/dev/null")
    try other.expect("trouble: /dev/null: is no ordinary file")
  }

  private func trialWithTrouble(_ path: String) throws -> PseudoTerminal {
    try PseudoTerminal(Child.builtBesideTests("line-editor-trial"), [path])
  }
}
