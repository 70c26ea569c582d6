import FoundationEssentials
import JSONText
import Knowledge
import TestSupport

/// A small, sound knowledge base, of which a test replaces a file or two by one with a fault.
///
/// The place of a fault is marked in the text itself by `▸`; the mark is taken out before the file is written.
struct Bookshelf {
  /// What came of reading: the faults as text, and the marked places, both in order.
  struct Outcome {
    let knowledge: KnowledgeBase
    let faults: [KnowledgeFault]
    let marks: [String]
    /// The places at which there are faults, as text.
    var places: [String] { faults.map(\.place.description) }
    /// What the faults say, without the place.
    var messages: [String] { faults.map(\.message) }
  }

  /// The files, without marks.
  let files: [String: String]
  private let marks: [String]

  /// The sound files with some of them replaced or added; an empty text takes a file away.
  init(_ replaced: [String: String] = [:]) {
    var files = Self.sound
    var marks: [(file: String, line: Int, column: Int)] = []
    for (name, text) in replaced {
      var plain = ""
      var (line, column) = (1, 1)
      for character in text {
        if character == "▸" {
          marks.append((name, line, column))
          continue
        }
        plain.append(character)
        (line, column) = character == "\n" ? (line + 1, 1) : (line, column + 1)
      }
      files[name] = plain.isEmpty ? nil : plain
    }
    self.files = files
    self.marks = marks.sorted { $0 < $1 }.map { "\($0.file):\($0.line):\($0.column)" }
  }

  /// Reads the files from a folder of their own.
  func read() throws -> Outcome {
    try inFolder { folder in
      let (knowledge, faults) = KnowledgeReader.read(folder)
      return Outcome(knowledge: knowledge, faults: faults, marks: marks)
    }
  }

  /// Reads and reviews the files; the faults are those of the review, and those of reading if there are any.
  func reviewed(besides ignored: Set<KnowledgeFault.Kind> = []) throws -> Outcome {
    try inFolder { folder in
      let (knowledge, faults) = KnowledgeReader.read(folder)
      let review = KnowledgeReview.faults(of: knowledge, in: folder).filter { !ignored.contains($0.kind) }
      return Outcome(knowledge: knowledge, faults: faults + review, marks: marks)
    }
  }

  /// Does something with the files in a folder that goes away afterwards.
  func inFolder<Result>(_ body: (KnowledgeFolder) throws -> Result) throws -> Result {
    let folder = try KnowledgeFixture.folder(files)
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    return try body(folder)
  }

  /// A sound base with one rule, whose condition is given.
  static func condition(_ when: String) -> Bookshelf {
    Bookshelf(["Rules/account.json": "{\"banned\": {\"when\": \(when), \"find\": \"account.banned\"}}"])
  }

  private static let sound: [String: String] = [
    "knowledge.json": KnowledgeFixture.settings + "\n",
    "Facts/waba.json": """
    {
      "id": { "title": "Id", "kind": "text" },
      "status": { "title": "Status", "kind": "choice", "values": { "ACTIVE": "In use", "BANNED": "Banned", "PENDING": "Waiting" } },
      "country": { "title": "Country", "kind": "country" },
      "is_paid": { "title": "Paid", "kind": "yes-no" },
      "limit": { "title": "Limit", "kind": "count" },
      "daily": { "title": "Daily", "kind": "count" },
      "share": { "title": "Share", "kind": "percent" },
      "score": { "title": "Score", "kind": "decimal" },
      "age": { "title": "Age", "kind": "duration" },
      "client": { "title": "Client", "kind": "version" },
      "platform": { "title": "Platform", "kind": "choice", "values": { "android": "Android", "ios": "iOS" } },
      "created": { "title": "Created", "kind": "moment" },
      "day": { "title": "Day", "kind": "date" },
      "name": { "title": "Name", "kind": "text" },
      "errors": { "title": "Errors", "kind": "list", "of": "text" }
    }
    """,
    "Facts/phone-number.json": """
    {
      "status": { "title": "Status", "kind": "choice", "values": { "CONNECTED": "Ready", "PENDING": "Not ready" } },
      "name": { "title": "Name", "kind": "text" }
    }
    """,
    "Facts/user.json": "{ \"role\": { \"title\": \"Role\", \"kind\": \"text\" } }",
    "Tables/sanctioned.json": """
    { "title": "Sanctioned", "kind": "country", "rows": { "CU": { "title": "Cuba" }, "UA-43": { "title": "Crimea" } }, "cites": ["meta.help#sanctions"] }
    """,
    "Tables/oldest.json": """
    { "title": "Oldest", "kind": "choice", "value": "version", "rows": { "android": { "value": "2.21.15.15" } }, "cites": ["meta.help#versions"] }
    """,
    "Findings/account.json": """
    {
      "banned": { "title": "The account is banned", "impact": "blocking", "remedies": ["meta.appeal"], "cites": ["meta.help#bans"] }
    }
    """,
    "Rules/account.json": """
    {
      "banned": {
        "when": { "waba.status": "BANNED" },
        "find": "account.banned",
        "cites": ["meta.help#bans"],
        "examples": { "fires": [{ "waba.status": "BANNED" }], "silent": [{ "waba.status": "ACTIVE" }] }
      }
    }
    """,
    "Remedies/meta.json":
      "{ \"appeal\": { \"title\": \"Appeal\", \"steps\": [\"Write to Meta.\"], \"cites\": [\"meta.help#bans\"] } }",
    "Questions/waba.json": "{ \"status\": { \"ask\": \"What is the status?\", \"who\": \"dashboard\" } }",
    "ErrorCodes/graph-api.json": """
    { "190": { "title": "Token", "means": "The token is dead.", "remedies": ["meta.appeal"], "cites": ["meta.help#bans"] } }
    """,
    "Sources/meta.json": """
    {
      "help": {
        "title": "Help", "publisher": "Meta", "address": "https://example.org", "updated": "2025-11-19", "read": "2026-10-15",
        "confidence": "A",
        "statements": {
          "bans": { "says": "Accounts may be banned.", "under": "Bans" },
          "sanctions": { "says": "Some countries are excluded." },
          "versions": { "says": "Old clients get nothing." }
        }
      }
    }
    """,
    "Topics/account.json": """
    { "title": "Account", "symptoms": ["Nothing works"], "words": ["banned"], "findings": ["account.*"] }
    """,
    "Cases/banned.json": """
    { "title": "Banned", "story": "It was banned.", "facts": { "waba.status": "BANNED" }, "expect": { "found": ["account.banned"] } }
    """,
    "Collectors/graph-api.json": """
    { "version": "v24.0", "calls": { "waba": { "title": "Account", "path": "/{waba.id}", "facts": { "waba.status": "/status" } } } }
    """,
  ]
}
