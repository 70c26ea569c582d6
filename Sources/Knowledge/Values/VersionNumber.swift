/// A dotted version number, compared part by part with missing parts as 0: 2.21.170.4 > 2.21.15.15.
package struct VersionNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The numbers between the dots, first to last, trailing zeros dropped.
  package let parts: [UInt64]
  /// The version as it was written, without a leading `v` and without what follows the digits.
  package let description: String

  /// Reads `2.21.15.15`, `v24.0`, `2.24.17.78 beta`, `2.24.17.78-smb`; `nil` when a number is missing (`2.21.`, `2.21.x`, `beta`)
  /// or when one number alone is followed by letters (`2nd`).
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let start = Self.start(bytes)
    guard var (value, index) = Self.number(bytes, at: start) else { return nil }
    var parts = [value]
    while index < bytes.count, bytes[index] == 0x2E {
      guard let next = Self.number(bytes, at: index + 1), parts.count < 8 else { return nil }
      (value, index) = next
      parts.append(value)
    }
    let isLetterNext = index < bytes.count && (0x41...0x5A).contains(bytes[index] & 0xDF)
    guard !isLetterNext || parts.count > 1 else { return nil }
    description = String(decoding: bytes[start..<index], as: UTF8.self)
    while parts.last == 0, parts.count > 1 { parts.removeLast() }
    self.parts = parts
  }

  package static func == (left: VersionNumber, right: VersionNumber) -> Bool { left.parts == right.parts }
  package func hash(into hasher: inout Hasher) { hasher.combine(parts) }

  package static func < (left: VersionNumber, right: VersionNumber) -> Bool {
    for index in 0..<max(left.parts.count, right.parts.count) {
      let a = index < left.parts.count ? left.parts[index] : 0
      let b = index < right.parts.count ? right.parts[index] : 0
      if a != b { return a < b }
    }
    return false
  }

  /// Where the digits begin: after spaces and one `v`.
  private static func start(_ bytes: [UInt8]) -> Int {
    let start = bytes.firstIndex { $0 != 0x20 } ?? bytes.count
    return start < bytes.count && bytes[start] & 0xDF == 0x56 ? start + 1 : start
  }

  /// The digits at a place as a number, and where they end; `nil` when there are none or they exceed 64 bits.
  private static func number(_ bytes: [UInt8], at start: Int) -> (value: UInt64, end: Int)? {
    var value: UInt64 = 0
    var index = start
    while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
      let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowedToo) = product.addingReportingOverflow(UInt64(bytes[index] - 0x30))
      guard !overflowed, !overflowedToo else { return nil }
      value = sum
      index += 1
    }
    return index > start ? (value, index) : nil
  }
}
