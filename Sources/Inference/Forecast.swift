import Knowledge

/// What a case waits for: the times that run while its findings are shown, and when they are over.
package struct Forecast: Sendable, Hashable {
  /// A time that runs, or ran.
  package struct Entry: Sendable, Hashable {
    package let finding: FindingIndex
    /// The entity that the finding is about; `nil` for the case.
    package let entity: String?
    /// When it is over: one moment, or the earliest and the latest where clocks are not known; `nil` when nobody said since when it runs.
    package let due: ClosedRange<Moment>?
    /// The fact that tells; of those that could tell the first when none is known.
    package let fact: FactName
    /// How long it runs after the fact, as it is written; `nil` when the fact tells the moment itself.
    package let length: String?
    /// What may be expected then.
    package let then: String?

    /// Whether it is over at a moment.
    package func isOver(at now: Moment) -> Bool { due.map { $0.upperBound <= now } ?? false }
  }

  /// Nothing runs.
  package static let empty = Forecast(entries: [])

  /// Those with a moment first, the earliest before the others; then those that nobody dated, in the order of the report.
  package let entries: [Entry]

  private init(entries: [Entry]) { self.entries = entries }

  /// What runs in a case.
  ///
  /// - Parameter passing: whether findings that somebody accepts are passed over.
  package init(_ diagnosis: Diagnosis, engine: InferenceEngine, passing: (Verdict) -> Bool = { _ in false }) {
    var entries: [Entry] = []
    let shown = diagnosis.findings.filter { !passing($0) }
    for verdict in shown { entries += Self.entry(verdict, engine).map { [$0] } ?? [] }
    entries += Self.firstAnswer(shown, engine).map { [$0] } ?? []
    self.entries =
      entries.enumerated().sorted { left, right in
        let (a, b) = (left.element.due?.upperBound.seconds ?? .max, right.element.due?.upperBound.seconds ?? .max)
        return (a, left.offset) < (b, right.offset)
      }.map(\.element)
  }

  /// The first that has a moment.
  package var next: Entry? { entries.first { $0.due != nil } }

  private static func entry(_ verdict: Verdict, _ engine: InferenceEngine) -> Entry? {
    guard let timer = engine.knowledge.findings[verdict.finding].timer else { return nil }
    for fact in timer.facts {
      guard let index = engine.knowledge.factPositions[fact.description],
        let value = engine.value(of: index, entity: verdict.entity)?.value, let due = timer.due(fact, value)
      else { continue }
      return Entry(
        finding: verdict.finding, entity: verdict.entity, due: due...due, fact: fact,
        length: timer.at.contains(fact) ? nil : timer.length, then: timer.then)
    }
    return Entry(
      finding: verdict.finding, entity: verdict.entity, due: nil, fact: timer.from.first ?? timer.at[0],
      length: timer.from.isEmpty ? nil : timer.length, then: timer.then)
  }

  /// The first answer to a ticket that was opened and not answered yet.
  private static func firstAnswer(_ shown: [Verdict], _ engine: InferenceEngine) -> Entry? {
    let knowledge = engine.knowledge
    func value(_ name: FactName) -> FactValue? { knowledge.factPositions[name.description].flatMap { engine.value(of: $0)?.value } }
    guard let promise = knowledge.firstAnswer, case .moment(let opened)? = value(promise.opened), value(promise.answered) != .yesNo(true),
      let finding = shown.first(where: { knowledge.findings[$0.finding].routes.contains(promise.route) })?.finding
    else { return nil }
    let country: CountryCode? = if case .country(let code)? = value(promise.country) { code } else { nil }
    let clocks = country.flatMap { knowledge.clocks(of: $0, in: promise.clocks) } ?? .anywhere
    return Entry(
      finding: finding, entity: nil, due: promise.due(opened: opened, clocks: clocks), fact: promise.opened,
      length: promise.within.seconds.isMultiple(of: 3600)
        ? "\(promise.within.seconds / 3600) hours on business days" : "\(promise.within) on business days",
      then: "the first answer is due")
  }
}
