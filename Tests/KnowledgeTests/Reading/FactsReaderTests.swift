import JSONText
import Knowledge
import Testing

@Suite struct FactsReaderTests {
  private static let knowledge: Result<KnowledgeBase, any Error> = Result { try Bookshelf().read().knowledge }

  private static func read(_ text: String, _ origin: ValueOrigin = .authored) throws -> (
    FactsReader.Outcome, mark: String?
  ) {
    let mark = text.firstIndex(of: "▸").map {
      "facts.json:1:\(text.distance(from: text.startIndex, to: $0) + 1)"
    }
    let plain = text.filter { $0 != "▸" }
    let root = try JSONDocument(plain, file: "facts.json").root
    return (
      FactsReader.read(root, knowledge: try knowledge.get(), values: origin, evidence: "facts-file"), mark
    )
  }

  private static func lines(_ outcome: FactsReader.Outcome) -> [String] {
    outcome.collected.facts.map {
      "\($0.name)\($0.entity.map { " \($0)" } ?? "") = \($0.value.text(of: .text))"
    }
  }

  @Test func factsOfTheCaseAndOfEntitiesAreReadInOrder() throws {
    let (outcome, _) = try Self.read(
      #"{"$schema": "x", "case": "Nº 1", "as of": "2024-05-01", "waba.country": "CU", "phone_number": [{"id": 106, "status": "CONNECTED"}, {"status": "PENDING"}], "phone_number.complete": true, "user.complete": false}"#
    )
    #expect(outcome.faults.isEmpty)
    #expect(outcome.label == "Nº 1")
    #expect(outcome.asOf?.description == "2024-05-01")
    #expect(
      Self.lines(outcome) == [
        "waba.country = CU", "phone_number.status 106 = CONNECTED", "phone_number.status 2 = PENDING",
      ])
    #expect(
      outcome.collected.entities.map { "\($0.subject) \($0.id)" } == ["phone_number 106", "phone_number 2"])
    #expect(outcome.collected.complete == ["phone_number"])
    #expect(outcome.collected.facts[1].evidence == Evidence(origin: "facts-file", detail: "facts.json:1:118"))
  }

  @Test func nullIsNotKnown() throws {
    let (outcome, _) = try Self.read(#"{"waba.country": null, "phone_number": null, "user.complete": null}"#)
    #expect(outcome.faults.isEmpty)
    #expect(Self.lines(outcome).isEmpty)
    #expect(outcome.collected.complete.isEmpty)
  }

  @Test func anEntityWithoutIdTakesANumberThatIsFree() throws {
    let (outcome, _) = try Self.read(#"{"phone_number": [{}, {"id": "2"}, {}, {"id": "1"}]}"#)
    #expect(outcome.faults.isEmpty)
    #expect(outcome.collected.entities.map(\.id) == ["3", "2", "4", "1"])
  }

  @Test func aWordOutsideAChoiceIsKeptWhenItComesFromOutside() throws {
    let (outcome, _) = try Self.read(#"{"waba.status": "FROZEN"}"#, .outside)
    #expect(outcome.faults.isEmpty)
    #expect(outcome.collected.facts.map(\.value) == [.unlisted("FROZEN")])
  }

  @Test(arguments: [
    (
      #"▸["waba"]"#, "expected an object of facts such as { \"waba.country\": \"CU\" }, but there is an array"
    ),
    (#"{▸"waba.contry": "CU"}"#, "unknown fact \"waba.contry\"; did you mean \"waba.country\"?"),
    (#"{▸"phone_numbers": []}"#, "unknown fact \"phone_numbers\"; did you mean \"phone_number\"?"),
    (
      #"{"waba.status": ▸"FROZEN"}"#,
      "waba.status: \"FROZEN\" is not one of its values; they are ACTIVE, BANNED, PENDING"
    ),
    (
      #"{"waba.age": ▸30}"#,
      "waba.age: expected a duration with its unit such as \"30 days\", but there is the bare number 30: say its unit"
    ),
    (#"{"waba.errors": ▸"x"}"#, "waba.errors: expected a list, each element text, but there is a string"),
    (#"{▸"waba": {}}"#, "a case has one waba; write its facts as \"waba.…\""),
    (
      #"{"phone_number": ▸{}}"#,
      "expected a list of entities such as [{ \"id\": \"1\" }], but there is an object"
    ),
    (
      #"{"phone_number": [▸"106"]}"#,
      "expected an object with the facts of one phone_number, but there is a string"
    ),
    (#"{"phone_number": [{"id": "1"}, ▸{"id": 1}]}"#, "the phone_number \"1\" stands twice in the list"),
    (#"{"phone_number": [{▸"webhook_url": "x"}]}"#, "unknown fact \"phone_number.webhook_url\""),
    (
      #"{▸"phone_number.status": "PENDING"}"#,
      "a case has many of phone_number; write \"phone_number\": [{ \"status\": … }]"
    ),
    (#"{"phone_number.complete": ▸"yes"}"#, "expected true or false, but there is a string"),
    (#"{▸"waba.complete": true}"#, "unknown fact \"waba.complete\""),
    (#"{"as of": ▸"yesterday"}"#, "expected a day such as \"2026-11-21\", but there is \"yesterday\""),
  ])
  func aFaultOfAFactsFile(_ text: String, _ message: String) throws {
    let (outcome, mark) = try Self.read(text)
    #expect(outcome.faults.map(\.message) == [message])
    #expect(outcome.faults.map(\.place.description) == [mark])
  }

  @Test func whatIsSoundIsKeptBesideTheFaults() throws {
    let (outcome, _) = try Self.read(
      #"{"waba.limit": -1, "waba.daily": 5, "waba.is_paid": "perhaps", "waba.name": "Ada"}"#)
    #expect(outcome.faults.count == 2)
    #expect(Self.lines(outcome) == ["waba.daily = 5", "waba.name = Ada"])
  }
}
