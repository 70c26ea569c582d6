/// Writes pieces in their order, whatever the order in which they are finished.
struct OrderedOutput {
  private let destination: Destination
  private var next = 0
  /// Finished pieces that wait for an earlier one.
  private var waiting: [Int: (bytes: [UInt8], isSuspicious: Bool)] = [:]
  /// Written buffers, to be filled again.
  private var spare: [[UInt8]] = []
  /// Whether nobody reads what is written any more.
  private(set) var isClosed = false

  init(_ destination: Destination) { self.destination = destination }

  /// An empty buffer, with room if one was used before.
  mutating func buffer() -> [UInt8] {
    var buffer = spare.popLast() ?? []
    buffer.removeAll(keepingCapacity: true)
    return buffer
  }

  /// Takes a finished piece and writes all that are due; gives how many.
  ///
  /// What must not be seen is hidden in the order of the pieces, so that stand-ins are numbered alike every time.
  /// - Parameter isSuspicious: whether there may be something to hide.
  /// - Throws: `CaseworkError` when the machine refuses to write.
  mutating func accept(_ piece: [UInt8], number: Int, isSuspicious: Bool) throws(CaseworkError) -> Int {
    waiting[number] = (piece, isSuspicious)
    var written = 0
    while let due = waiting.removeValue(forKey: next) {
      if !isClosed {
        let isRead =
          try due.isSuspicious ? destination.write(due.bytes) : destination.write(redacted: due.bytes)
        if !isRead { isClosed = true }
      }
      spare.append(due.bytes)
      next += 1
      written += 1
    }
    return written
  }
}
