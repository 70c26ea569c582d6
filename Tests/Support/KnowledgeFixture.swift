import FoundationEssentials
import JSONText
import Knowledge

/// Knowledge written in a test, and the knowledge base of the project.
package enum KnowledgeFixture {
  /// The project's own knowledge base, beside `Tests/`.
  package static var projectFolder: KnowledgeFolder {
    KnowledgeFolder(
      path: (#filePath).split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/KnowledgeBase")
  }

  /// Writes files, named relative to the folder, into a fresh temporary folder.
  package static func folder(_ files: [String: String]) throws -> KnowledgeFolder {
    let path = FileManager.default.temporaryDirectory.path + "/wabadoctor-" + UUID().uuidString
    for (name, text) in files {
      let file = path + "/" + name
      let parent = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
        separator: "/")
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: file))
    }
    return KnowledgeFolder(path: path)
  }

  /// A small `knowledge.json` for tests that bring their own facts and rules.
  package static let settings = """
    {
      "edition": "2026-11-21",
      "language": "en",
      "subjects": {
        "waba": { "title": "WhatsApp Business Account" },
        "portfolio": { "title": "Business portfolio" },
        "message": { "title": "Message", "many": true },
        "phone_number": { "title": "Phone number", "many": true },
        "user": { "title": "User", "many": true }
      },
      "impacts": { "blocking": "Blocks", "harming": "Harms", "advice": "Advice" },
      "actors": { "sender": "Sender", "developer": "Developer", "admin": "Admin", "partner": "Partner", "meta": "Meta", "support": "Support" },
      "trust": ["health-status", "graph-api", "webhooks", "log", "facts-file", "agent", "customer", "rule"]
    }
    """
}
