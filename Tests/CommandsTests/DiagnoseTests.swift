import JSONText
import Knowledge
import Testing
import TestSupport

/// What `diagnose` does with what it is given.
@Suite struct DiagnoseTests {
  private func json(_ arguments: String..., input: String? = nil) throws -> JSONValue {
    let result = try Child(small: arguments + ["-o", "json"], input: input).run()
    #expect(result.error == "")
    #expect(try OutputSchema.problems(in: result.output, by: "diagnosis").map(\.description) == [])
    let report = try JSONDocument(result.output, file: "report").root
    #expect(report["exit_status"]?.integer == Int64(result.status))
    return report
  }

  private func found(_ report: JSONValue) -> [String] {
    report["findings"]?.elements.compactMap { $0["finding"]?.string } ?? []
  }

  @Test func factsComeFromSeveralPlacesAtOnce() throws {
    let report = try json(
      "diagnose", "--facts", "-", "--fact", "waba.is_test=yes", "--fact", "phone_number[106].status=FLAGGED",
      input: #"{ "waba.quality": "RED" }"#)
    #expect(found(report) == ["account.low-quality", "numbers.flagged", "account.test"])
    #expect(report["subject"]?["facts_from"]?.elements.compactMap(\.string) == ["standard input", "--fact"])
  }

  @Test func aRecordingIsReadAsOfItsMoment() throws {
    let report = try json("diagnose", "--bundle", "-", input: SmallKnowledge.recording(status: "RESTRICTED"))
    #expect(found(report) == ["account.restricted"])
    #expect(report["as_of"]?.string == "2026-11-21T09:14:00Z")
    #expect(report["subject"]?["waba"]?.string == "102290129340398")
  }

  @Test func theSameRecordingGivesTheSameBytes() throws {
    let child = Child(
      small: ["diagnose", "--bundle", "-", "-o", "json"],
      input: SmallKnowledge.recording(status: "RESTRICTED"))
    #expect(try child.run().output == child.run().output)
  }

  @Test func theMomentIsTheFlagThenTheFactsThenNow() throws {
    let facts = #"{ "as of": "2025-06-01", "waba.is_test": true }"#
    #expect(
      found(try json("diagnose", "--facts", "-", input: facts)) == ["account.test", "account.old-rules"])
    #expect(
      found(try json("diagnose", "--facts", "-", "--as-of", "2026-06-01", input: facts)) == ["account.test"])
    let now = try json("diagnose", "--fact", "waba.is_test=true")["as_of"]?.string.flatMap { Moment($0) }
    #expect(try #require(now).date >= CalendarDate(year: 2025, month: 1, day: 1)!)
  }

  @Test func topicsNarrowWhatIsLookedAt() throws {
    let facts = #"{ "waba.quality": "RED", "phone_number": [{ "id": "1", "status": "FLAGGED" }] }"#
    let only = try json("diagnose", "--facts", "-", "--only", "numbers", input: facts)
    #expect(found(only) == ["numbers.flagged"])
    #expect(try #require(only["coverage"]?["left_out"]?.integer) > 0)
    #expect(
      found(try json("diagnose", "--facts", "-", "--skip", "numbers", input: facts)) == [
        "account.low-quality"
      ])
  }

  @Test func aWordUnknownToUsIsUnknownAndSaid() throws {
    let report = try json("diagnose", "--facts", "-", input: #"{ "waba.status": "PAUSED_BY_MAGIC" }"#)
    #expect(report["unlisted"]?.elements.count { _ in true } == 1)
    #expect(found(report) == [])
  }

  @Test func aContradictionIsNotSettledInSilence() throws {
    let report = try json(
      "diagnose", "--bundle", "-", "--fact", "waba.status=ACTIVE",
      input: SmallKnowledge.recording(status: "RESTRICTED"))
    #expect(report["contradictions"]?.elements.count { _ in true } == 1)
    #expect(found(report) == ["account.restricted"])
  }

  @Test func listsAreWholeWhenTheyAreSaidToBe() throws {
    let open = try json("diagnose", "--fact", "waba.status=ACTIVE", "--only", "numbers")
    #expect(open["unknown"]?.elements.count { _ in true } == 1)
    let whole = try json("diagnose", "--fact", "phone_number.complete=yes", "--only", "numbers")
    #expect(whole["unknown"]?.elements.count { _ in true } == 0)
  }

  @Test func aDryRunNeedsNoMoreThanAnId() throws {
    let result = try Child(small: ["diagnose", "--dry-run", "--waba", "102290129340398"]).run()
    #expect(result.status == 0)
    #expect(
      result.output.contains(
        "GET /102290129340398\n     fields=status\n     permission: whatsapp_business_management\n"))
    let machine = try Child(small: ["diagnose", "--dry-run", "--waba", "102290129340398", "-o", "json"]).run()
    #expect(try OutputSchema.problems(in: machine.output, by: "dry-run").map(\.description) == [])
  }

  @Test func aDryRunTakesTheIdOfARecording() throws {
    let result = try Child(
      small: ["diagnose", "--dry-run", "--bundle", "-"], input: SmallKnowledge.recording(status: "ACTIVE")
    ).run()
    #expect(result.output.contains("GET /102290129340398\n"))
  }
}
