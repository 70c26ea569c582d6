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
    #expect(document.items.compactMap(Self.fault) == [])
  }

  /// What keeps a reader from finding an item: no page, a page of something else, or one that lacks the item's own figures and names.
  private static func fault(_ item: DocumentList.Item) -> String? {
    let pages = EntryPages.answer(item.address, in: knowledge).pages
    guard !pages.isEmpty else { return "\(item.place) (nothing opens)" }
    let fitting = pages.filter { item.home == nil || home(of: $0) == item.home }
    guard !fitting.isEmpty else {
      return "\(item.place) (opens only: \(pages.map { home(of: $0) ?? $0.kind.rawValue }.joined(separator: ", ")))"
    }
    let homes = Set(fitting.map { home(of: $0) ?? $0.kind.rawValue })
    guard homes.count == 1, item.home != nil || fitting.allSatisfy({ home(of: $0) == nil }) else {
      return "\(item.place) (name where it stands: \(homes.sorted().joined(separator: ", ")))"
    }
    let text = words(of: fitting.map(shown).joined(separator: " "))
    let missing = item.figures.filter { !text.contains(words(of: $0)) }
    return missing.isEmpty ? nil : "\(item.place) (the page lacks \(missing.joined(separator: ", ")))"
  }

  /// Where a value or a row stands: its fact, its table; `nil` for pages that have an address of their own.
  private static func home(of page: EntryPage) -> String? {
    switch page.kind {
    case .value: page.rows.first { $0.label == "value of" }?.link?.name
    case .row: page.rows.first { $0.label == "table" }?.link?.name
    default: nil
    }
  }

  /// All that stands on a page.
  private static func shown(_ page: EntryPage) -> String {
    ([page.name, page.title, page.about ?? ""] + page.rows.map(\.text)).joined(separator: " ")
  }

  /// Text in small letters without marks that may be set otherwise.
  private static func words(of text: String) -> String {
    String(text.lowercased().filter { !"+,()\"".contains($0) })
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
    "a  ->  b  in  ", "a  ->  b  in  c  in  d",
  ])
  func aLineOfAnotherFormIsMalformed(_ line: String) {
    let document = DocumentList(name: "list", text: "# Heading\n\nnamed  ->  meta.support\n" + line + "\n")
    #expect(document.items.map(\.place) == ["list.txt:3: named  ->  meta.support"])
    #expect(document.malformed == ["list.txt:4: " + line])
  }

  @Test(arguments: [
    ("nobody  ->  no-such-name-anywhere", "nothing opens"),
    ("code 131042  ->  131049", "the page lacks 131042"),
    ("Cuba  ->  CU", "name where it stands: clocks, sanctioned-regions"),
    ("Cuba  ->  CU  in  us-area-codes", "opens only: clocks, sanctioned-regions"),
    ("status ACTIVE  ->  ACTIVE  in  template.status", "opens only: waba.status, webhook.alert_status"),
    ("30 days  ->  default-life", "name where it stands: timings"),
    ("M_SUP  ->  meta.support", "the page lacks M_SUP"),
  ])
  func anItemThatOpensSomethingElseIsNotReached(_ line: String, _ fault: String) throws {
    let item = try #require(DocumentList(name: "list", text: line).items.first)
    #expect(Self.fault(item) == "list.txt:1: \(line) (\(fault))")
  }

  @Test func whatIsNotKnownIsNotReached() {
    #expect(EntryPages.answer("no-such-name-anywhere", in: Self.knowledge).pages.isEmpty)
  }
}

/// The list of one document: `what it names  ->  address`, a line for each, under headings that begin with `#`.
///
/// A value or a row is followed by where it stands, its fact or its table: `Cuba  ->  CU  in  sanctioned-regions`.
private struct DocumentList {
  struct Item {
    let address: String
    /// The fact of a value, or the table of a row.
    let home: String?
    /// The figures and the names of fields that the item mentions: the page must have them too.
    let figures: [String]
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
      let words = Self.parts(of: line, between: "  ->  ")
      let goal = words.count == 2 ? Self.parts(of: words[1], between: "  in  ") : []
      if words.count == 2, (1...2).contains(goal.count), (words + goal).allSatisfy({ !$0.isEmpty }) {
        items.append(
          Item(
            address: String(goal[0]), home: goal.count == 2 ? String(goal[1]) : nil, figures: Self.figures(in: words[0]),
            place: place))
      } else {
        malformed.append(place)
      }
    }
  }

  /// Words with a digit or an underscore, or of four capitals and more; the keys of sources (`M-SUP`) are not meant for pages.
  private static func figures(in name: Substring) -> [String] {
    name.split { " ,;:/()".contains($0) }.map(String.init).filter { word in
      guard !isSourceKey(word) else { return false }
      let isShouted = word.count >= 4 && word.allSatisfy { $0.isUppercase || $0 == "-" }
      return word.contains("_") || word.contains(where: \.isNumber) || isShouted
    }
  }

  private static func isSourceKey(_ word: String) -> Bool {
    let parts = word.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count > 1 && ["M", "V", "C", "SDK", "OAS"].contains(parts[0]) || word == "LIBPN"
  }

  /// The parts of a text between its marks.
  private static func parts(of text: Substring, between mark: String) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix(mark) {
        parts.append(text[start..<index])
        index = text.index(index, offsetBy: mark.count)
        start = index
      } else {
        index = text.index(after: index)
      }
    }
    return parts + [text[start...]]
  }
}
