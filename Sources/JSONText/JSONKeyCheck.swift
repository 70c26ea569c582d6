/// Finds a key that stands twice in one object: by comparing few keys, by hashing many, so that time stays linear.
struct JSONKeyCheck {
  typealias Doubled = (first: Int, second: Int)

  private let tape: ContiguousArray<JSONNode>
  private let base: UnsafePointer<UInt8>

  /// Objects with at most this many members are compared pair by pair.
  private static let few = 8

  @inline(__always)
  init(_ tape: ContiguousArray<JSONNode>, _ base: UnsafePointer<UInt8>) {
    self.tape = tape
    self.base = base
  }

  /// The tape indexes of the first key that stands twice and of its first standing.
  @inline(__always)
  func doubled(in object: Int, upTo end: Int) -> Doubled? {
    tape[object].count <= Self.few
      ? doubledOfFew(in: object, upTo: end) : doubledOfMany(in: object, upTo: end)
  }

  private func doubledOfFew(in object: Int, upTo end: Int) -> Doubled? {
    var second = nextKey(after: object + 1)
    while second < end {
      var first = object + 1
      while first < second {
        if tape[first].hasEscapes || tape[second].hasEscapes { return doubledOfMany(in: object, upTo: end) }
        if isSame(first, second) { return (first, second) }
        first = nextKey(after: first)
      }
      second = nextKey(after: second)
    }
    return nil
  }

  private func doubledOfMany(in object: Int, upTo end: Int) -> Doubled? {
    let capacity = 1 << (Int.bitWidth - (tape[object].count * 2).leadingZeroBitCount)
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: capacity) { slots in
      slots.initialize(repeating: 0)
      var key = object + 1
      while key < end {
        if tape[key].hasEscapes { return doubledByText(in: object, upTo: end) }
        var slot = hash(key) & (capacity - 1)
        while slots[slot] != 0 {
          if isSame(Int(slots[slot]), key) { return (Int(slots[slot]), key) }
          slot = (slot + 1) & (capacity - 1)
        }
        slots[slot] = UInt32(key)
        key = nextKey(after: key)
      }
      return nil
    }
  }

  /// The rare way, for objects with escapes in their keys: compares what the keys stand for.
  private func doubledByText(in object: Int, upTo end: Int) -> Doubled? {
    var standings: [[UInt8]: Int] = [:]
    var key = object + 1
    while key < end {
      let raw = bytes(of: key)
      if let first = standings.updateValue(key, forKey: unescapedBytes(raw) ?? Array(raw)) {
        return (first, key)
      }
      key = nextKey(after: key)
    }
    return nil
  }

  @inline(__always)
  private func nextKey(after key: Int) -> Int { Int(tape[key + 1].next) }

  @inline(__always)
  private func isSame(_ first: Int, _ second: Int) -> Bool {
    let one = tape[first].content
    let other = tape[second].content
    return one.count == other.count && JSONCursor.sameBytes(base + one.start, base + other.start, one.count)
  }

  /// Seeded afresh in every run, so that no file can be crafted to make the table slow.
  private func hash(_ key: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(bytes(of: key)))
    return hasher.finalize()
  }

  private func bytes(of key: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + tape[key].content.start, count: tape[key].content.count)
  }
}
