/// A set of 64-bit hashes in one flat table (open addressing).
///
/// Of n different things two are taken for one with a chance of n²/2⁶⁵.
struct FingerprintSet: Sendable {
  private var keys: [UInt64] = []
  /// How many there are.
  private(set) var count = 0

  /// Adds a hash; false if it was there.
  @inline(__always)
  mutating func insert(_ hash: UInt64) -> Bool {
    if (count &+ 1) &* 4 > keys.count &* 3 { grow() }
    let key = hash == 0 ? 1 : hash
    var slot = Int(truncatingIfNeeded: key) & (keys.count &- 1)
    while keys[slot] != 0 {
      if keys[slot] == key { return false }
      slot = (slot &+ 1) & (keys.count &- 1)
    }
    keys[slot] = key
    count &+= 1
    return true
  }

  private mutating func grow() {
    let old = keys
    keys = Array(repeating: 0, count: max(16, old.count * 2))
    for key in old where key != 0 {
      var slot = Int(truncatingIfNeeded: key) & (keys.count - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
      keys[slot] = key
    }
  }
}
