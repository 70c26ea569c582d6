/// Reads a time: ISO 8601, or seconds or milliseconds since 1970. Days are remembered, for most rows share one.
struct TimeText {
  /// What a text says about a time.
  enum Reading: Equatable {
    /// Milliseconds since 1970, and whether the text named a zone; without one it is taken as UTC.
    case instant(Int64, hasZone: Bool)
    /// A spreadsheet has rounded it: which hour or second it was is lost.
    case rounded
    /// It is no time that is read here, or not one between 2000 and 2100.
    case bad
  }

  /// The first and the last moment that is believed, in milliseconds: 2000-01-01 and 2100-01-01.
  static let bounds: Range<Int64> = 946_684_800_000..<4_102_444_800_000

  private var rememberedDate: UInt64 = 0
  private var rememberedTail: UInt16 = 0
  private var rememberedDay: Int64 = 0

  /// What a trimmed, nonempty text says.
  @inline(__always)
  mutating func read(_ field: Field) -> Reading {
    if field.count >= 16, field[4] == UInt8(ascii: "-") { return bounded(calendar(field)) }
    if field.count >= 13, field[8] | 0x20 == UInt8(ascii: "t") { return bounded(basic(field)) }
    return Self.epoch(field)
  }

  @inline(__always)
  private func bounded(_ reading: Reading) -> Reading {
    guard case .instant(let moment, _) = reading, !Self.bounds.contains(moment) else { return reading }
    return .bad
  }

  /// Seconds or milliseconds; 10¹¹ tells them apart (the year 5138, or 1973).
  private static func epoch(_ field: Field) -> Reading {
    guard let number = DecimalText(field) else { return .bad }
    var value = number.digits
    var power = number.exponent
    let scale = value > 0 ? Int(decimalDigits(value)) + power : 0
    let isSeconds = scale <= 11
    // A second must be exact; in milliseconds a thousand of them may be lost.
    if power > (isSeconds ? 0 : 3) { return .rounded }
    if isSeconds { power += 3 }
    while power > 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return .bad }
      value = product
      power -= 1
    }
    while power < 0, value > 0 {
      value /= 10
      power += 1
    }
    guard value < UInt64(bounds.upperBound), value >= UInt64(bounds.lowerBound) else { return .bad }
    return .instant(Int64(value), hasZone: true)
  }

  private static func decimalDigits(_ value: UInt64) -> Int {
    var rest = value
    var count = 0
    while rest > 0 {
      rest /= 10
      count += 1
    }
    return count
  }

  /// `2026-11-21T14:05:06.123+05:30`, with a space for the T, without seconds, without zone.
  @inline(__always)
  private mutating func calendar(_ field: Field) -> Reading {
    guard let day = day(of: field), field[10] | 0x20 == UInt8(ascii: "t") || field[10] == 0x20,
      field[13] == UInt8(ascii: ":"), let hour = Self.two(field, 11), let minute = Self.two(field, 14)
    else { return .bad }
    var at = 16
    var second: Int64 = 0
    if field.count >= 19, field[16] == UInt8(ascii: ":") {
      guard let read = Self.two(field, 17) else { return .bad }
      second = read
      at = 19
    }
    return Self.moment(field, from: at, day: day, hour, minute, second)
  }

  /// `20261121T140506Z`
  private func basic(_ field: Field) -> Reading {
    guard let century = Self.two(field, 0), let year = Self.two(field, 2), let month = Self.two(field, 4),
      let dayOfMonth = Self.two(field, 6), let hour = Self.two(field, 9), let minute = Self.two(field, 11),
      let day = Self.day(year: century * 100 + year, month: month, day: dayOfMonth)
    else { return .bad }
    guard field.count >= 15, let second = Self.two(field, 13) else {
      return Self.moment(field, from: 13, day: day, hour, minute, 0)
    }
    return Self.moment(field, from: 15, day: day, hour, minute, second)
  }

  @inline(__always)
  private static func moment(
    _ field: Field, from start: Int, day: Int64, _ hour: Int64, _ minute: Int64, _ second: Int64
  ) -> Reading {
    guard hour < 24, minute < 60, second <= 60 else { return .bad }
    var at = start
    let thousandths = fraction(field, &at)
    let local = ((day * 24 + hour) * 60 + minute) * 60 + second
    if at == field.count { return .instant(local * 1000 + thousandths, hasZone: false) }
    if at == field.count - 1, field[at] | 0x20 == UInt8(ascii: "z") {
      return .instant(local * 1000 + thousandths, hasZone: true)
    }
    guard let offset = offset(field, from: at) else { return .bad }
    return .instant((local - offset) * 1000 + thousandths, hasZone: true)
  }

  /// Thousandths of a second after a point or comma; what is finer is cut off.
  @inline(__always)
  private static func fraction(_ field: Field, _ at: inout Int) -> Int64 {
    guard at < field.count, field[at] == UInt8(ascii: ".") || field[at] == UInt8(ascii: ",") else { return 0 }
    at += 1
    var value: Int64 = 0
    var unit: Int64 = 100
    while at < field.count, field[at] &- 0x30 < 10 {
      value += Int64(field[at] &- 0x30) * unit
      unit /= 10
      at += 1
    }
    return value
  }

  /// Seconds east of UTC: `Z`, `UTC`, `+05:30`, `+0530`, `+05`, with a space before; nil if it is none of them.
  private static func offset(_ field: Field, from start: Int) -> Int64? {
    let zone = Field(field.start + start, field.count - start).trimmed
    if zone.says("z") || zone.says("utc") || zone.says("gmt") { return 0 }
    guard zone.count >= 3, zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-"),
      let hours = two(zone, 1),
      hours <= 18
    else { return nil }
    var minutes: Int64 = 0
    if zone.count > 3 {
      let at = zone[3] == UInt8(ascii: ":") ? 4 : 3
      guard zone.count == at + 2, let read = two(zone, at), read < 60 else { return nil }
      minutes = read
    }
    let east = hours * 3600 + minutes * 60
    return zone[0] == UInt8(ascii: "-") ? -east : east
  }

  @inline(__always)
  private static func two(_ field: Field, _ at: Int) -> Int64? {
    let (tens, ones) = (field[at] &- 0x30, field[at + 1] &- 0x30)
    guard tens < 10, ones < 10 else { return nil }
    return Int64(tens) * 10 + Int64(ones)
  }

  @inline(__always)
  private mutating func day(of field: Field) -> Int64? {
    let date = UnsafeRawPointer(field.start).loadUnaligned(as: UInt64.self)
    let tail = UnsafeRawPointer(field.start + 8).loadUnaligned(as: UInt16.self)
    if date == rememberedDate, tail == rememberedTail { return rememberedDay }
    guard let century = Self.two(field, 0), let year = Self.two(field, 2), let month = Self.two(field, 5),
      let dayOfMonth = Self.two(field, 8), field[7] == UInt8(ascii: "-"),
      let day = Self.day(year: century * 100 + year, month: month, day: dayOfMonth)
    else { return nil }
    (rememberedDate, rememberedTail, rememberedDay) = (date, tail, day)
    return day
  }

  /// Days since 1970-01-01 of a day of the Gregorian calendar; nil for one that does not exist.
  static func day(year: Int64, month: Int64, day: Int64) -> Int64? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard 1...12 ~= month, 1...lengths[Int(month) - 1] ~= day else { return nil }
    // Years begin in March, so that the leap day comes last (Hinnant, chrono-compatible date algorithms).
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
