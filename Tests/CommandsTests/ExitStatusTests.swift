import Commands
import Testing
import TestSupport

/// Every way to end, the same in every format.
@Suite struct ExitStatusTests {
  /// A command line and the status it must end with.
  struct Ending: CustomTestStringConvertible, Sendable {
    let arguments: [String]
    let status: Commands.ExitStatus
    var input: String?
    var testDescription: String { "\(arguments.joined(separator: " ")) → \(status)" }

    init(_ arguments: String..., input: String? = nil, is status: Commands.ExitStatus) {
      (self.arguments, self.input, self.status) = (arguments, input, status)
    }
  }

  private static let facts = ["diagnose", "--facts", "-"]
  private static let test = SmallKnowledge.healthy.replacing(
    "\"waba.is_test\":false", with: "\"waba.is_test\":true")
  private static let poor = SmallKnowledge.healthy.replacing("GREEN", with: "RED")

  static let diagnoses: [Ending] = [
    Ending("diagnose", "--facts", "-", input: SmallKnowledge.healthy, is: .answered),
    Ending("diagnose", "--facts", "-", input: poor, is: .findings),
    Ending("diagnose", "--facts", "-", "--fail-on", "blocking", input: poor, is: .answered),
    Ending("diagnose", "--facts", "-", input: test, is: .answered),
    Ending("diagnose", "--facts", "-", "--fail-on", "advice", input: test, is: .onlyAdvice),
    Ending("diagnose", "--facts", "-", "--fail-on", "advice", input: poor, is: .findings),
    Ending("diagnose", "--facts", "-", input: "{}", is: .open),
    Ending("diagnose", "--facts", "-", "--allow-unknown", input: "{}", is: .answered),
    Ending("diagnose", "--facts", "-", "--exit-zero", input: "{}", is: .answered),
    Ending("diagnose", "--facts", "-", "--exit-zero", input: poor, is: .answered),
    Ending("diagnose", "--facts", "-", "--exit-zero", input: "{", is: .unreadableInput),
    Ending("diagnose", "--fact", "waba.status=RESTRICTED", is: .findings),
    Ending("diagnose", "--facts", "/nowhere/facts.json", is: .noSuchInput),
    Ending("diagnose", "--facts", "/", is: .unreadableInput),
    Ending("diagnose", "--facts", "-", input: "[1]", is: .unreadableInput),
    Ending("diagnose", "--facts", "-", input: #"{"waba.stauts":"ACTIVE"}"#, is: .unreadableInput),
    Ending("diagnose", "--bundle", "/nowhere.json", is: .noSuchInput),
    Ending("diagnose", "--bundle", "-", input: "{}", is: .unreadableInput),
    Ending("diagnose", "--bundle", "-", input: "<html>", is: .unreadableInput),
    Ending("diagnose", "--bundle", "-", input: SmallKnowledge.recording(status: "RESTRICTED"), is: .findings),
    Ending(
      "diagnose", "--bundle", "-", "--waba", "102290129340398",
      input: SmallKnowledge.recording(status: "RESTRICTED"), is: .findings),
    Ending(
      "diagnose", "--bundle", "-", "--waba", "7", input: SmallKnowledge.recording(status: "RESTRICTED"),
      is: .unreadableInput),
    Ending("diagnose", "--facts", "-", "--knowledge", "/nowhere", input: "{}", is: .badKnowledge),
    Ending(
      "diagnose", "--waba", "102290129340398", "--token-stdin", "--graph-url", "http://127.0.0.1:1", "--deadline", "1",
      input: "EAA", is: .unavailable),
    Ending("diagnose", "--waba", "102290129340398", is: .usage),
    Ending("diagnose", "--fact", "waba.status=RESTRICTD", is: .usage),
    Ending("diagnose", "--fact", "waba.stauts=ACTIVE", is: .usage),
    Ending("diagnose", "--fact", "waba.status", is: .usage),
    Ending("diagnose", "--fact", "waba.status=ACTIVE", "--only", "acount", is: .usage),
    Ending("diagnose", "--fact", "waba.status=ACTIVE", "--as-of", "21.11.2026", is: .usage),
  ]

  static let others: [Ending] = [
    Ending("diagnose", is: .usage),
    Ending("diagnose", "--dry-run", is: .usage),
    Ending("diagnose", "--dry-run", "--waba", "12a", is: .usage),
    Ending("diagnose", "--batch", "-", "--fact", "waba.status=ACTIVE", is: .usage),
    Ending("diagnose", "--batch", "-", "-o", "text", is: .usage),
    Ending("diagnose", "--batch", "-", "--brief", is: .usage),
    Ending("diagnose", "--batch", "/nowhere.ndjson", is: .noSuchInput),
    Ending("diagnose", "--batch", "-", input: "", is: .answered),
    Ending("diagnose", "--batch", "-", input: "{}\n", is: .answered),
    Ending("diagnose", "--batch", "-", input: "{\n", is: .unreadableInput),
    Ending("diagnose", "--facts", "-", "--bundle", "-", is: .usage),
    Ending("diagnose", "--fact", "waba.status=ACTIVE", "--brief", "-o", "json", is: .usage),
    Ending("diagnose", "--fact", "waba.status=ACTIVE", "--brief", "--why", is: .usage),
    Ending("diagnos", is: .usage),
    Ending("kb", is: .usage),
    Ending("kb", "tset", is: .usage),
    Ending("--verson", is: .usage),
    Ending("explain", is: .usage),
    Ending("explain", "waba.status", is: .answered),
    Ending("explain", "nothing-of-the-kind", is: .noSuchInput),
    Ending("explain", "nothing-of-the-kind", "-o", "json", is: .noSuchInput),
    Ending("kb", "test", is: .answered),
    Ending("kb", "test", "--knowledge", "/nowhere", is: .badKnowledge),
  ]

  @Test(arguments: diagnoses, ["text", "json"])
  func aDiagnosisEnds(_ ending: Ending, in format: String) throws {
    try check(ending, ending.arguments + ["-o", format])
  }

  @Test(arguments: others)
  func anythingElseEnds(_ ending: Ending) throws {
    try check(ending, ending.arguments)
  }

  private func check(_ ending: Ending, _ arguments: [String]) throws {
    let result = try Child(small: arguments, input: ending.input).run()
    #expect(result.status == ending.status.rawValue, "\(result.output)\(result.error)")
    if ending.status.rawValue >= 64, ending.status != .unreadableInput || !arguments.contains("--batch"),
      !arguments.contains("json")
    {
      #expect(result.output == "")
      #expect(result.error != "")
    }
  }

  @Test func numbersAreThoseOfTheDesign() {
    #expect(Commands.ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 64, 65, 66, 69, 70, 77, 78, 130])
  }
}
