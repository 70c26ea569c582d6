/// A telephone number in the international form of ITU-T E.164: at most 15 digits after the plus sign.
package struct PhoneNumber: Hashable, Sendable, CustomStringConvertible {
  /// The digits after the plus sign.
  package let digits: String

  /// Reads `+53 5 555 1234`, `+1 (555) 010-0001`, `0053…`, or bare digits as Meta writes them; `nil` for fewer than 7 or more than 15 digits.
  package init?(_ text: some StringProtocol) {
    var digits: [UInt8] = []
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case 0x30...0x39: digits.append(byte)
      case 0x2B where index == 0: continue
      case 0x20, 0x2D, 0x28, 0x29, 0x2E: continue
      default: return nil
      }
    }
    if digits.starts(with: [0x30, 0x30]) { digits.removeFirst(2) }
    guard (7...15).contains(digits.count), digits.first != 0x30 else { return nil }
    self.digits = String(decoding: digits, as: UTF8.self)
  }

  package var description: String { "+" + digits }
}
