import Glibc

/// What one thread does with a piece of a source: its lines become events, and an account of them.
struct ChunkReader: ~Copyable {
  /// What was noted of the lines.
  private(set) var ledger: LineLedger
  /// A hash of each body's events, the same for bodies that say the same; to be taken by whoever counts them.
  var bodies: [UInt64] = []
  private var maker: EventMaker
  private var spool: EventSpool
  private let row = LogRow()
  private var lines = JSONLineReader()
  private var event = LogEvent()

  /// A reader whose events go to the parts of the messages.
  init(_ book: NameBook, options: CountingOptions, sources: Int, shards: [MessageShard]) {
    ledger = LineLedger(sources: sources)
    maker = EventMaker(book, armWords: options.armWords)
    spool = EventSpool(shards)
  }

  /// Reads a piece; its buffer has `LogReading.padding` bytes behind it.
  mutating func read(_ chunk: LogChunk, in buffer: borrowing ByteBuffer) {
    let place = LinePlace(source: chunk.source, line: chunk.firstLine)
    if chunk.isTooLong { return ledger.broken(.tooLong, place) }
    buffer.base[chunk.count] = CSVQuotes.lineFeed
    switch chunk.layout {
    case .empty: break
    case .csv(let header): readRows(buffer.base, chunk.count, header, place)
    case .ndjson: readObjects(buffer.base, chunk.count, place)
    }
  }

  /// Hands on what is still waiting.
  mutating func flush() { spool.flush() }

  private mutating func readRows(
    _ base: UnsafeMutablePointer<UInt8>, _ count: Int, _ header: CSVHeader, _ first: LinePlace
  ) {
    var rows = CSVRows(base, count: count, header: header)
    row.clear()
    let isSend = !header.hasStatus
    let marks: LogEvent.Marks = isSend ? .armFromSend : .armFromColumn
    while true {
      switch rows.next(into: row) {
      case .row:
        if let refusal = maker.make(&event, of: row, isSend: isSend, marks: row[.api].count > 0 ? marks : []) {
          refuse(refusal, row[.status], LinePlace(source: first.source, line: first.line + rows.rowLine))
        } else {
          ledger.row(isSend: isSend, source: first.source)
          spool.add(event)
        }
      case .blank: ledger.passedOver(.blank, LinePlace(source: first.source, line: first.line + rows.rowLine))
      case .broken(let kind):
        ledger.broken(kind, LinePlace(source: first.source, line: first.line + rows.rowLine))
      case .end: return
      }
    }
  }

  private mutating func refuse(_ refusal: EventMaker.Refusal, _ status: Field, _ place: LinePlace) {
    ledger.refused(refusal, status: status.text)
    switch refusal {
    case .broken(let kind): ledger.broken(kind, place)
    case .unknownStatus: ledger.passedOver(.unknownStatus, place)
    }
  }

  private mutating func readObjects(_ base: UnsafeMutablePointer<UInt8>, _ count: Int, _ first: LinePlace) {
    var start = 0
    var place = first
    while start < count {
      let feed = memchr(base + start, 0x0A, count - start)
      let end = feed.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? count
      readObject(base + start, end - start, place)
      start = end + 1
      place.line += 1
    }
  }

  @inline(__always)
  private mutating func readObject(_ base: UnsafeMutablePointer<UInt8>, _ count: Int, _ place: LinePlace) {
    switch lines.read(base, count: count, maker: &maker) {
    case .row(let isSend): addRow(base, isSend: isSend, place)
    case .body: addBody(place)
    case .otherWebhook: ledger.passedOver(.otherWebhook, place)
    case .blank: ledger.passedOver(.blank, place)
    case .broken(let kind): ledger.broken(kind, place)
    }
  }

  private mutating func addRow(_ base: UnsafeMutablePointer<UInt8>, isSend: Bool, _ place: LinePlace) {
    var marks: LogEvent.Marks = lines.row[.api].count == 0 ? [] : isSend ? .armFromSend : .armFromColumn
    CallbackData.read(lines.row, base: base, maker: maker, marks: &marks)
    if let refusal = maker.make(&event, of: lines.row, isSend: isSend, marks: marks) {
      refuse(refusal, lines.row[.status], place)
    } else {
      ledger.row(isSend: isSend, source: place.source)
      spool.add(event)
    }
  }

  private mutating func addBody(_ place: LinePlace) {
    var unknown = lines.unknownStatuses.makeIterator()
    for refusal in lines.refusals { ledger.refused(refusal, status: unknown.next() ?? "") }
    guard !lines.events.isEmpty else {
      for case .broken(let kind) in lines.refusals { return ledger.broken(kind, place) }
      return ledger.passedOver(.unknownStatus, place)
    }
    var fingerprint: UInt64 = 0
    for event in lines.events {
      fingerprint &+= event.fingerprint
      spool.add(event)
    }
    bodies.append(fingerprint)
    ledger.body(source: place.source)
  }
}
