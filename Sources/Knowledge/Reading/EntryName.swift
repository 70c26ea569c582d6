/// How entries and files are named: `on-behalf-of`, with dots for aspects `on-behalf-of.ownership-type`.
enum EntryName {
  /// Whether a key is a name: lower case letters, digits and hyphens, in parts separated by dots.
  static func isName(_ key: String) -> Bool {
    var previous: UInt8 = 0x2E
    for byte in key.utf8 {
      switch byte {
      case 0x61...0x7A, 0x30...0x39: break
      case 0x2D, 0x2E: guard previous != 0x2E, previous != 0x2D else { return false }
      default: return false
      }
      previous = byte
    }
    return previous != 0x2E && previous != 0x2D
  }

  /// Whether a key is a field as the Graph API spells it: letters, digits and underscores; `complete` is taken by lists.
  static func isField(_ key: String) -> Bool {
    !key.isEmpty && key != "complete"
      && key.utf8.allSatisfy {
        ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x5F
      }
  }

  /// Whether a key is one of Meta's error codes.
  static func isCode(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// The subject that a file of facts or questions speaks of: `phone-number` → `phone_number`.
  static func subject(ofFile stem: String) -> String { String(decoding: stem.utf8.map { $0 == 0x2D ? 0x5F : $0 }, as: UTF8.self) }
}
