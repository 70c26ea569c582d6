import JSONText
import TestSupport
import Testing

@testable import Knowledge

/// Moments worked out by hand on the calendar of November 2026, in which the 20th is a Friday.
@Suite struct FirstAnswerTests {
  private static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder).knowledge

  private func due(_ opened: String, _ country: String) throws -> [String] {
    let promise = try #require(Self.knowledge.firstAnswer)
    let code = try #require(CountryCode(country))
    let clocks = try #require(Self.knowledge.clocks(of: code, in: promise.clocks))
    let due = promise.due(opened: try #require(Moment(opened)), clocks: clocks)
    return [due.lowerBound.description, due.upperBound.description]
  }

  @Test(arguments: [
    // In the week: a day later.
    ("2026-11-17T09:14:00Z", "DE", "2026-11-18T09:14:00Z"),
    // Friday 10:14 in Berlin: 13 h 46 on Friday, the rest on Monday.
    ("2026-11-20T09:14:00Z", "DE", "2026-11-23T09:14:00Z"),
    // Thursday 23:30 in Berlin is the last half hour of Thursday, 23 h 30 are left for Friday.
    ("2026-11-19T22:30:00Z", "DE", "2026-11-20T22:30:00Z"),
    // Saturday in Berlin: all of Monday, which ends at 23:00 UTC.
    ("2026-11-21T09:14:00Z", "DE", "2026-11-23T23:00:00Z"),
    // Friday 20:00 UTC is Saturday 01:30 in India: all of Monday there, which ends at 18:30 UTC.
    ("2026-11-20T20:00:00Z", "IN", "2026-11-23T18:30:00Z"),
    // Sunday 20:00 UTC is Monday 05:00 in Japan: a day later.
    ("2026-11-22T20:00:00Z", "JP", "2026-11-23T20:00:00Z"),
    // The business days of Meta are Monday to Friday everywhere: Sunday in Dubai waits for Monday.
    ("2026-11-22T06:00:00Z", "AE", "2026-11-23T20:00:00Z"),
    // Friday 09:00 in London before the clocks go back on 25 October: Monday 09:00 is an hour later in UTC.
    ("2026-10-23T08:00:00Z", "GB", "2026-10-26T09:00:00Z"),
    // And forward on 29 March: an hour earlier.
    ("2026-03-27T09:00:00Z", "GB", "2026-03-30T08:00:00Z"),
    // A region has the clocks of its country when it has none of its own.
    ("2026-11-17T09:14:00Z", "IN-MH", "2026-11-18T09:14:00Z"),
    // Several times, and the same moment by all of them.
    ("2026-11-17T15:00:00Z", "US", "2026-11-18T15:00:00Z"),
  ])
  func oneMomentWhereTheClocksAgree(_ opened: String, _ country: String, _ due: String) throws {
    #expect(try self.due(opened, country) == [due, due])
  }

  @Test(arguments: [
    // Friday 06:00 UTC is Friday in New York (01:00) and still Thursday 20:00 in Hawaii: Saturday or Monday 06:00.
    ("2026-11-20T06:00:00Z", "US", "2026-11-21T06:00:00Z", "2026-11-23T06:00:00Z"),
    // Saturday in all of Brazil: Monday ends at 02:00 UTC by the clocks of Fernando de Noronha, at 05:00 in Acre.
    ("2026-11-21T12:00:00Z", "BR", "2026-11-24T02:00:00Z", "2026-11-24T05:00:00Z"),
  ])
  func theEarliestAndTheLatestWhereTheyDoNot(_ opened: String, _ country: String, _ first: String, _ last: String) throws {
    #expect(try due(opened, country) == [first, last])
  }

  @Test func everyCountryOfTheTableHasClocks() throws {
    let promise = try #require(Self.knowledge.firstAnswer)
    let position = try #require(Self.knowledge.tablePositions[promise.clocks])
    let table = Self.knowledge.tables[position]
    #expect(table.rows.count > 200)
    for row in table.rows { #expect(row.json["value"]?.string.flatMap { CountryClocks($0) } != nil, "\(row.key)") }
  }

  @Test func anUnknownCountryHasNone() throws {
    let nowhere = try #require(CountryCode("XX"))
    #expect(Self.knowledge.clocks(of: nowhere, in: "clocks") == nil)
    let germany = try #require(CountryCode("DE"))
    #expect(Self.knowledge.clocks(of: germany, in: "no-table") == nil)
  }

  /// A whole week's length of business days ends where the same hour comes again.
  @Test func fiveBusinessDaysAreAWeek() throws {
    let json = """
      { "within": "120 hours", "days": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], "route": "r", "opened": "i.o",
        "answered": "i.a", "country": "p.c", "clocks": "clocks" }
      """
    let root = try JSONDocument(json, file: "f").root
    let promise = try #require(FirstAnswer(root))
    let opened = try #require(Moment("2026-11-18T10:00:00Z"))
    let due = promise.due(opened: opened, clocks: .fixed(0))
    #expect(due.lowerBound.description == "2026-11-25T10:00:00Z")
    #expect(promise.due(opened: opened, clocks: .anywhere).contains(due.lowerBound))
  }

  @Test(arguments: ["{}", #"{ "within": "24 hours", "days": [] }"#])
  func whatIsNotWholeIsNoPromise(_ json: String) throws {
    #expect(FirstAnswer(try JSONDocument(json, file: "f").root) == nil)
    #expect(FirstAnswer(nil) == nil)
  }
}
