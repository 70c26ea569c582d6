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

  private static let limit = 4096
  private var entries: UnsafeMutablePointer<Entry>
  private var mask: Int
  private var count = 0
  private let arena = RawList<UInt8>(capacity: 256)

  init() {
    mask = 15
    entries = .allocate(capacity: 16)
    entries.initialize(repeating: Entry(hash: 0, start: 0, length: -1, effect: 0), count: 16)
  }

  deinit {
    entries.deallocate()
    arena.deallocate()
  }

  /// The effect of a value; -1 when it has not been seen.
  @inline(__always)
  func effect(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while entries[slot].length >= 0 {
      if entries[slot].hash == hash, Int(entries[slot].length) == length, isSame(bytes, slot, length) { return entries[slot].effect }
      slot = (slot &+ 1) & mask
    }
    return -1
  }

  /// Remembers a value, unless there are too many already.
  func insert(_ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64, effect: Int32) {
    guard count < Self.limit, length < 4096 else { return }
    if count * 2 > mask { grow() }
    var slot = Int(truncatingIfNeeded: hash) & mask
    while entries[slot].length >= 0 { slot = (slot + 1) & mask }
    entries[slot] = Entry(hash: hash, start: Int32(arena.count), length: Int32(length), effect: effect)
    for index in 0..<length { arena.append(bytes[index]) }
    count += 1
  }

  @inline(__always)
  private func isSame(_ bytes: UnsafePointer<UInt8>, _ slot: Int, _ length: Int) -> Bool {
    let start = Int(entries[slot].start)
    var index = 0
    while index < length {
      if arena[start &+ index] != bytes[index] { return false }
      index &+= 1
    }
    return true
  }

  private func grow() {
    let old = entries
    let oldMask = mask
    mask = mask * 2 + 1
    entries = .allocate(capacity: mask + 1)
    entries.initialize(repeating: Entry(hash: 0, start: 0, length: -1, effect: 0), count: mask + 1)
    for index in 0...oldMask where old[index].length >= 0 {
      var slot = Int(truncatingIfNeeded: old[index].hash) & mask
      while entries[slot].length >= 0 { slot = (slot + 1) & mask }
      entries[slot] = old[index]
    }
    old.deallocate()
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
