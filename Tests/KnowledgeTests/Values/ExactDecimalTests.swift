import Knowledge
import Testing

@Suite struct ExactDecimalTests {
  @Test(arguments: [
    ("12", "12"), ("-0.5", "-0.5"), ("0.10", "0.1"), ("1e3", "1000"), ("12.5e-1", "1.25"), ("+7", "7"),
    ("-0", "0"), ("0e399", "0"),
    ("0.000000000000000001", "0.000000000000000001"), ("9223372036854775807", "9223372036854775807"),
    ("100", "100"), ("5.", "5"),
  ])
  func everyDigitIsKept(_ text: String, _ written: String) {
    #expect(ExactDecimal(text)?.description == written)
  }

  @Test func tenthsAddNoNoise() throws {
    #expect(try #require(ExactDecimal("0.3")) == #require(ExactDecimal("3e-1")))
    #expect(try #require(ExactDecimal("0.30000000000000004")) > #require(ExactDecimal("0.3")))
    #expect(try #require(ExactDecimal("-0.1")) < #require(ExactDecimal("0.01")))
    #expect(
      try #require(ExactDecimal("9223372036854775807")) > #require(ExactDecimal("0.000000000000000001")))
  }

  @Test(arguments: [
    "", "-", ".5", "1.2.3", "1e", "1e400", "1e-9223372036854775808", "0.1234567890123456789",
    "9223372036854775808", "1,5", "1 ",
    "NaN", "inf", "0x10",
  ])
  func whatIsNoNumberOrDoesNotFitIsRefused(_ text: String) { #expect(ExactDecimal(text) == nil) }
}
