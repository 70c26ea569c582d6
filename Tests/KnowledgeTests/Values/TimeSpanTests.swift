import Knowledge
import Testing

@Suite struct TimeSpanTests {
  @Test(arguments: [
    ("30 days", 2_592_000, "30 days"), ("1 day", 86_400, "1 day"), ("24 hours", 86_400, "1 day"),
    ("5 minutes", 300, "5 minutes"),
    ("90 seconds", 90, "90 seconds"), ("2 weeks", 1_209_600, "2 weeks"), ("1 Week", 604_800, "1 week"),
    ("PT5M", 300, "5 minutes"),
    ("P30D", 2_592_000, "30 days"), ("P1DT12H", 129_600, "36 hours"), ("PT90S", 90, "90 seconds"),
    ("0 seconds", 0, "0 seconds"),
    ("1 second", 1, "1 second"),
  ])
  func aLengthIsReadWithItsUnit(_ text: String, _ seconds: Int64, _ words: String) {
    #expect(TimeSpan(text)?.seconds == seconds)
    #expect(TimeSpan(text)?.description == words)
  }

  @Test(arguments: [
    "30", "30days", "days", "-5 days", "1.5 hours", "1 month", "2 years", "P1Y", "P1M", "PT", "P", "PT5",
    "5M", "PTT5M", "P5H", "",
    "9223372036854775807 weeks", "P" + String(repeating: "999999999W", count: 20_000),
  ])
  func aBareNumberAndWhatHasNoFixedLengthAreRefused(_ text: String) { #expect(TimeSpan(text) == nil) }
}
