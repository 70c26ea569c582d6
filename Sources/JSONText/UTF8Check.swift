/// Whether a buffer is valid UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF, nothing cut short.
package func isValidUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool { firstInvalidUTF8(bytes) == nil }

/// The offset of the first byte that begins no valid UTF-8 sequence; nil if all is valid.
package func firstInvalidUTF8(_ bytes: UnsafeRawBufferPointer) -> Int? {
  guard let base = bytes.baseAddress else { return nil }
  let count = bytes.count
  let high: UInt64 = 0x8080_8080_8080_8080
  var index = 0
  while index < count {
    while index &+ 32 <= count {
      let one = (base + index).loadUnaligned(as: SIMD4<UInt64>.self)
      guard (one[0] | one[1] | one[2] | one[3]) & high == 0 else { break }
      index &+= 32
    }
    while index &+ 8 <= count {
      let marks = UInt64(littleEndian: (base + index).loadUnaligned(as: UInt64.self)) & high
      index &+= marks.trailingZeroBitCount &>> 3
      guard marks == 0 else { break }
    }
    guard index < count else { return nil }
    guard bytes[index] >= 0x80 else {
      index &+= 1
      continue
    }
    repeat {
      let length = sequenceLength(bytes, at: index)
      guard length > 0 else { return index }
      index &+= length
    } while index < count && bytes[index] >= 0x80
  }
  return nil
}

/// The length of the many-byte sequence that begins at `index`; 0 if it is none (Unicode 16, table 3-7).
@inline(__always)
private func sequenceLength(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
  let lead = bytes[index]
  let left = bytes.count &- index
  func continues(_ step: Int) -> Bool { bytes[index &+ step] & 0xC0 == 0x80 }
  switch lead {
  case 0xC2...0xDF: return left > 1 && continues(1) ? 2 : 0
  case 0xE0...0xEF:
    guard left > 2, continues(1), continues(2) else { return 0 }
    let second = bytes[index &+ 1]
    return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ? 0 : 3
  case 0xF0...0xF4:
    guard left > 3, continues(1), continues(2), continues(3) else { return 0 }
    let second = bytes[index &+ 1]
    return (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F) ? 0 : 4
  default: return 0
  }
}
