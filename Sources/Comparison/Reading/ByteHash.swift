/// Hashes of bytes: multiply, fold the 128-bit product, go on (the scheme of wyhash, Wang Yi 2019), with fixed secrets.
///
/// Fixed, so that the same log gives the same counts tomorrow; somebody who writes a log to make names collide spoils their own.
enum ByteHash {
  private static let secrets: (UInt64, UInt64, UInt64, UInt64) = (
    0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB, 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3
  )

  /// One step: both words into one.
  @inline(__always)
  static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  /// 128 bits of the bytes: of n different texts two are taken for one with a chance of n²/2¹²⁹, for ten million 1 in 10²⁴.
  @inline(__always)
  static func wide(_ field: Field) -> (high: UInt64, low: UInt64) {
    var high = secrets.0 ^ UInt64(truncatingIfNeeded: field.count)
    var low = secrets.1
    var index = 0
    while index &+ 16 < field.count {
      let (left, right) = (load8(field.start + index), load8(field.start + index + 8))
      high = mix(left ^ secrets.2, right ^ high)
      low = mix(left ^ low, right ^ secrets.3)
      index &+= 16
    }
    let (left, right) = tail(field)
    high = mix(left ^ secrets.1, right ^ high)
    low = mix(left ^ low, right ^ secrets.0)
    return (mix(high, secrets.2), mix(low, secrets.3))
  }

  /// 64 bits of the bytes; for names of which there are few.
  @inline(__always)
  static func narrow(_ field: Field, _ seed: UInt64 = 0) -> UInt64 {
    var state = seed ^ secrets.0 ^ UInt64(truncatingIfNeeded: field.count)
    var index = 0
    while index &+ 16 < field.count {
      state = mix(load8(field.start + index) ^ secrets.2, load8(field.start + index + 8) ^ state)
      index &+= 16
    }
    let (left, right) = tail(field)
    return mix(mix(left ^ secrets.1, right ^ state), secrets.3)
  }

  /// The last 16 bytes, or all of a shorter text, as two words.
  @inline(__always)
  private static func tail(_ field: Field) -> (UInt64, UInt64) {
    let (start, count) = (field.start, field.count)
    if count >= 16 { return (load8(start + (count - 16)), load8(start + (count - 8))) }
    if count >= 8 { return (load8(start), load8(start + (count - 8))) }
    if count >= 4 { return (load4(start), load4(start + (count - 4))) }
    guard count > 0 else { return (0, 0) }
    return (UInt64(start[0]) << 16 | UInt64(start[count >> 1]) << 8 | UInt64(start[count - 1]), 0)
  }

  @inline(__always)
  private static func load8(_ at: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private static func load4(_ at: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(UInt32(littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt32.self)))
  }
}
