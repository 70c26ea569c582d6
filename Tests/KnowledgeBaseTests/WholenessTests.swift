import FoundationEssentials
import Knowledge
import Reports
import TestSupport
import Testing

/// What the documents name, listed by hand in `Documents/`, opens when `wabadoctor explain` is asked for it.
@Suite struct WholenessTests {
  private static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge

  private static let documents = [
    "access-and-admins", "clients", "dualhook-onboarding", "error-codes", "graph-api", "health-status",
    "marketing-delivery", "meta-support", "meta-troubleshooting-old", "regions", "sigfollow-accounts",
    "sources",
    "tickets", "wanotifier-onboarding", "webhooks",
  ]

  @Test(arguments: documents)
  func everythingADocumentNamesIsReached(_ name: String) throws {
    let document = try DocumentList(named: name)
    #expect(document.malformed == [])
    let missing = document.items.filter { EntryPages.answer($0.address, in: Self.knowledge).pages.isEmpty }
    #expect(missing.map(\.place) == [])
  }

  @Test(arguments: documents)
  func noListIsEmpty(_ name: String) throws {
    #expect(try DocumentList(named: name).items.count >= 20)
  }

  @Test func everyListIsTried() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: DocumentList.folder)
    #expect(files.sorted() == Self.documents.map { $0 + ".txt" })
  }

  @Test(arguments: [
    "named only", "named -> meta.support", "named  ->  ", "  ->  meta.support", "a  ->  b  ->  c",
  ])
  func aLineOfAnotherFormIsMalformed(_ line: String) {
    let document = DocumentList(name: "list", text: "# Heading\n\nnamed  ->  meta.support\n" + line + "\n")
    #expect(document.items.map(\.place) == ["list.txt:3: named  ->  meta.support"])
    #expect(document.malformed == ["list.txt:4: " + line])
  }

  @Test func whatIsNotKnownIsNotReached() {
    #expect(EntryPages.answer("no-such-name-anywhere", in: Self.knowledge).pages.isEmpty)
  }
}

/// The list of one document: `what it names  ->  address`, a line for each, under headings that begin with `#`.
private struct DocumentList {
  struct Item {
    let address: String
    /// File, line and text, for the report of a failure.
    let place: String
  }

  static let folder = (#filePath).split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Documents"

  private(set) var items: [Item] = []
  private(set) var malformed: [String] = []

  init(named name: String) throws {
    let data = try Data(contentsOf: URL(filePath: Self.folder + "/" + name + ".txt"))
    self.init(name: name, text: String(decoding: data, as: UTF8.self))
  }

  init(name: String, text: String) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && !line.hasPrefix("#") {
      let place = "\(name).txt:\(index + 1): \(line)"
      let words = Self.words(of: String(line))
      if words.count == 2, words.allSatisfy({ !$0.isEmpty }) {
        items.append(Item(address: words[1], place: place))
      } else {
        malformed.append(place)
      }
    }
  }

  /// The parts of a line between its arrows.
  private static func words(of line: String) -> [String] {
    var words = [""]
    var rest = Substring(line)
    while let next = rest.first {
      if rest.hasPrefix("  ->  ") {
        words.append("")
        rest = rest.dropFirst(6)
      } else {
        words[words.count - 1].append(next)
        rest = rest.dropFirst()
      }
    }
    return words
  }
}
