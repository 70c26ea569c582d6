import Knowledge

/// Days and moments as people read them.
enum DateWords {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `10 Dec 2025`.
  static func day(_ date: CalendarDate) -> String {
    let (year, month, day) = date.parts
    return "\(day) \(months[month - 1]) \(year)"
  }

  /// `2026-11-21 09:14 UTC`.
  static func minute(_ moment: Moment) -> String {
    let text = moment.description
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
  }
}
