import Glibc

/// Secrets known by their value, found whole or in pieces: a line that was wrapped or cut still holds a part.
struct HeldSecrets {
  /// A piece of a secret this long is hidden too, in bytes.
  private static let piece = 16

  private var secrets: [[UInt8]] = []
  /// The first half of every piece of every secret.
  private var halves: Set<UInt64> = []

  /// Keeps a secret; one of fewer than 4 bytes is none, and would be found everywhere.
  mutating func add(_ secret: [UInt8]) {
    guard secret.count >= 4, !secrets.contains(secret) else { return }
    secrets.append(secret)
    for start in stride(from: 0, through: secret.count - 8, by: 1) { halves.insert(Self.word(secret, start)) }
  }

  /// Every secret, or piece of one, in the bytes.
  func finds(in bytes: [UInt8]) -> [Find] {
    guard !secrets.isEmpty else { return [] }
    var ranges: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      if let length = length(of: bytes, at: index) {
        ranges.append(index..<index + length)
        index += length
      } else {
        index += 1
      }
    }
    return ranges.map { Find(range: $0, what: .secret(.accessToken)) }
  }

  /// How many bytes from here on are a secret or a piece of one.
  private func length(of bytes: [UInt8], at index: Int) -> Int? {
    let rest = bytes.count - index
    var longest: Int?
    for secret in secrets where secret.count < Self.piece {
      if rest >= secret.count, bytes[index..<index + secret.count].elementsEqual(secret) {
        longest = max(longest ?? 0, secret.count)
      }
    }
    guard rest >= Self.piece, halves.contains(Self.word(bytes, index)),
      halves.contains(Self.word(bytes, index + 8))
    else { return longest }
    for secret in secrets where secret.count >= Self.piece {
      for start in 0...secret.count - Self.piece where secret[start] == bytes[index] {
        let common = zip(secret[start...], bytes[index...]).prefix { $0 == $1 }.count
        if common >= Self.piece { longest = max(longest ?? 0, common) }
      }
    }
    return longest
  }

  /// Eight bytes as a number.
  private static func word(_ bytes: [UInt8], _ index: Int) -> UInt64 {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: index, as: UInt64.self) }
  }
}
