/// An instant, to the second, UTC.
package struct Moment: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  package let seconds: Int64

  /// The instant so many seconds after 1970-01-01T00:00:00Z.
  package init(seconds: Int64) { self.seconds = seconds }

  /// Reads ISO 8601 with a zone: `2026-11-21T09:14:00Z`, `2026-11-21T14:44:00.5+05:30`, `+0530`; `nil` without a zone.
  /// Fractions of a second are dropped.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 17, bytes[10] == 0x54 || bytes[10] == 0x74 || bytes[10] == 0x20,
      let date = CalendarDate(String(decoding: bytes[0..<10], as: UTF8.self)), bytes[13] == 0x3A,
      let hour = CalendarDate.digits(bytes[11..<13]), let minute = CalendarDate.digits(bytes[14..<16]),
      hour < 24, minute < 60
    else { return nil }
    var second = 0
    var index = 16
    if bytes[16] == 0x3A {
      guard bytes.count >= 20, let parsed = CalendarDate.digits(bytes[17..<19]), parsed < 61 else {
        return nil
      }
      second = parsed
      index = 19
      if bytes[index] == 0x2E {
        index += 1
        let fraction = index
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
        guard index > fraction else { return nil }
      }
    }
    guard let offset = Self.offset(bytes[index...]) else { return nil }
    seconds = Int64(date.days) * 86_400 + Int64(hour * 3600 + minute * 60 + second) - offset
  }

  /// The day in UTC.
  package var date: CalendarDate {
    CalendarDate(days: Int(seconds / 86_400) - (seconds % 86_400 < 0 ? 1 : 0))
  }

  package static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }

  package var description: String {
    let rest = Int((seconds % 86_400 + 86_400) % 86_400)
    return "\(date)T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))Z"
  }

  /// Seconds east of UTC of `Z`, `+05:30`, `+0530` or `+05`.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
    guard let sign = zone.first else { return nil }
    if sign == 0x5A || sign == 0x7A { return zone.count == 1 ? 0 : nil }
    guard sign == 0x2B || sign == 0x2D else { return nil }
    let rest = zone.dropFirst()
    let hasColon = rest.count == 5 && rest[rest.startIndex + 2] == 0x3A
    guard rest.count == 2 || rest.count == 4 || hasColon, let hours = CalendarDate.digits(rest.prefix(2)),
      hours < 24
    else { return nil }
    guard let minutes = rest.count == 2 ? 0 : CalendarDate.digits(rest.suffix(2)), minutes < 60 else {
      return nil
    }
    return Int64(hours * 3600 + minutes * 60) * (sign == 0x2B ? 1 : -1)
  }
}
