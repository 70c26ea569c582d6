import JSONText
import Knowledge
import Testing

@Suite struct ValueReadingTests {
  private static func value(_ json: String, _ kind: FactKind, _ origin: ValueOrigin = .authored) throws
    -> FactValue
  {
    let document = try JSONDocument(json, file: "value.json")
    let definition = FactDefinition(
      name: FactName("waba.x"), kind: kind, options: ["ELIGIBLE", "ONBOARDED"], subject: 0, trust: [],
      json: document.root)
    return try FactValue(json: document.root, definition: definition, origin: origin)
  }

  private static func message(_ json: String, _ kind: FactKind) -> String? {
    do {
      _ = try value(json, kind)
      return nil
    } catch {
      return (error as? ValueError)?.message
    }
  }

  @Test(arguments: [
    ("true", FactKind.yesNo, "yes"), ("\"No\"", .yesNo, "no"), ("\"y\"", .yesNo, "yes"),
    ("\"ELIGIBLE\"", .choice, "ELIGIBLE"),
    ("\"any text\"", .text, "any text"), ("131042", .text, "131042"), ("-3", .wholeNumber, "-3"),
    ("3.0", .count, "3"),
    ("\"17\"", .count, "17"), ("0.25", .decimal, "0.25"), ("\"0.25\"", .decimal, "0.25"),
    ("\"12.5 %\"", .percent, "12.5 %"),
    ("\"12.5%\"", .percent, "12.5 %"), ("\"2026-11-21\"", .date, "2026-11-21"),
    ("\"2.21.15.15\"", .version, "2.21.15.15"),
    ("2.24", .version, "2.24"), ("\"cu\"", .country, "CU"), ("5355551234", .phoneNumber, "+5355551234"),
    ("\"36 hours\"", .duration, "36 hours"), ("[\"a\", \"b\"]", .list(.text), "a, b"),
    ("[]", .list(.count), "none"),
    ("[1, 2]", .list(.count), "1, 2"),
  ])
  func everyKindIsReadAndWritten(_ json: String, _ kind: FactKind, _ text: String) throws {
    let value = try Self.value(json, kind)
    #expect(value.text(of: kind) == text)
    #expect(try Self.value(JSONWriter.text(value.json(of: kind), layout: .compact), kind) == value)
  }

  @Test(arguments: [
    (
      "30", FactKind.duration,
      "expected a duration with its unit such as \"30 days\", but there is the bare number 30: say its unit"
    ),
    (
      "12.5", .percent,
      "expected a percentage with its sign such as \"12.5 %\", but there is the bare number 12.5: say its unit"
    ),
    ("\"12.5\"", .percent, "expected a percentage with its sign such as \"12.5 %\", but there is \"12.5\""),
    ("-1", .count, "expected a count such as 3, but there is -1"),
    ("1.5", .wholeNumber, "expected a whole number such as 141006, but there is 1.5"),
    ("\"maybe\"", .yesNo, "expected true or false, but there is \"maybe\""),
    ("1", .yesNo, "expected true or false, but there is 1"),
    ("true", .text, "expected text, but there is true"),
    (
      "5355551234.5", .phoneNumber,
      "expected a phone number such as \"+5300001234\", but there is 5355551234.5"
    ),
    ("\"2026-02-30\"", .date, "expected a day such as \"2026-11-21\", but there is \"2026-02-30\""),
    (
      "\"2026-11-21T09:14:00\"", .moment,
      "expected a moment with its zone such as \"2026-11-21T09:14:00Z\", but there is \"2026-11-21T09:14:00\""
    ),
    ("null", .text, "expected text, but there is null"),
    ("[\"a\"]", .text, "expected text, but there is an array"),
    ("\"a\"", .list(.text), "expected a list, each element text, but there is a string"),
    ("[[]]", .list(.count), "expected a count such as 3 in the list, but there is an array"),
    ("[\"x\"]", .list(.count), "expected a count such as 3, but there is \"x\""),
  ])
  func whatIsNotOfTheKindIsRefusedInWords(_ json: String, _ kind: FactKind, _ message: String) {
    #expect(Self.message(json, kind) == message)
  }

  @Test func aWordOutsideAChoiceIsAnErrorWhenAuthoredAndKeptWhenFromOutside() throws {
    #expect(
      Self.message("\"ELIGIBEL\"", .choice)
        == "\"ELIGIBEL\" is not one of its values; did you mean \"ELIGIBLE\"?")
    #expect(
      Self.message("\"eligible\"", .choice)
        == "\"eligible\" is not one of its values; did you mean \"ELIGIBLE\"?")
    #expect(
      Self.message("\"PAUSED\"", .choice)
        == "\"PAUSED\" is not one of its values; they are ELIGIBLE, ONBOARDED")
    let outside = try Self.value("\"PAUSED\"", .choice, .outside)
    #expect(outside == .unlisted("PAUSED"))
    #expect(outside.isUnlisted)
    #expect(outside.text(of: .choice) == "PAUSED")
    #expect(try Self.value("[\"ELIGIBLE\", \"PAUSED\"]", .list(.choice), .outside).isUnlisted)
  }

  @Test func aLongTextIsCutInAMessage() throws {
    let message = try #require(Self.message("\"\(String(repeating: "x", count: 5000))\"", .date))
    #expect(message.count < 150)
  }
}
