import Commands
import Testing
import TestSupport

/// Every command is asked for help by its name.
@Suite struct HelpTests {
  @Test(arguments: CommandNames.all)
  func everyCommandExplainsItself(_ words: [String]) throws {
    let result = try Child(small: words + ["--help"]).run()
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(result.output.hasPrefix("OVERVIEW: "))
    #expect(result.output.contains("USAGE: wabadoctor" + words.map { " " + $0 }.joined()))
    for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test(arguments: CommandNames.all)
  func everyOptionIsExplained(_ words: [String]) throws {
    let lines = try Child(small: words + ["--help"]).run().output.split(
      separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where line.hasPrefix("  -") || line.hasPrefix("  <") {
      let below = number + 1 < lines.count ? lines[number + 1] : ""
      let explained =
        line.dropFirst(26).contains { $0.isLetter } || below.hasPrefix(String(repeating: " ", count: 26))
      #expect(explained, "\(line)")
    }
  }

  @Test(arguments: CommandNames.all.filter { $0.count > 0 })
  func helpTakesTheNameToo(_ words: [String]) throws {
    let result = try Child(small: ["help"] + words).run()
    #expect(result.status == 0)
    #expect(result.output == (try Child(small: words + ["--help"]).run().output))
  }

  @Test func theVersionNamesProgramAndKnowledge() throws {
    let result = try Child(small: ["--version"]).run()
    #expect(result.output == "wabadoctor \(Program.version), knowledge of 2026-11-21\n")
    #expect(result.status == 0)
  }

  @Test func theVersionIsToldWithoutKnowledgeToo() throws {
    let result = try Child(["--version"], environment: ["WABADOCTOR_KNOWLEDGE": "/nowhere"]).run()
    #expect(result.output.hasPrefix("wabadoctor \(Program.version), "))
    #expect(result.status == 0)
  }

  @Test func nothingAtAllReadsCommandsFromStandardInput() throws {
    let silent = try Child(small: []).run()
    #expect(silent.status == 0)
    #expect(silent.output + silent.error == "")
    #expect(try Child(small: [], input: "help\n").run().output.contains("why not"))
  }

  @Test func completionScriptsAreWritten() throws {
    for shell in ["bash", "zsh", "fish"] {
      let result = try Child(small: ["--generate-completion-script", shell]).run()
      #expect(result.status == 0)
      #expect(result.output.contains("diagnose"))
    }
  }
}
