import FoundationEssentials
import JSONText
import Knowledge

/// Knowledge in a few lines of a test: facts by name and kind, rules by address; the findings that rules name are made up.
///
/// It goes through a folder and the ordinary reader, so that a test cannot say what a knowledge editor could not.
package struct BriefKnowledge {
  /// Files by name relative to the folder.
  package private(set) var files = ["knowledge.json": KnowledgeFixture.settings]

  /// - Parameters:
  ///   - facts: a name such as `waba.status`, and a kind: `yes-no`, `choice A B`, `list of text`, or a whole definition in braces.
  ///   - tables: rows of countries by address, `CU UA-43`, or a whole table in braces.
  ///   - findings: definitions in braces for the findings that need more than an impact of `harming`.
  ///   - rules: rules in braces by address.
  package init(
    facts: KeyValuePairs<String, String>, tables: KeyValuePairs<String, String> = [:], findings: KeyValuePairs<String, String> = [:],
    rules: KeyValuePairs<String, String> = [:]
  ) {
    self.init(
      facts: facts.map { ($0.key, $0.value) }, tables: tables.map { ($0.key, $0.value) }, findings: findings.map { ($0.key, $0.value) },
      rules: rules.map { ($0.key, $0.value) })
  }

  /// The same for lists that a test has made.
  package init(
    facts: [(String, String)], tables: [(String, String)] = [], findings: [(String, String)] = [], rules: [(String, String)]
  ) {
    var entries: [String: [(String, String)]] = [:]
    for (name, kind) in facts {
      let (subject, field) = Self.split(name)
      let file = String(subject.map { $0 == "_" ? "-" : $0 })
      entries["Facts/\(file).json", default: []].append((field, Self.fact(kind)))
    }
    for (address, rule) in rules {
      let (file, key) = Self.split(address)
      entries["Rules/\(file).json", default: []].append((key, rule))
    }
    for (address, finding) in Self.findings(findings, of: rules) {
      let (file, key) = Self.split(address)
      entries["Findings/\(file).json", default: []].append((key, finding))
    }
    for (name, members) in entries {
      files[name] = "{" + members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ",\n") + "}"
    }
    for (address, table) in tables {
      let rows = table.split(separator: " ").map { "\"\($0)\": {}" }.joined(separator: ", ")
      files["Tables/\(address).json"] =
        table.hasPrefix("{") ? table : "{ \"title\": \"\(address)\", \"kind\": \"country\", \"rows\": { \(rows) } }"
    }
  }

  /// The knowledge and its faults.
  package func read() throws -> (knowledge: KnowledgeBase, faults: [KnowledgeFault]) {
    let folder = try KnowledgeFixture.folder(files)
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    return KnowledgeReader.read(folder, parts: .diagnosis)
  }

  /// The knowledge, which must be without faults.
  package func knowledge() throws -> KnowledgeBase {
    let (knowledge, faults) = try read()
    if let fault = faults.first { throw fault }
    return knowledge
  }

  // MARK: Text

  private static func split(_ name: String) -> (file: String, key: String) {
    (String(name.prefix { $0 != "." }), String(name.drop { $0 != "." }.dropFirst()))
  }

  private static func fact(_ kind: String) -> String {
    if kind.hasPrefix("{") { return kind }
    if kind.hasPrefix("list of ") {
      let words = kind.dropFirst(8).split(separator: " ")
      return "{ \"title\": \"A list\", \"kind\": \"list\", \"of\": \"\(words[0])\"\(values(words.dropFirst())) }"
    }
    let words = kind.split(separator: " ")
    guard words[0] == "choice" else { return "{ \"title\": \"A fact\", \"kind\": \"\(kind)\" }" }
    return "{ \"title\": \"A choice\", \"kind\": \"choice\"\(values(words.dropFirst())) }"
  }

  private static func values(_ words: some Collection<Substring>) -> String {
    words.isEmpty ? "" : ", \"values\": { " + words.map { "\"\($0)\": \"\($0)\"" }.joined(separator: ", ") + " }"
  }

  /// The findings given, then those that rules name besides, in the order of the rules.
  private static func findings(_ given: [(String, String)], of rules: [(String, String)]) -> [(String, String)] {
    var result = given
    var seen = Set(given.map(\.0))
    for (_, text) in rules {
      guard let rule = try? JSONDocument(Array(text.utf8), file: "rule").root else { continue }
      for key in ["find", "suspect", "rule out"] {
        if let address = rule[key]?.string, seen.insert(address).inserted {
          result.append((address, "{ \"title\": \"\(address)\", \"impact\": \"harming\" }"))
        }
      }
    }
    return result
  }
}
