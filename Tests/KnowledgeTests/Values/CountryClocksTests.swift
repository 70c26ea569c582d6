import Testing

@testable import Knowledge

@Suite struct CountryClocksTests {
  @Test(arguments: [
    ("UTC", CountryClocks.fixed(0)), ("UTC+05:45", .fixed(20_700)), ("UTC-03:00", .fixed(-10_800)),
    ("UTC+01:00, in summer UTC+02:00", .european(winter: 3600)), ("UTC, in summer UTC+01:00", .european(winter: 0)),
    ("UTC-05:00 to UTC-02:00", .between(-18_000, -7200)), ("UTC to UTC+02:00", .between(0, 7200)),
  ])
  func clocksAreReadAsTheyAreWritten(_ text: String, _ clocks: CountryClocks) {
    #expect(CountryClocks(text) == clocks)
  }

  @Test(arguments: [
    "", "+05:30", "UTC+5", "UTC+05:31", "UTC+15:00", "UTC+01:00, in summer UTC+03:00", "UTC+02:00 to UTC+01:00",
    "UTC to UTC", "UTC to UTC+01:00 to UTC+02:00", "GMT", "UTC+01:00, in summer",
  ])
  func anythingElseIsRefused(_ text: String) {
    #expect(CountryClocks(text) == nil)
  }

  /// Last Sundays: 29 March and 25 October 2026, 28 March 2027, 31 March 2024.
  @Test(arguments: [
    ("2026-03-29T00:59:59Z", false), ("2026-03-29T01:00:00Z", true), ("2026-10-25T00:59:59Z", true),
    ("2026-10-25T01:00:00Z", false), ("2027-03-28T01:00:00Z", true), ("2024-03-31T00:59:59Z", false),
    ("2024-03-31T01:00:00Z", true), ("2026-07-01T00:00:00Z", true), ("2026-12-31T23:59:59Z", false),
  ])
  func theSummerOfEuropeBeginsAndEndsAtOneOClock(_ text: String, _ isSummer: Bool) throws {
    let moment = try #require(Moment(text))
    #expect(CountryClocks.isEuropeanSummer(moment) == isSummer)
  }

  @Test(arguments: [
    ("1970-01-01", Weekday.thursday), ("2026-11-21", .saturday), ("2026-11-23", .monday), ("2024-02-29", .thursday),
    ("1969-12-31", .wednesday), ("1900-01-01", .monday), ("2000-01-01", .saturday),
  ])
  func theDayOfTheWeekIsThatOfTheCalendar(_ date: String, _ weekday: Weekday) throws {
    let day = try #require(CalendarDate(date))
    #expect(day.weekday == weekday)
  }

  @Test(arguments: Weekday.allCases)
  func aDayIsFoundByItsName(_ day: Weekday) { #expect(Weekday(named: day.name) == day) }
}
