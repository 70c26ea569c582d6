/// What one thread notes of the lines it reads; rows that gave an event are counted where it turns out whether it is new.
struct LineLedger: Sendable {
  /// What is noted of one source.
  struct OfSource: Sendable {
    var read = 0
    var broken = 0
    /// The last line that is broken; 0 for none.
    var lastBroken = 0
    var passedOver = 0
    var statusRows = 0
    var sendRows = 0
    var bodies = 0
  }

  private(set) var sources: [OfSource]
  private(set) var broken: [BrokenKind: PlacedCount] = [:]
  private(set) var passedOver: [PassedOverKind: PlacedCount] = [:]
  private(set) var unknownStatuses = NameCounts()
  /// Events that were refused.
  private(set) var brokenEvents = 0
  private(set) var passedOverEvents = 0
  /// Bodies with something to count.
  private(set) var bodies = 0

  /// A ledger for as many sources.
  init(sources count: Int) { sources = Array(repeating: OfSource(), count: count) }

  /// A row that gave an event.
  @inline(__always)
  mutating func row(isSend: Bool, source: Int) {
    sources[source].read &+= 1
    if isSend { sources[source].sendRows &+= 1 } else { sources[source].statusRows &+= 1 }
  }

  /// A body that gave events.
  mutating func body(source: Int) {
    sources[source].read += 1
    sources[source].bodies += 1
    bodies += 1
  }

  /// A line that is broken as a whole, or whose only events are.
  mutating func broken(_ kind: BrokenKind, _ place: LinePlace) {
    sources[place.source].read += 1
    sources[place.source].broken += 1
    sources[place.source].lastBroken = max(sources[place.source].lastBroken, place.line)
    broken[kind, default: PlacedCount()].add(place)
  }

  /// A line that is of no use.
  mutating func passedOver(_ kind: PassedOverKind, _ place: LinePlace) {
    sources[place.source].read += 1
    sources[place.source].passedOver += 1
    passedOver[kind, default: PlacedCount()].add(place)
  }

  /// An event that was refused; `status` is the word that means nothing here.
  mutating func refused(_ refusal: EventMaker.Refusal, status: @autoclosure () -> String) {
    switch refusal {
    case .broken: brokenEvents += 1
    case .unknownStatus:
      passedOverEvents += 1
      unknownStatuses.add(status())
    }
  }

  /// Adds what another thread noted.
  static func += (left: inout LineLedger, right: LineLedger) {
    for (index, source) in right.sources.enumerated() {
      left.sources[index].read += source.read
      left.sources[index].broken += source.broken
      left.sources[index].lastBroken = max(left.sources[index].lastBroken, source.lastBroken)
      left.sources[index].passedOver += source.passedOver
      left.sources[index].statusRows += source.statusRows
      left.sources[index].sendRows += source.sendRows
      left.sources[index].bodies += source.bodies
    }
    left.broken.merge(right.broken) { $0.adding($1) }
    left.passedOver.merge(right.passedOver) { $0.adding($1) }
    for (name, count) in right.unknownStatuses.named { left.unknownStatuses.add(name, count) }
    left.unknownStatuses.rest += right.unknownStatuses.rest
    left.brokenEvents += right.brokenEvents
    left.passedOverEvents += right.passedOverEvents
    left.bodies += right.bodies
  }
}

extension PlacedCount {
  /// Counts one more; a thread meets places in their order.
  fileprivate mutating func add(_ place: LinePlace) {
    count += 1
    if places.count < Self.maximumPlaces { places.append(place) }
  }

  /// Both together, the first places in order.
  fileprivate func adding(_ other: PlacedCount) -> PlacedCount {
    var sum = self
    sum.count += other.count
    sum.places = Array((places + other.places).sorted().prefix(Self.maximumPlaces))
    return sum
  }
}
