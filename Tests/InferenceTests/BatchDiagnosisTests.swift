import JSONText
import Knowledge
import Testing
import TestSupport

@testable import Inference

@Suite struct BatchDiagnosisTests {
  static let rules: CompiledRules = {
    let files = [
      "knowledge.json": KnowledgeFixture.settings,
      "Facts/waba.json": """
      {
        "status": { "title": "Status", "kind": "choice", "values": { "ACTIVE": "a", "DISABLED": "d", "RESTRICTED": "r" } },
        "country": { "title": "Country", "kind": "country" },
        "numbers": { "title": "Numbers", "kind": "count" },
        "limit": { "title": "Limit", "kind": "count" },
        "scopes": { "title": "Scopes", "kind": "list", "of": "text" },
        "is_sanctioned": { "title": "Sanctioned", "kind": "yes-no" },
        "is_hopeless": { "title": "Hopeless", "kind": "yes-no" }
      }
      """,
      "Facts/phone-number.json": """
      {
        "status": { "title": "Status", "kind": "choice", "values": { "CONNECTED": "c", "BANNED": "b" } },
        "quality": { "title": "Quality", "kind": "choice", "values": { "GREEN": "g", "RED": "r" } },
        "is_dead": { "title": "Dead", "kind": "yes-no" }
      }
      """,
      "Tables/sanctioned.json": """
      { "title": "Sanctioned", "kind": "country", "rows": { "CU": {}, "UA-43": {} } }
      """,
      "Findings/a.json": """
      {
        "inactive": { "title": "Inactive", "impact": "harming" },
        "sanctioned": { "title": "Sanctioned", "impact": "blocking", "explains": ["a.inactive"] },
        "hopeless": { "title": "Hopeless", "impact": "blocking" },
        "full": { "title": "Full", "impact": "advice" },
        "no-number": { "title": "No number", "impact": "blocking" },
        "dead": { "title": "Dead", "impact": "harming" },
        "scope": { "title": "Scope", "impact": "harming" }
      }
      """,
      "Rules/a.json": """
      {
        "inactive": { "when": { "waba.status": { "not": "ACTIVE" } }, "find": "a.inactive" },
        "inactive.not": { "when": { "waba.status": "RESTRICTED", "waba.numbers": { "above": 8 } }, "rule out": "a.inactive" },
        "derive": { "when": { "waba.country": { "in": { "table": "sanctioned" } } }, "infer": { "waba.is_sanctioned": true } },
        "derive-not": { "when": { "none": [{ "waba.country": { "in": { "table": "sanctioned" } } }] }, "infer": { "waba.is_sanctioned": false } },
        "derive-2": { "when": { "waba.is_sanctioned": true, "waba.numbers": { "at most": 2 } }, "infer": { "waba.is_hopeless": true } },
        "sanctioned": { "when": { "waba.is_sanctioned": true }, "find": "a.sanctioned" },
        "hopeless": { "when": { "any": [{ "waba.is_hopeless": true }, { "waba.status": "DISABLED", "waba.numbers": 0 }] }, "suspect": "a.hopeless" },
        "full": { "when": { "waba.numbers": { "at least": { "fact": "waba.limit" } } }, "find": "a.full" },
        "no-number": { "when": { "no": "phone_number", "where": { "phone_number.status": "CONNECTED" } }, "find": "a.no-number" },
        "derive-dead": { "when": { "phone_number.status": "BANNED", "waba.status": "DISABLED" }, "infer": { "phone_number.is_dead": true } },
        "dead": { "when": { "phone_number.is_dead": true }, "find": "a.dead" },
        "dead.quality": { "when": { "phone_number.quality": "RED", "none": [{ "waba.is_sanctioned": true }] }, "suspect": "a.dead" },
        "scope": { "when": { "waba.scopes": { "not": { "contains": "management" } } }, "find": "a.scope" }
      }
      """,
    ]
    do {
      let read = KnowledgeReader.read(try KnowledgeFixture.folder(files), parts: .diagnosis)
      precondition(read.faults.isEmpty, "\(read.faults)")
      return CompiledRules(read.knowledge, now: Moment(seconds: 1_790_000_000))
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// The fast answer to some lines, and the careful one to each.
  static func both(_ text: String) -> (fast: [String], careful: [String]) {
    var output: [UInt8] = []
    let bytes = Array(text.utf8)
    let batch = BatchDiagnosis(rules)
    _ = bytes.withUnsafeBytes { batch.run($0, firstLine: 1, into: &output) }
    var careful: [UInt8] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { !" \t\r".contains($0) }) else { continue }
      Array(line.utf8).withUnsafeBufferPointer { _ = CarefulLine(rules).run($0, line: index + 1, into: &careful) }
    }
    return (lines(output), lines(careful))
  }

