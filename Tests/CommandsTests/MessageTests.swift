import Testing
import TestSupport

/// What is said when something is wrong: where, what, and what to do.
@Suite struct MessageTests {
  private func complaint(_ arguments: String..., input: String? = nil) throws -> String {
    try Child(small: arguments, input: input).run().error
  }

  @Test func aSlipInAFactsFileHasAPlaceAndANearMiss() throws {
    #expect(
      try complaint("diagnose", "--facts", "-", input: "{\n  \"waba.stauts\": \"ACTIVE\" }")
        == "wabadoctor: standard input:2:3: unknown fact \"waba.stauts\"; did you mean \"waba.status\"?\n")
  }

  @Test func everyFaultOfAFactsFileIsToldAtOnce() throws {
    let said = try complaint(
      "diagnose", "--facts", "-",
      input: #"{ "waba.stauts": "ACTIVE", "waba.is_test": 7, "phone_number": {} }"#)
    #expect(said.split(separator: "\n").count == 3)
  }

  @Test func aSlipInAFlagHasANearMiss() throws {
    #expect(
      try complaint("diagnose", "--fact", "waba.stauts=ACTIVE").contains("did you mean \"waba.status\"?"))
    #expect(try complaint("diagnose", "--fact", "waba.status=ACTVE").contains("did you mean \"ACTIVE\"?"))
    #expect(
      try complaint("diagnose", "--fact", "phone_number.status=FLAGGED").contains(
        "phone_number[ID].status=FLAGGED"))
    #expect(try complaint("diagnose", "--fact", "waba[1].status=ACTIVE").contains("write waba.status=ACTIVE"))
    #expect(
      try complaint("diagnose", "--fact", "waba.is_test=true", "--only", "acount").contains(
        "did you mean \"account\"?"))
  }

  @Test func aSlipInACommandHasANearMiss() throws {
    #expect(try complaint("diagnos", "--fact", "a=b").contains("did you mean \"diagnose\"?"))
    #expect(try complaint("kb", "chekc").contains("did you mean"))
    #expect(try complaint("diagnose", "--bundel", "x").contains("Did you mean '--bundle'?"))
  }

  @Test func aFaultyKnowledgeBaseIsNotUsed() throws {
    let folder = try SmallKnowledge.folder([
      "Rules/more.json": #"{ "x": { "when": { "waba.colour": "RED" }, "find": "account.test" } }"#
    ])
    let result = try Child(["diagnose", "--fact", "waba.status=ACTIVE", "--knowledge", folder.path]).run()
    #expect(result.status == 78)
    #expect(result.error.contains("Rules/more.json:1:"))
    #expect(result.error.contains("unknown fact \"waba.colour\""))
    #expect(result.error.contains("wabadoctor kb check"))
  }

  @Test(arguments: ["\u{1B}[31mred", "\u{202E}txt.exe", "bell\u{07}", "line\nbreak"])
  func whatIsRepeatedIsHarmless(_ word: String) throws {
    for arguments in [
      ["diagnose", "--fact", word + "=1"], [word], ["explain", word], ["diagnose", "--facts", word],
      ["diagnose", "--" + word],
    ] {
      let result = try Child(small: arguments).run()
      #expect(result.status >= 64)
      let bytes = result.error.unicodeScalars
      #expect(!bytes.contains { ($0.value < 0x20 && $0 != "\n") || $0.value == 0x202E }, "\(arguments)")
    }
  }

  @Test(arguments: [
    ["diagnose", "--fact", "waba.name=EAAGm0PX4ZCpsBAKZBZC"], ["--token", "EAAGm0PX4ZCpsBAKZBZC"],
    ["explain", "EAAGm0PX4ZCpsBAKZBZC"],
    ["EAAGm0PX4ZCpsBAKZBZC"], ["diagnose", "--facts=EAAGm0PX4ZCpsBAKZBZC"],
  ])
  func aTokenOnTheCommandLineIsRefusedAndNotRepeated(_ arguments: [String]) throws {
    let result = try Child(small: arguments).run()
    #expect(result.status == 64)
    #expect(result.error.contains("access token"))
    #expect(!(result.output + result.error).contains("m0PX4ZCps"))
  }
}
