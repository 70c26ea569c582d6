import Knowledge
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2024-02-29", 19_782),
    ("2026-11-21", 20_778),
    ("0000-01-01", -719_528), ("9999-12-31", 2_932_896),
  ])
  func aDayIsCountedFromTheEpoch(_ text: String, _ days: Int) {
    #expect(CalendarDate(text)?.days == days)
    #expect(CalendarDate(days: days).description == text)
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
    "2026-1-1", "26-01-01",
    "2026/01/01", "2026-01-01T00:00:00Z", " 2026-01-01", "2026-01-0x", "", "tomorrow", "２０２６-01-01",
  ])
  func whatIsNoDayIsRefused(_ text: String) { #expect(CalendarDate(text) == nil) }

  @Test func everyDayOfFourHundredYearsReadsBack() {
    for days in -146_097...146_097 where days % 7 == 0 {
      let date = CalendarDate(days: days)
      #expect(CalendarDate(date.description) == date)
    }
  }

  @Test func daysAreInOrder() throws {
    let leap = try #require(CalendarDate("2024-02-29"))
    #expect(leap < CalendarDate(days: leap.days + 1))
    #expect(CalendarDate(days: leap.days + 1).description == "2024-03-01")
    #expect(leap.start.description == "2024-02-29T00:00:00Z")
  }
}
