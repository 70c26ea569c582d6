import Glibc

/// Bytes of one thread, from the system's allocator: not filled before they are used, and moved by the system's copy.
struct ByteBuffer: ~Copyable, Sendable {
  /// The address, so that the buffer may be lent to whoever reads under a lock.
  private var address: UInt = 0
  /// How many bytes there are room for, `LogReading.padding` not counted.
  private(set) var capacity = 0

  deinit { free(UnsafeMutableRawPointer(bitPattern: address)) }

  /// The first byte.
  var base: UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(bitPattern: address)!.assumingMemoryBound(to: UInt8.self)
  }

  /// Makes room for some bytes; those that are there stay. Room that one long record needed is given back.
  mutating func makeRoom(_ bytes: Int, keeping kept: Int = 0) {
    guard capacity < bytes || capacity / 4 > bytes && kept == 0 else { return }
    let moved = realloc(UnsafeMutableRawPointer(bitPattern: address), bytes + LogReading.padding)
    precondition(moved != nil, "out of memory")
    address = UInt(bitPattern: moved)
    capacity = bytes
    memset(base + bytes, 0, LogReading.padding)
  }

  /// Copies bytes to a place in the buffer.
  func put(_ bytes: ArraySlice<UInt8>, at offset: Int) {
    bytes.withUnsafeBufferPointer { if let from = $0.baseAddress { memcpy(base + offset, from, $0.count) } }
  }

  /// A copy of some of the bytes.
  func copy(_ range: Range<Int>) -> [UInt8] {
    Array(unsafeUninitializedCapacity: range.count) { copied, count in
      if let to = copied.baseAddress { memcpy(to, base + range.lowerBound, range.count) }
      count = range.count
    }
  }
}
