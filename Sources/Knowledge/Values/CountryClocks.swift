/// How far the clocks of a country stand from UTC, in seconds east of it.
package enum CountryClocks: Hashable, Sendable {
  /// One time for the whole country and the whole year.
  case fixed(Int64)
  /// One time for the whole country, an hour more in the summer time of Europe.
  case european(winter: Int64)
  /// Several times, by place or by season, from the westernmost to the easternmost.
  case between(Int64, Int64)

  /// Everywhere on earth: from Baker Island to the Line Islands.
  package static let anywhere = CountryClocks.between(-12 * 3600, 14 * 3600)

  /// Reads `UTC+05:30`, `UTC+01:00, in summer UTC+02:00` (the summer of Europe), `UTC-05:00 to UTC-02:00`; `nil` for anything else.
  package init?(_ text: String) {
    let summer = text.split(separator: ", in summer ", omittingEmptySubsequences: false)
    let range = text.split(separator: " to ", omittingEmptySubsequences: false)
    if summer.count == 2 {
      guard let winter = Self.offset(summer[0]), Self.offset(summer[1]) == winter + 3600 else { return nil }
      self = .european(winter: winter)
    } else if range.count == 2 {
      guard let west = Self.offset(range[0]), let east = Self.offset(range[1]), west < east else { return nil }
      self = .between(west, east)
    } else {
      guard let offset = Self.offset(text[...]) else { return nil }
      self = .fixed(offset)
    }
  }

  /// Every offset that may be in force at a moment, each quarter of an hour of a range.
  package func offsets(at moment: Moment) -> [Int64] {
    switch self {
    case .fixed(let offset): [offset]
    case .european(let winter): [winter + (Self.isEuropeanSummer(moment) ? 3600 : 0)]
    case .between(let west, let east): Array(stride(from: west, through: east, by: 900))
    }
  }

  /// Whether Europe has summer time: from the last Sunday of March to that of October, both at 01:00 UTC (Directive 2000/84/EC).
  static func isEuropeanSummer(_ moment: Moment) -> Bool {
    let year = moment.date.parts.year
    func change(_ month: Int) -> Moment? {
      guard let last = CalendarDate(year: year, month: month, day: 31) else { return nil }
      let sunday = CalendarDate(days: last.days - (last.weekday.rawValue + 1) % 7)
      return Moment(seconds: sunday.start.seconds + 3600)
    }
    guard let begins = change(3), let ends = change(10) else { return false }
    return begins <= moment && moment < ends
  }

  /// Seconds east of UTC of `UTC`, `UTC+05:30`, `UTC-03:00`.
  private static func offset(_ text: Substring) -> Int64? {
    guard text.hasPrefix("UTC") else { return nil }
    let bytes = Array(text.utf8.dropFirst(3))
    guard !bytes.isEmpty else { return 0 }
    guard bytes.count == 6, bytes[0] == 0x2B || bytes[0] == 0x2D, bytes[3] == 0x3A,
      let hours = CalendarDate.digits(bytes[1..<3]), let minutes = CalendarDate.digits(bytes[4..<6]),
      hours <= 14, minutes < 60, minutes.isMultiple(of: 15)
    else { return nil }
    return Int64(hours * 3600 + minutes * 60) * (bytes[0] == 0x2B ? 1 : -1)
  }
}
