import Knowledge
import TestSupport

/// A knowledge base of a few rules, for tests of what commands do with any.
enum SmallKnowledge {
  /// Where it stands; written once.
  static let path: String = {
    do { return try folder(templates).path } catch { fatalError("\(error)") }
  }()

  /// A copy with some files changed or added.
  static func folder(_ changes: [String: String]) throws -> KnowledgeFolder {
    try KnowledgeFixture.folder(files.merging(changes) { $1 })
  }

  /// The templates of the project's own knowledge base.
  static let templates = Dictionary(
    uniqueKeysWithValues: KnowledgeReader.read(KnowledgeFixture.projectFolder, parts: .templates).knowledge.templates.map {
      ("Templates/\($0.key).mustache", $0.value)
    })

  /// Every file by its name.
  static let files = [
    "knowledge.json": KnowledgeFixture.settings,
    "Facts/waba.json": """
    {
      "id": { "title": "Id", "kind": "text" },
      "name": { "title": "Name", "kind": "text" },
      "status": { "title": "Status", "kind": "choice", "values": { "ACTIVE": "In use", "RESTRICTED": "May not send" } },
      "quality": { "title": "Quality", "kind": "choice", "values": { "GREEN": "Good", "RED": "Bad" } },
      "is_test": { "title": "Test account", "kind": "yes-no" }
    }
    """,
    "Facts/phone-number.json": """
    { "status": { "title": "Status", "kind": "choice", "values": { "CONNECTED": "Works", "FLAGGED": "Low quality" } } }
    """,
    "Findings/account.json": """
    {
      "restricted": { "title": "The account is restricted", "impact": "blocking", "remedies": ["meta.appeal"], "cites": ["meta.page#restricted"] },
      "low-quality": { "title": "The quality is low", "impact": "harming", "cites": ["meta.page#quality"] },
      "test": { "title": "It is a test account", "impact": "advice", "cites": ["meta.page#test"] },
      "old-rules": { "title": "The rules of last year apply", "impact": "advice", "cites": ["meta.page#test"] }
    }
    """,
    "Findings/numbers.json": """
    { "flagged": { "title": "The number is flagged", "impact": "harming", "cites": ["meta.page#quality"] } }
    """,
    "Remedies/meta.json": """
    { "appeal": { "title": "Appeal", "steps": ["Open Business Support Home.", "Appeal."], "takes": "days", "cites": ["meta.page#restricted"] } }
    """,
    "Rules/account.json": """
    {
      "restricted": {
        "when": { "waba.status": "RESTRICTED" }, "find": "account.restricted", "cites": ["meta.page#restricted"],
        "examples": { "fires": [{ "waba.status": "RESTRICTED" }], "silent": [{ "waba.status": "ACTIVE" }], "waits": [{}] }
      },
      "low-quality": {
        "when": { "waba.quality": "RED" }, "find": "account.low-quality", "cites": ["meta.page#quality"],
        "examples": { "fires": [{ "waba.quality": "RED" }], "silent": [{ "waba.quality": "GREEN" }] }
      },
      "test": {
        "when": { "waba.is_test": true }, "find": "account.test", "cites": ["meta.page#test"],
        "examples": { "fires": [{ "waba.is_test": true }], "silent": [{ "waba.is_test": false }] }
      },
      "old-rules": {
        "when": { "waba.is_test": { "known": true } }, "find": "account.old-rules", "until": "2025-12-31", "cites": ["meta.page#test"],
        "examples": { "fires": [{ "waba.is_test": true }], "silent": [{ "waba.is_test": true, "as of": "2026-01-01" }] }
      }
    }
    """,
    "Rules/numbers.json": """
    {
      "flagged": {
        "when": { "phone_number.status": "FLAGGED" }, "find": "numbers.flagged", "cites": ["meta.page#quality"],
        "examples": {
          "fires": [{ "phone_number": [{ "status": "FLAGGED" }] }],
          "silent": [{ "phone_number": [{ "status": "CONNECTED" }] }],
          "waits": [{ "phone_number": [{}] }]
        }
      }
    }
    """,
    "Topics/account.json": """
    { "title": "The account", "symptoms": ["Nothing is sent"], "words": ["restricted"], "findings": ["account.*"] }
    """,
    "Topics/numbers.json": """
    { "title": "The numbers", "symptoms": ["A number does not send"], "words": ["number"], "findings": ["numbers.*"] }
    """,
    "Sources/meta.json": """
    {
      "page": {
        "title": "A page", "publisher": "Meta", "address": "https://example.com", "updated": "2026-01-01", "read": "2026-02-01", "confidence": "A",
        "statements": { "restricted": { "says": "r" }, "quality": { "says": "q" }, "test": { "says": "t" } }
      }
    }
    """,
    "Cases/restricted.json": """
    {
      "title": "A restricted account", "story": "Nothing is sent. The status says why.", "as of": "2026-11-21",
      "facts": { "waba.status": "RESTRICTED" }, "expect": { "found": ["account.restricted"] }
    }
    """,
    "Collectors/graph-api.json": """
    {
      "version": "v24.0",
      "calls": {
        "waba": {
          "title": "Account", "path": "/{waba.id}", "permissions": ["whatsapp_business_management"],
          "facts": { "waba.name": "/name", "waba.status": "/status" }
        }
      }
    }
    """,
  ]

  /// Facts that decide every rule, and all is well.
  static let healthy =
    #"{"waba.status":"ACTIVE","waba.quality":"GREEN","waba.is_test":false,"phone_number":[],"phone_number.complete":true}"#

  /// A recording of an account of that status.
  static func recording(status: String) -> String {
    """
    {
      "schema": "wabadoctor/recording", "version": 1, "recorded": "2026-11-21T09:14:00Z", "graph_version": "v24.0", "waba": "102290129340398",
      "exchanges": [
        { "call": "waba", "request": { "method": "GET", "path": "/102290129340398", "query": { "fields": "name,status" } }, "time": "2026-11-21T09:14:01Z",
          "answer": { "status": 200, "headers": {}, "body": { "id": "102290129340398", "name": "Bakery", "status": "\(status)" } } }
      ]
    }
    """
  }
}

extension Child {
  /// A command run over the small knowledge base.
  init(small arguments: [String], input: String? = nil, environment: [String: String] = [:]) {
    self.init(
      arguments, input: input,
      environment: ["WABADOCTOR_KNOWLEDGE": SmallKnowledge.path].merging(environment) { $1 })
  }
}
