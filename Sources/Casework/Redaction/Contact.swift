/// Something by which a person can be reached, as it stands in a text.
enum Contact {
  /// A phone number as written, with signs between its digits or without.
  case phone(written: [UInt8])
  /// An e-mail address.
  case mail([UInt8])
  /// The id of a message, which holds a phone number in base64.
  case messageID(bytes: [UInt8], number: Range<Int>)

  /// The domain of stand-ins for e-mail addresses; nothing is ever delivered there (RFC 2606).
  static let hiddenDomain = "hidden.invalid"
}

/// The stand-in of a phone number: its dialling code, three zeros, and a count.
///
/// The code stays because what is allowed depends on the country; under +1 the area code stays with it, under +7 and +380 the
/// digits that tell the region. No subscriber's number begins with three zeros (ITU-T E.164), which tells stand-ins apart.
enum PhoneStandIn {
  /// Dialling codes of one and two digits; all others have three (ITU-T E.164 assigned codes).
  private static let short: Set<Int> = {
    var codes: Set<Int> = [1, 7, 20, 27, 81, 82, 84, 86, 98]
    for family in [30...34, 36...36, 39...41, 43...49, 51...58, 60...66, 90...95] { codes.formUnion(family) }
    return codes
  }()

  /// How many digits stay.
  private static func kept(of digits: [UInt8]) -> Int {
    let values = digits.prefix(3).map { Int($0) - 0x30 }
    guard values.count == 3 else { return 0 }
    if short.contains(values[0]) { return 4 }
    if short.contains(values[0] * 10 + values[1]) { return 2 }
    return values == [3, 8, 0] ? 5 : 3
  }

  /// Whether the digits are a stand-in.
  static func isStandIn(_ digits: [UInt8]) -> Bool {
    digits.dropFirst(kept(of: digits)).starts(with: "000".utf8)
  }

  /// A case has fewer people than this; a larger number is somebody's own.
  static let mostPeople = 100_000

  /// The number of a stand-in; `nil` for digits that are none.
  static func number(of digits: [UInt8]) -> Int? {
    guard isStandIn(digits) else { return nil }
    let rest = digits.dropFirst(kept(of: digits) + 3)
    return Int(String(decoding: rest, as: UTF8.self)).flatMap { $0 < mostPeople ? $0 : nil }
  }

  /// The digits that stand for others, of the same length if the count fits.
  static func digits(for digits: [UInt8], count: Int) -> [UInt8] {
    let lead = Array(digits.prefix(kept(of: digits))) + Array("000".utf8)
    let number = Array(String(count).utf8)
    return lead + Array(repeating: 0x30, count: max(0, digits.count - lead.count - number.count)) + number
  }
}
