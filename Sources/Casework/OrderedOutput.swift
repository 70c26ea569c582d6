/// Writes pieces in their order, whatever the order in which they are finished.
struct OrderedOutput {
  private let destination: Destination
  private var next = 0
  /// Finished pieces that wait for an earlier one.
  private var waiting: [Int: [UInt8]] = [:]
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
  /// - Throws: `CaseworkError` when the machine refuses to write.
  mutating func accept(_ piece: [UInt8], number: Int) throws(CaseworkError) -> Int {
    waiting[number] = piece
    var written = 0
    while let due = waiting.removeValue(forKey: next) {
      if !isClosed, try !destination.write(redacted: due) { isClosed = true }
      spare.append(due)
      next += 1
      written += 1
    }
    return written
  }
}
