import ArgumentParser
import Glibc
import Knowledge

extension Moment {
  /// The present.
  static var present: Moment { Moment(seconds: Int64(time(nil))) }

  /// Reads a moment as typed: a day, a moment with its zone, or `today`.
  ///
  /// - Throws: `ValidationError` for anything else.
  static func argument(_ text: String) throws -> Moment {
    if let moment = Moment(text) { return moment }
    if let day = CalendarDate(text) { return day.start }
    if text == "today" || text == "now" { return present }
    throw ValidationError("expected \(FactKind.date.example), \(FactKind.moment.example), or today")
  }
}
