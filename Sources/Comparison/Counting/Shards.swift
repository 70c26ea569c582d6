import Synchronization

/// How the tables are divided, so that threads seldom wait for each other and what is being worked on stays small.
enum Shards {
  /// How many parts there are.
  static let count = 256
  /// How many things a thread gathers for one part before it hands them over.
  static let batch = 128
}

/// One part of the messages.
final class MessageShard: Sendable {
  let table: Mutex<MessageTable>

  init(_ book: NameBook) { table = Mutex(MessageTable(book)) }
}

/// One part of the recipients, with the attempts to them.
final class RecipientShard: Sendable {
  let attempts = Mutex<[ChainAttempt]>([])
}

/// Events of one thread on their way to the parts of the messages.
struct EventSpool: ~Copyable {
  private let shards: [MessageShard]
  private var waiting: [[LogEvent]]

  /// A spool in front of the parts.
  init(_ shards: [MessageShard]) {
    self.shards = shards
    waiting = Array(repeating: [], count: shards.count)
  }

  /// Hands an event on, sooner or later.
  @inline(__always)
  mutating func add(_ event: LogEvent) {
    let shard = Int(truncatingIfNeeded: event.high >> 56)
    waiting[shard].append(event)
    if waiting[shard].count >= Shards.batch { flush(shard) }
  }

  /// Hands everything on.
  mutating func flush() {
    for shard in waiting.indices where !waiting[shard].isEmpty { flush(shard) }
  }

  private mutating func flush(_ shard: Int) {
    let events = waiting[shard]
    shards[shard].table.withLock { $0.insert(events) }
    waiting[shard].removeAll(keepingCapacity: true)
  }
}

/// Attempts of one thread on their way to the parts of the recipients.
struct AttemptSpool: ~Copyable {
  private let shards: [RecipientShard]
  private var waiting: [[ChainAttempt]]

  /// A spool in front of the parts.
  init(_ shards: [RecipientShard]) {
    self.shards = shards
    waiting = Array(repeating: [], count: shards.count)
  }

  /// Hands an attempt on, sooner or later.
  @inline(__always)
  mutating func add(_ attempt: ChainAttempt) {
    let shard = Int(truncatingIfNeeded: ByteHash.mix(attempt.recipient, 0x9E37_79B9_7F4A_7C15) & 0xFF)
    waiting[shard].append(attempt)
    if waiting[shard].count >= Shards.batch { flush(shard) }
  }

  /// Hands everything on.
  mutating func flush() {
    for shard in waiting.indices where !waiting[shard].isEmpty { flush(shard) }
  }

  private mutating func flush(_ shard: Int) {
    let attempts = waiting[shard]
    shards[shard].attempts.withLock { all in
      if all.count + attempts.count > all.capacity { all.reserveCapacity(all.count * 5 / 4 + attempts.count) }
      all.append(contentsOf: attempts)
    }
    waiting[shard].removeAll(keepingCapacity: true)
  }
}