  static func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func aLineOfFactsBecomesALineOfDiagnosis() {
    let (fast, _) = Self.both(#"{"case":"x","waba.status":"DISABLED","waba.country":"CU","waba.numbers":1,"waba.limit":1}"#)
    #expect(
      fast == [
        #"{"line":1,"case":"x","found":["a.sanctioned","a.inactive","a.full"],"suspected":["a.hopeless"],"#
          + #""unknown":{"blocking":1,"harming":2,"advice":0},"coverage":{"decided":8,"waiting":5}}"#
      ])
  }

  @Test func entitiesAreNamedWithTheirFinding() {
    let text =
      #"{"waba.status":"DISABLED","phone_number":[{"id":"7","status":"BANNED"},{"status":"CONNECTED"},{"id":"9","status":"BANNED","quality":"RED"}],"phone_number.complete":true}"#
    let (fast, careful) = Self.both(text)
    #expect(fast == careful)
    #expect(fast[0].contains(#"{"finding":"a.dead","phone_number":["7","9"]}"#))
  }

  @Test(arguments: [
    #"{"waba.status":"DISABLED""#, #"{"waba.statu":"DISABLED"}"#, #"{"waba.numbers":-1}"#,
    #"{"waba.status":"ACTIVE","waba.status":"ACTIVE"}"#,
    #"[1]"#, #"{"phone_number":[{"id":"1"},{"id":"1"}]}"#, #"{"phone_number":{}}"#, #"{"phone_number":[1]}"#, #"{"waba.numbers":1}x"#,
    #"{"phone_number":[],"phone_number":[]}"#, #"{"as of":"2020-01-01"}"#, #"{"phone_number.complete":1}"#, "null", #"{"case":1,"x":2}"#,
  ])
  func aBadLineBecomesAnErrorRecordAndTheRestGoOn(_ bad: String) {
    let good = #"{"waba.status":"ACTIVE"}"#
    let (fast, careful) = Self.both([good, bad, "", good].joined(separator: "\n"))
    #expect(fast == careful)
    #expect(fast.count == 3)
    #expect(fast[1].contains(#""schema":"wabadoctor/batch-error""#) && fast[1].contains(#""line":2"#))
    #expect(fast[2].hasPrefix(#"{"line":4,"#))
  }

  @Test func fastAndCarefulAgreeOnRandomLines() {
    var random = SeededGenerator(seed: 20_261_121)
    var lines: [String] = []
    for _ in 0..<3000 { lines.append(Self.randomLine(&random)) }
    let (fast, careful) = Self.both(lines.joined(separator: "\n"))
    #expect(fast.count == careful.count)
    for (index, pair) in zip(fast, careful).enumerated() where pair.0 != pair.1 {
      Issue.record("line \(lines[index])\nfast    \(pair.0)\ncareful \(pair.1)")
      break
    }
  }

  static func randomLine(_ random: inout SeededGenerator) -> String {
    var parts: [String] = []
    func maybe(_ key: String, _ values: [String]) {
      if Bool.random(using: &random), let value = values.randomElement(using: &random) { parts.append("\"\(key)\": \(value)") }
    }
    maybe("waba.status", [#""ACTIVE""#, #""DISABLED""#, #""RESTRICTED""#, #""NEW""#, #""ACT\u0049VE""#, "null"])
    maybe("waba.country", [#""CU""#, #""UA""#, #""UA-43""#, #""de""#, #""XXX""#])
    maybe("waba.numbers", ["0", "1", "9", "\"3\"", "1e1", "1.5"])
    maybe("waba.limit", ["0", "3", "9"])
    maybe("waba.scopes", ["[]", #"["management"]"#, #"["messaging", "x"]"#, "[1]", "{}"])
    maybe("waba.is_sanctioned", ["true", "false", "\"yes\""])
    maybe("waba.is_hopeless", ["true", "false"])
    maybe("case", [#""a""#, #""b\n""#])
    if Bool.random(using: &random) {
      let entities = (0..<Int.random(in: 0...3, using: &random)).map { index in
        var inner: [String] = []
        if Bool.random(using: &random) { inner.append(#""id": "n\#(Int.random(in: 0...4, using: &random))""#) }
        if Bool.random(using: &random) {
          inner.append(#""status": "\#(["CONNECTED", "BANNED", "ODD"].randomElement(using: &random) ?? "")""#)
        }
        if Bool.random(using: &random) { inner.append(#""quality": "\#(["GREEN", "RED"].randomElement(using: &random) ?? "")""#) }
        if Int.random(in: 0...5, using: &random) == 0 { inner.append(#""is_dead": false"#) }
        return "{" + inner.joined(separator: ", ") + "}"
      }
      parts.append(#""phone_number": [\#(entities.joined(separator: ", "))]"#)
      if Bool.random(using: &random) { parts.append(#""phone_number.complete": true"#) }
    }
    return "{" + parts.shuffled(using: &random).joined(separator: ", ") + "}"
  }
}
