/// A day of the week, Monday first (ISO 8601).
package enum Weekday: Int, CaseIterable, Sendable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// As the knowledge base spells it: `Monday`.
  package var name: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }

  /// The day of that name.
  package init?(named name: String) {
    guard let day = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = day
  }
}

extension CalendarDate {
  /// The day of the week; 1 January 1970 was a Thursday.
  package var weekday: Weekday { Weekday(rawValue: ((days + 3) % 7 + 7) % 7) ?? .monday }
}
