import Casework
import Knowledge
import Testing
import TestSupport

/// Facts typed by hand.
@Suite struct FactFlagTests {
  private static let knowledge: KnowledgeBase = {
    let files = [
      "knowledge.json": KnowledgeFixture.settings,
      "Facts/waba.json": """
      {
        "country": { "title": "Country", "kind": "country" },
        "name": { "title": "Name", "kind": "text" },
        "scopes": { "title": "Scopes", "kind": "list", "of": "text" },
        "share": { "title": "Share", "kind": "percent" },
        "age": { "title": "Age", "kind": "duration" },
        "seen_at": { "title": "Seen", "kind": "moment" }
      }
      """,
      "Facts/phone-number.json":
        #"{ "status": { "title": "Status", "kind": "choice", "values": { "CONNECTED": "Works" } } }"#,
    ]
    do {
      let (knowledge, faults) = KnowledgeReader.read(try KnowledgeFixture.folder(files))
      precondition(faults.isEmpty, "\(faults)")
      return knowledge
    } catch { fatalError("\(error)") }
  }()

  private func read(_ text: String) throws -> Collected { try FactFlag.read(text, knowledge: Self.knowledge) }

  @Test func aFactOfTheCaseIsNamedAsInTheRules() throws {
    let fact = try #require(try read("waba.country=CU").facts.first)
    #expect(fact.name == FactName("waba.country"))
    #expect(fact.entity == nil)
    #expect(fact.value == .country(try #require(CountryCode("CU"))))
    #expect(fact.evidence.origin == "agent")
  }

  @Test func spacesAroundTheEqualsSignAreNothing() throws {
    #expect(try read(" waba.name = Bakery = Café ").facts.first?.value == .text("Bakery = Café"))
  }

  @Test func anEntityIsNamedInBrackets() throws {
    let read = try read("phone_number[106].status=CONNECTED")
    #expect(read.facts.first?.entity == "106")
    #expect(read.entities.map(\.id) == ["106"])
  }

  @Test func aListIsWrittenWithCommas() throws {
    #expect(try read("waba.scopes=a, b").facts.first?.value == .list([.text("a"), .text("b")]))
    #expect(try read("waba.scopes=none").facts.first?.value == .list([]))
  }

  @Test(arguments: ["2026-11-21T09:14:00Z", "2026-11-21 09:14 UTC", "2026-11-21 14:44 +05:30", "2026-11-21 04:14 -05:00"])
  func aTimeIsWrittenAsAtThePrompt(_ text: String) throws {
    #expect(try read("waba.seen_at=\(text)").facts.first?.value == .moment(Moment(seconds: 1_795_252_440)))
  }

  @Test func aListOfEntitiesIsSaidToBeWhole() throws {
    #expect(try read("phone_number.complete=yes").complete == ["phone_number"])
    #expect(try read("phone_number.complete=no").complete == [])
  }

  @Test(arguments: [
    ("waba.country", "expected NAME=VALUE"), ("waba.contry=CU", "did you mean \"waba.country\"?"),
    ("waba.country=", "after the equals sign"),
    ("waba.country=Cuba", "expected a country"), ("phone_number.status=CONNECTED", "phone_number[ID].status"),
    ("phone_number[1].status=CONECTED", "did you mean \"CONNECTED\"?"),
    ("phone_number[1]=CONNECTED", "expected SUBJECT[ID].FIELD"),
    ("phone_number[].status=CONNECTED", "no id between"),
    ("phone_number[1.status=CONNECTED", "expected SUBJECT[ID].FIELD"),
    ("waba[1].country=CU", "write waba.country=CU"), ("phone_number.complete=perhaps", "expected yes or no"),
    ("waba.share=12", "12"), ("waba.age=30", "30"), ("=", "unknown fact"), ("", "expected NAME=VALUE"),
    ("waba.seen_at=yesterday", "with its day and its zone"), ("waba.seen_at=2026-11-21 09:14", "with its day and its zone"),
    ("phone_number.complet=yes", "did you mean \"phone_number.complete\"?"),
  ])
  func aSlipIsAnswered(_ text: String, _ answer: String) {
    do {
      _ = try read(text)
      Issue.record("\(text) was accepted")
    } catch let error as CaseworkError {
      #expect(error.kind == .usage)
      #expect(error.lines[0].hasPrefix("\(text): ") || text.contains("["), "\(error.lines)")
      #expect(error.lines[0].contains(answer), "\(error.lines)")
    } catch {
      Issue.record(error)
    }
  }
}
