/// Numbers of names one thread has met, found by a 64-bit hash of their bytes, so that the shared book is seldom asked.
///
/// Two of n names are taken for one with a chance of n²/2⁶⁵.
struct NameCache {
  private var keys: [UInt64]
  private var numbers: [UInt32]
  private var count = 0

  /// An empty cache.
  init() {
    keys = Array(repeating: 0, count: 64)
    numbers = Array(repeating: 0, count: 64)
  }

  /// The number under a hash; asks for it when it is new.
  @inline(__always)
  mutating func number(_ hash: UInt64, _ ask: () -> UInt32) -> UInt32 {
    let key = hash | 1
    var slot = Int(truncatingIfNeeded: hash >> 32) & (keys.count &- 1)
    while keys[slot] != 0 {
      if keys[slot] == key { return numbers[slot] }
      slot = (slot &+ 1) & (keys.count &- 1)
    }
    let number = ask()
    insert(key, number)
    return number
  }

  private mutating func insert(_ key: UInt64, _ number: UInt32) {
    if count * 2 >= keys.count { grow() }
    place(key, number)
    count += 1
  }

  private mutating func place(_ key: UInt64, _ number: UInt32) {
    var slot = Int(truncatingIfNeeded: key >> 32) & (keys.count - 1)
    while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key
    numbers[slot] = number
  }

  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    numbers = Array(repeating: 0, count: oldKeys.count * 2)
    for (key, number) in zip(oldKeys, oldNumbers) where key != 0 { place(key, number) }
  }
}
