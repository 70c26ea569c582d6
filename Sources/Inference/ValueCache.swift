/// What each value of a fact does to the network, found by the value's bytes as they stand in the text.
///
/// Facts have few different values; each is read and compared once, and afterwards known by its bytes. Values beyond the
/// limit are worked out anew every time. Bare memory, owned by one `BatchDiagnosis`.
final class ValueCache {
  /// A value that has been seen.
  struct Entry: BitwiseCopyable {
    var hash: UInt64
    /// Its bytes in the arena.
    var start: Int32
    var length: Int32
    /// Position in the owner's list of effects.
    var effect: Int32
  }

  /// Where the entries are; one place in bare memory, so that looking up costs no exclusivity check.
  private struct Table: BitwiseCopyable {
    var entries: UnsafeMutablePointer<Entry>
    var mask: Int
    var count: Int
  }

  private let limit: Int
  private let table: UnsafeMutablePointer<Table>
  private let arena = RawList<UInt8>(capacity: 256)

  /// A cache that remembers at most so many values.
  init(limit: Int = 1 << 15) {
    self.limit = limit
    table = .allocate(capacity: 1)
    table.initialize(to: Self.empty(16))
  }

  deinit {
    table.pointee.entries.deallocate()
    table.deallocate()
    arena.deallocate()
  }

  private static func empty(_ capacity: Int) -> Table {
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
    entries.initialize(repeating: Entry(hash: 0, start: 0, length: -1, effect: 0), count: capacity)
    return Table(entries: entries, mask: capacity - 1, count: 0)
  }

  /// The effect of a value; -1 when it has not been seen.
  @inline(__always)
  func effect(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64) -> Int32 {
    let (entries, mask) = (table.pointee.entries, table.pointee.mask)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while entries[slot].length >= 0 {
      if entries[slot].hash == hash, Int(entries[slot].length) == length, isSame(bytes, Int(entries[slot].start), length) {
        return entries[slot].effect
      }
      slot = (slot &+ 1) & mask
    }
    return -1
  }

  /// Remembers a value, unless there are too many already.
  func insert(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64, effect: Int32) {
    guard table.pointee.count < limit, length < 4096 else { return }
    if table.pointee.count * 2 > table.pointee.mask { grow() }
    place(Entry(hash: hash, start: Int32(arena.count), length: Int32(length), effect: effect))
    for index in 0..<length { arena.append(bytes[index]) }
  }

  private func place(_ entry: Entry) {
    var slot = Int(truncatingIfNeeded: entry.hash) & table.pointee.mask
    while table.pointee.entries[slot].length >= 0 { slot = (slot + 1) & table.pointee.mask }
    table.pointee.entries[slot] = entry
    table.pointee.count += 1
  }

  @inline(__always)
  private func isSame(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ length: Int) -> Bool {
    let known = UnsafeRawPointer(arena.base + start)
    let raw = UnsafeRawPointer(bytes)
    var index = 0
    while index &+ 8 <= length {
      if raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) != known.loadUnaligned(fromByteOffset: index, as: UInt64.self) {
        return false
      }
      index &+= 8
    }
    while index < length {
      if arena[start &+ index] != bytes[index] { return false }
      index &+= 1
    }
    return true
  }

  private func grow() {
    let old = table.pointee
    table.pointee = Self.empty((old.mask + 1) * 2)
    for index in 0...old.mask where old.entries[index].length >= 0 { place(old.entries[index]) }
    old.entries.deallocate()
  }
}

/// A hash of some bytes: eight at a time, multiplied and folded (after wyhash, Wang Yi 2019); seeded by the caller.
@inline(__always)
func byteHash(_ bytes: UnsafePointer<UInt8>, _ length: Int, seed: UInt64) -> UInt64 {
  var state = seed ^ (UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15)
  var index = 0
  let raw = UnsafeRawPointer(bytes)
  while index &+ 8 <= length {
    state = fold(state ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    index &+= 8
  }
  var tail: UInt64 = 0
  var shift: UInt64 = 0
  while index < length {
    tail |= UInt64(bytes[index]) << shift
    shift &+= 8
    index &+= 1
  }
  return fold(state ^ tail)
}

@inline(__always)
private func fold(_ value: UInt64) -> UInt64 {
  let (high, low) = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
  return high ^ low
}
