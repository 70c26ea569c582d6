import JSONText
import Testing

@Suite struct JSONNumberTests {
  private func number(_ text: String) throws -> JSONNumber {
    try #require(try JSONDocument(text, file: "f").root.number)
  }

  @Test(arguments: [
    "1e400", "0.1", "-0", "12345678901234567890", "1E+2", "0.10", "-1.50e-07", "0e0",
    "0.0000000000000000000000000001",
  ])
  func aNumberIsKeptAsWritten(text: String) throws {
    #expect(try number(text).text == text)
    #expect(JSONWriter.text(JSONTree(try JSONDocument(text, file: "f").root), layout: .compact) == text)
  }

  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("-0.0e7", 0), ("1e3", 1000), ("1.0", 1), ("1.50e1", 15), ("12e-1", nil),
      ("1e18", 1_000_000_000_000_000_000),
      ("1e19", nil), ("9223372036854775807", Int64.max), ("9223372036854775807.000", Int64.max),
      ("-9223372036854775808", Int64.min),
      ("9223372036854775808", nil), ("12345678901234567890", nil), ("0.5", nil), ("5000e-3", 5),
      ("1e99999999999999999999", nil),
      ("0e99999999999999999999", 0), ("92233720368547758070e-1", Int64.max),
    ] as [(String, Int64?)])
  func anIntegerIsExactOrNil(text: String, value: Int64?) throws {
    #expect(try number(text).integer == value)
    #expect(try JSONDocument(text, file: "f").root.integer == value)
  }

  @Test(
    arguments: [
      ("0.1", 1, -1), ("0.10", 1, -1), ("-0", 0, 0), ("0.000", 0, 0), ("1e400", 1, 400),
      ("12345678901234567890", 1_234_567_890_123_456_789, 1),
      ("-1.50e-07", -15, -8), ("1200", 12, 2), ("100.001", 100_001, -3),
      ("1.00000000000000000000000000", 1, 0),
      ("-9223372036854775808", Int64.min, 0),
    ] as [(String, Int64, Int)])
  func aDecimalIsExact(text: String, coefficient: Int64, exponent: Int) throws {
    let decimal = try #require(try number(text).decimal)
    #expect(decimal.coefficient == coefficient)
    #expect(decimal.exponent == exponent)
  }

  @Test(arguments: [
    "1.2345678901234567890123", "1e99999999999999999999", "-9223372036854775809", "1e-1000000001",
  ])
  func aDecimalThatDoesNotFitIsNil(text: String) throws {
    #expect(try number(text).decimal == nil)
  }

  @Test func aDoubleIsTheNearest() throws {
    #expect(try number("0.1").double == 0.1)
    #expect(try number("1e400").double == .infinity)
    #expect(try number("-1e99999999999999999999").double == -.infinity)
    #expect(try number("1e-400").double == 0)
    #expect(try number("-0").double.sign == .minus)
    #expect(try number("12345678901234567890").double == 12_345_678_901_234_567_168)
  }

  @Test(arguments: ["", " 1", "1 ", "01", "1.", ".5", "+1", "NaN", "1e", "0x1", "1_000", "١", "--1", "1e1.5"])
  func whatIsNoNumberIsRefused(text: String) {
    #expect(JSONNumber(text) == nil)
    #expect(!JSONNumber.isWellFormed(text))
  }

  @Test func numbersAreEqualWhenWrittenAlike() {
    #expect(JSONNumber("1") == JSONNumber("1"))
    #expect(JSONNumber("1") != JSONNumber("1.0"))
  }
}
