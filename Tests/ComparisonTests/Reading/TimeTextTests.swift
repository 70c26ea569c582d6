import Testing

@testable import Comparison

@Suite struct TimeTextTests {
  /// What a text says about a time.
  private func read(_ text: String) -> TimeText.Reading {
    var times = TimeText()
    return Array((text + "        ").utf8).withUnsafeBufferPointer {
      times.read(Field($0.baseAddress!, text.utf8.count))
    }
  }

  @Test(arguments: [
    "2026-11-02T10:00:00Z", "2026-11-02T10:00:00.000Z", "2026-11-02 10:00:00Z", "2026-11-02t10:00:00z",
    "2026-11-02T15:30:00+05:30", "2026-11-02T15:30:00+0530", "2026-11-02T05:00:00-05",
    "2026-11-02 10:00:00+00",
    "2026-11-02 10:00:00 UTC", "2026-11-02 10:00:00 +0000", "2026-11-02T10:00Z", "20261102T100000Z",
    "20261102T153000+0530", "1793613600", "1793613600000", "1793613600.0", "1.7936136000E+09",
    "1.7936136000E9",
    "1.793613600000E+12", "1793613600,000",
  ])
  func everySpellingIsTheSameMoment(_ text: String) {
    #expect(read(text) == .instant(1_793_613_600_000, hasZone: true))
  }

  @Test(arguments: ["2026-11-02T10:00:00", "2026-11-02 10:00:00", "2026-11-02 10:00", "20261102T100000"])
  func withoutZoneItIsTakenAsUTC(_ text: String) {
    #expect(read(text) == .instant(1_793_613_600_000, hasZone: false))
  }

  @Test func fractionsAreKeptToTheMillisecond() {
    #expect(read("2026-11-02T10:00:00.1234567Z") == .instant(1_793_613_600_123, hasZone: true))
    #expect(read("1793613600.1239") == .instant(1_793_613_600_123, hasZone: true))
    #expect(read("1793613600123") == .instant(1_793_613_600_123, hasZone: true))
  }

  @Test(arguments: ["1.7936E+12", "1.79361E+09", "1,7936E+12"])
  func whatASpreadsheetRoundedIsSaidToBe(_ text: String) { #expect(read(text) == .rounded) }

  @Test(arguments: [
    "02/11/2026 10:00", "2026-11-02", "2026-02-30T10:00:00Z", "2026-11-02T24:00:00Z", "2026-11-02T10:60:00Z",
    "2026-11-02T10:00:00+25:00", "2026-11-02T10:00:00 IST", "yesterday at ten o'clock", "0", "-1793613600",
    "46328.41",
    "1793613600x", "99999999999999999999", "2026-13-02T10:00:00Z",
  ])
  func whatIsNoTimeIsBad(_ text: String) { #expect(read(text) == .bad) }

  @Test func daysAreTheCalendars() {
    #expect(TimeText.day(year: 1970, month: 1, day: 1) == 0)
    #expect(TimeText.day(year: 2000, month: 2, day: 29) == 11_016)
    #expect(TimeText.day(year: 2026, month: 11, day: 2) == 20_759)
    #expect(TimeText.day(year: 2100, month: 2, day: 29) == nil)
    #expect(TimeText.day(year: 2026, month: 0, day: 1) == nil)
  }
}
