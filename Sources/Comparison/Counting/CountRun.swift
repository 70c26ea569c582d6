import Dispatch
import Synchronization

/// One count, on several threads: the sources are read into tables of messages, these into attempts by recipient, these into counts.
final class CountRun: Sendable {
  private let options: CountingOptions
  private let sources: [LogSource]
  private let book = NameBook()
  private let messages: [MessageShard]
  private let recipients: [RecipientShard]
  private let chunks: Mutex<LogChunks>
  private let bodies = Mutex(FingerprintSet())
  private let ledger: Mutex<LineLedger>
  private let failure = Mutex<ComparisonError?>(nil)
  private let progress: Mutex<CountingProgress>
  private let report: (@Sendable (CountingProgress) -> Void)?

  /// A count of sources.
  init(_ sources: [LogSource], _ options: CountingOptions, report: (@Sendable (CountingProgress) -> Void)?) {
    self.options = options
    self.sources = sources
    self.report = report
    let book = book
    messages = (0..<Shards.count).map { _ in MessageShard(book) }
    recipients = (0..<Shards.count).map { _ in RecipientShard() }
    chunks = Mutex(LogChunks(sources, chunkBytes: options.chunkBytes))
    ledger = Mutex(LineLedger(sources: sources.count))
    let sizes = sources.map(\.size)
    let total = sizes.reduce(0 as Int?) { sum, size in sum.flatMap { sum in size.map { sum + $0 } } }
    progress = Mutex(CountingProgress(bytes: 0, totalBytes: total, lines: 0))
  }

  /// Counts.
  ///
  /// - Throws: `ComparisonError` when a source cannot be read.
  func run() throws(ComparisonError) -> LogCounts {
    onEveryThread { self.read() }
    if let failure = failure.withLock({ $0 }) { throw failure }
    let attempts = Mutex(AttemptTally(arms: arms))
    let next = Atomic(0)
    onEveryThread {
      let counted = self.gather(next)
      attempts.withLock { $0 += counted }
    }
    let prefixes = PrefixTree(options.prefixes, names: book)
    let chains = Mutex(ChainTally(arms: arms, options: options, prefixes: prefixes))
    let second = Atomic(0)
    onEveryThread {
      let counted = self.count(second, prefixes)
      chains.withLock { $0 += counted }
    }
    let (layouts, unended) = chunks.withLock { ($0.layouts, $0.unended) }
    return LogCountsMaker(
      sources: sources, layouts: layouts, unended: unended, ledger: ledger.withLock { $0 }, book: book
    ).counts(
      account, attempts.withLock { $0 }, chains.withLock { $0 })
  }

  private func onEveryThread(_ work: @Sendable () -> Void) {
    DispatchQueue.concurrentPerform(iterations: max(1, options.workers)) { _ in work() }
  }

  /// How many numbers of arms there are, 0 for none among them.
  private var arms: Int { book.names(.arm).count }

  /// First: pieces of the sources become messages.
  private func read() {
    var reader = ChunkReader(book, options: options, sources: sources.count, shards: messages)
    var buffer = ByteBuffer()
    do throws(ComparisonError) {
      while failure.withLock({ $0 == nil }) {
        let chunk = try chunks.withLock { chunks throws(ComparisonError) in try chunks.next(into: &buffer) }
        guard let chunk else { break }
        let linesBefore = reader.ledger.sources[chunk.source].read
        reader.read(chunk, in: buffer)
        tell(chunk.count, reader.ledger.sources[chunk.source].read - linesBefore)
        let said = reader.bodies
        if !said.isEmpty { bodies.withLock { bodies in for body in said { _ = bodies.insert(body) } } }
        reader.bodies = []
      }
    } catch {
      failure.withLock { $0 = $0 ?? error }
    }
    reader.flush()
    let noted = reader.ledger
    ledger.withLock { $0 += noted }
  }

  private func tell(_ bytes: Int, _ lines: Int) {
    guard let report else { return }
    progress.withLock { progress in
      progress.bytes += bytes
      progress.lines += lines
      report(progress)
    }
  }

  /// Second: messages are counted and become attempts by recipient.
  private func gather(_ next: borrowing Atomic<Int>) -> AttemptTally {
    var tally = AttemptTally(arms: arms)
    var spool = AttemptSpool(recipients)
    let compared = comparedCampaigns
    while true {
      let shard = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard shard < messages.count else { break }
      let records = messages[shard].table.withLock { $0.take() }
      for record in records {
        spool.add(tally.add(record, isCompared: compared.map { $0[Int(record.campaign)] } ?? true))
      }
    }
    spool.flush()
    return tally
  }

  /// For each campaign whether it is compared; nil when all are.
  private var comparedCampaigns: [Bool]? {
    options.campaigns.isEmpty ? nil : book.names(.campaign).map { options.campaigns.contains($0) }
  }

  /// Third: the attempts of each recipient, in order, are counted.
  private func count(_ next: borrowing Atomic<Int>, _ prefixes: PrefixTree) -> ChainTally {
    var tally = ChainTally(arms: arms, options: options, prefixes: prefixes)
    while true {
      let shard = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard shard < recipients.count else { break }
      var attempts = recipients[shard].attempts.withLock { all in
        let taken = all
        all = []
        return taken
      }
      attempts.sort(by: ChainAttempt.precedes)
      tally.add(attempts)
    }
    return tally
  }

  /// What the tables know of events and lines.
  private var account: EventAccounts {
    var account = EventAccounts()
    for shard in messages {
      shard.table.withLock { table in
        account.rows.used += table.rows.used
        account.rows.repeated += table.rows.repeated
        account.bodies.used += table.bodies.used
        account.bodies.repeated += table.bodies.repeated
        account.lastEvent = max(account.lastEvent, table.lastEvent)
      }
    }
    account.differentBodies = bodies.withLock { $0.count }
    return account
  }
}

/// What the tables of messages know of events and lines.
struct EventAccounts {
  var rows = MessageTable.EventAccount()
  var bodies = MessageTable.EventAccount()
  /// Bodies that say something else than every other.
  var differentBodies = 0
  var lastEvent = LogEvent.noTime
}
