/// A dotted version number, compared part by part with missing parts as 0: 2.21.170.4 > 2.21.15.15.
package struct VersionNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The numbers between the dots, first to last, trailing zeros dropped.
  package let parts: [UInt64]
  /// The version as it was written, without a leading `v` and without what follows the digits.
  package let description: String

  /// Reads `2.21.15.15`, `v24.0`, `2.24.17.78 beta`; `nil` when it does not begin with a number.
  package init?(_ text: some StringProtocol) {
    var bytes = Array(text.utf8)[...]
    while bytes.first == 0x20 { bytes.removeFirst() }
    if bytes.first == 0x76 || bytes.first == 0x56 { bytes.removeFirst() }
    var parts: [UInt64] = []
    var end = bytes.startIndex
    var index = bytes.startIndex
    scan: while true {
      var value: UInt64 = 0
      let start = index
      while index < bytes.endIndex, bytes[index] >= 0x30, bytes[index] <= 0x39 {
        let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
        let (sum, overflowedToo) = product.addingReportingOverflow(UInt64(bytes[index] - 0x30))
        guard !overflowed, !overflowedToo else { return nil }
        value = sum
        index += 1
      }
      guard index > start else { break }
      parts.append(value)
      end = index
      guard index < bytes.endIndex, bytes[index] == 0x2E else { break scan }
      index += 1
    }
    guard !parts.isEmpty, parts.count <= 8 else { return nil }
    if end < bytes.endIndex, let next = Optional(bytes[end]), next >= 0x41, next <= 0x7A, next != 0x5F {
      return nil
    }
    description = String(decoding: bytes[bytes.startIndex..<end], as: UTF8.self)
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
}
