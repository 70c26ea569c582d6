import Knowledge
import Testing

@Suite struct MomentTests {
  @Test(arguments: [
    ("2026-11-21T09:14:00Z", "2026-11-21T09:14:00Z"), ("2026-11-21T14:44:00+05:30", "2026-11-21T09:14:00Z"),
    ("2026-11-21T09:14:00+0000", "2026-11-21T09:14:00Z"), ("2026-11-21T01:14:00-08", "2026-11-21T09:14:00Z"),
    ("2026-11-21 09:14:00Z", "2026-11-21T09:14:00Z"), ("2026-11-21t09:14:00z", "2026-11-21T09:14:00Z"),
    ("2026-11-21T09:14Z", "2026-11-21T09:14:00Z"), ("2026-11-21T09:14:00.987654Z", "2026-11-21T09:14:00Z"),
    ("2024-02-29T23:59:59-00:01", "2024-03-01T00:00:59Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
  ])
  func aMomentIsReadWithItsZone(_ text: String, _ utc: String) {
    #expect(Moment(text)?.description == utc)
  }

  @Test(arguments: [
    "2026-11-21T09:14:00", "2026-11-21", "2026-11-21T24:00:00Z", "2026-11-21T09:60:00Z",
    "2026-11-21T09:14:61Z",
    "2026-11-21T09:14:00.Z", "2026-11-21T09:14:00+5:30", "2026-11-21T09:14:00+05:3:0",
    "2026-11-21T09:14:00+24:00",
    "2026-11-21T09:14:00+05:60", "2026-11-21T09:14:00Z ", "2026-11-21T09:14:00 UTC", "2026-02-30T09:14:00Z",
    "T09:14:00Z", "",
    "1763716440",
  ])
  func whatHasNoZoneOrIsNoTimeIsRefused(_ text: String) { #expect(Moment(text) == nil) }

  @Test(arguments: [
    (-1, "1969-12-31"), (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"),
    (-86_400, "1969-12-31"),
  ])
  func itsDayIsThatOfUTC(_ seconds: Int64, _ day: String) {
    #expect(Moment(seconds: seconds).date.description == day)
  }

  @Test func theFarthestMomentsAreNotFatal() {
    for seconds in [Int64.min, Int64.max] { #expect(!Moment(seconds: seconds).description.isEmpty) }
  }
}
