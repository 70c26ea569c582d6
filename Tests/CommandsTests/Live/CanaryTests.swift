import FoundationEssentials
import JSONText
import LoopbackServer
import TestSupport
import Testing

/// Secrets planted in every field of every answer, and every way out.
@Suite struct CanaryTests {
  /// What must never be seen, and how it is planted.
  private static let secrets = [
    "EAAGcanaryTokenOfSomebody77", "700000000000001|cAnArYaPpSeCrEtOfSomebody",
    "c0ffee0123456789abcdef0123456789", "+5491155512345", "canary.person@secret.example",
    "wamid.HBgNNTQ5MTE1NTUxMjM0NRUCABEYEjlDQTEyMw==",
  ]
  /// Pieces by which each would be known again, also when a line is broken within them.
  private static let traces = [
    "canaryToken", "TokenOfSomebody77", "cAnArYaPpSeCrEt", "OfSomebody", "c0ffee0123456789",
    "abcdef0123456789",
    "1155512345", "canary.person", "secret.example", "HBgNNTQ5MTE1NTUxMjM0NR",
  ]
  private static let planted = secrets.joined(separator: " ")

  /// The shipped recording with the secrets behind every text of every answer; ids and what must be a number stay.
  private static func recording() throws -> [UInt8] {
    guard case .object(var fields) = JSONTree(try JSONDocument(try LiveAccount.bytes(), file: "").root) else {
      return []
    }
    for position in fields.indices where fields[position].key == "exchanges" {
      guard case .array(let exchanges) = fields[position].value else { continue }
      fields[position].value = .array(exchanges.map { plant(in: $0, isAnswer: false) })
    }
    return JSONWriter.bytes(.object(fields), layout: .canonical)
  }

  private static func plant(in tree: JSONTree, isAnswer: Bool) -> JSONTree {
    switch tree {
    case .object(let fields):
      .object(
        fields.map { field in
          let isBody = isAnswer || field.key == "body"
          return JSONField(field.key, plant(in: field.value, isAnswer: isBody))
        })
    case .array(let elements): .array(elements.map { plant(in: $0, isAnswer: isAnswer) })
    case .string(let text) where isAnswer && !text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }):
      .string(text + " " + planted + "\n" + planted)
    default: tree
    }
  }

  private func expectNothing(in result: Child.Result, _ what: String) {
    expectNothing(in: result.output + result.error, what)
  }

  private func expectNothing(in all: String, _ what: String) {
    #expect(all.count > 20, "\(what) says something")
    // Line breaks and what stands before a line may cut a secret in two.
    let joined = all.filter { !$0.isWhitespace }
    for trace in Self.traces {
      #expect(!all.contains(trace) && !joined.contains(trace), "\(trace) in \(what)")
    }
  }

  static let forms: [[String]] = [
    ["diagnose"], ["diagnose", "-o", "json"], ["diagnose", "--overview"], ["diagnose", "--brief"],
    ["diagnose", "--color", "always"], ["diagnose", "--as-of", "2024-05-14"],
  ]

  @Test(arguments: forms + [["collect"], ["diagnose", "--verbose"], ["collect", "--verbose"]])
  func nothingReachesAnOutputOfALiveAccount(_ form: [String]) async throws {
    let account = try await LiveAccount(try Self.recording())
    expectNothing(in: try account.run(form), form.joined(separator: " "))
  }

  @Test(arguments: forms)
  func nothingReachesTheReportOfABundleThatIsNotRedacted(_ form: [String]) throws {
    let folder = try ScratchFolder()
    let file = try folder.write(try Self.recording(), to: "bundle.json")
    expectNothing(in: try LiveAccount.plain(form + ["--bundle", file]), form.joined(separator: " "))
  }

  @Test(arguments: [["bundle", "show"], ["bundle", "redact"], ["bundle", "redact", "--preview"]])
  func nothingReachesWhatIsShownOfABundle(_ form: [String]) throws {
    let folder = try ScratchFolder()
    let file = try folder.write(try Self.recording(), to: "bundle.json")
    expectNothing(in: try LiveAccount.plain(form + [file]), form.joined(separator: " "))
  }

  @Test func nothingReachesAFileOrATerminal() async throws {
    let account = try await LiveAccount(try Self.recording())
    let path = account.folder.path
    let arguments = ["--save-bundle", path + "/bundle.json", "--output-file", path + "/report.txt"]
    _ = try account.run(["diagnose"] + arguments)
    for name in ["bundle.json", "report.txt"] {
      expectNothing(in: account.folder.text(name), name)
    }
    var child = Child(
      ["diagnose", "--brief", "--bundle", path + "/bundle.json"],
      environment: ["WABADOCTOR_KNOWLEDGE": KnowledgeFixture.projectFolder.path])
    child.output = .terminal
    expectNothing(in: try child.run(), "the terminal")
  }

  @Test(arguments: secrets)
  func nothingReachesAnErrorMessage(_ secret: String) throws {
    for facts in [
      #"{ "waba.status": "\#(secret)", "waba.stauts": 1 }"#, #"{ "\#(secret)": 1 }"#,
      #"{ "a": "\#(secret)" "#,
    ] {
      expectNothing(in: try LiveAccount.plain(["diagnose", "--facts", "-"], input: facts), facts)
    }
    expectNothing(in: try LiveAccount.plain(["diagnose", "--fact", "waba.status=\(secret)"]), "--fact")
    expectNothing(in: try LiveAccount.plain(["diagnose", "--bundle", secret]), "--bundle")
    expectNothing(in: try LiveAccount.plain(["explain", secret]), "explain")
    let batch = try LiveAccount.plain(
      ["diagnose", "--batch", "-"], input: #"{ "case": "\#(secret)" }"# + "\n")
    expectNothing(in: batch, "--batch")
  }

  @Test func theTokenItselfReachesNothingEvenWhenTheServerSaysItBack() async throws {
    let account = try await LiveAccount(instead: { request in
      .refusal(
        190, "Cannot parse access token \(request.headers["authorization"] ?? "") of \(request.target)")
    })
    for form in Self.forms + [["collect"], ["diagnose", "--verbose"], ["collect", "--verbose"]] {
      let result = try account.run(form)
      #expect(!(result.output + result.error).filter { !$0.isWhitespace }.contains("m0PX4ZCps"))
    }
  }

  @Test func whoAsksForItSeesContactsAndIsToldSo() async throws {
    let account = try await LiveAccount(try Self.recording())
    let text = try account.run(["diagnose", "--unredacted"]).output
    #expect(text.hasPrefix("UNREDACTED: "))
    #expect(text.contains("+5491155512345"))
    let json = try account.run(["diagnose", "--unredacted", "-o", "json"]).output
    #expect(json.hasPrefix("{\n  \"unredacted\": true,"))
    #expect(try OutputSchema.problems(in: json, by: "diagnosis").map(\.description) == [])
    let bundle = try account.run(["collect", "--unredacted"]).output
    #expect(bundle.hasPrefix("{\n  \"about\": \"UNREDACTED: "))
    for output in [text, json, bundle] {
      #expect(
        !output.contains("canaryToken") && !output.contains("cAnArYaPpSeCrEt") && !output.contains("c0ffee"))
    }
  }
}
