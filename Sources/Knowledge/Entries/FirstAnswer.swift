import JSONText

/// When Meta answers a ticket for the first time: so long after it was opened, counted on business days in the customer's country.
///
/// Public holidays are not known here; each moves the answer on by a day.
package struct FirstAnswer: Sendable {
  /// How much time of business days it takes.
  package let within: TimeSpan
  /// The business days, by the clocks of the country.
  package let days: [Weekday]
  /// The way to Meta that answers so, by key of the table `routes`.
  package let route: String
  /// The fact that tells when the ticket was opened.
  package let opened: FactName
  /// The fact that tells whether there is an answer.
  package let answered: FactName
  /// The fact that tells the customer's country.
  package let country: FactName
  /// The clocks of each country, by address of a table.
  package let clocks: String

  /// Reads `first answer` of `knowledge.json`; `nil` when it is not there or not whole.
  package init?(_ json: JSONValue?) {
    guard let json, let within = json["within"]?.string.flatMap({ TimeSpan($0) }),
      let route = json["route"]?.string, let opened = json["opened"]?.string,
      let answered = json["answered"]?.string, let country = json["country"]?.string,
      let clocks = json["clocks"]?.string
    else { return nil }
    let names = json["days"]?.elements.compactMap(\.string) ?? []
    self.within = within
    days = names.compactMap { Weekday(named: $0) }
    guard !days.isEmpty, days.count == names.count else { return nil }
    self.route = route
    self.opened = FactName(opened)
    self.answered = FactName(answered)
    self.country = FactName(country)
    self.clocks = clocks
  }

  /// The moments by which the answer is due: one, or the earliest and the latest where a country has several times.
  package func due(opened: Moment, clocks: CountryClocks) -> ClosedRange<Moment> {
    let moments = clocks.offsets(at: opened).map { offset in
      let local = end(ofLocal: opened.seconds + offset)
      guard case .european(let winter) = clocks else { return Moment(seconds: local - offset) }
      let isSummer = CountryClocks.isEuropeanSummer(Moment(seconds: local - winter))
      return Moment(seconds: local - winter - (isSummer ? 3600 : 0))
    }
    return (moments.min() ?? opened)...(moments.max() ?? opened)
  }

  /// The local second at which so much time of business days has passed.
  private func end(ofLocal start: Int64) -> Int64 {
    var now = start
    var left = within.seconds
    while true {
      let day = Moment(seconds: now).date
      let midnight = CalendarDate(days: day.days + 1).start.seconds
      if days.contains(day.weekday) {
        guard midnight - now < left else { return now + left }
        left -= midnight - now
      }
      now = midnight
    }
  }
}

extension KnowledgeBase {
  /// When Meta answers a ticket for the first time, if `knowledge.json` tells.
  package var firstAnswer: FirstAnswer? { FirstAnswer(json?["first answer"]) }

  /// The clocks of a country; `nil` when the table does not know it.
  package func clocks(of country: CountryCode, in table: String) -> CountryClocks? {
    guard let position = tablePositions[table],
      let row = tables[position].row(.country(country))
        ?? CountryCode(country.country).flatMap({ tables[position].row(.country($0)) }),
      case .text(let text)? = row.value
    else { return nil }
    return CountryClocks(text)
  }
}
