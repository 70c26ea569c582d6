/// The kinds of secrets that are known by their shape.
enum Secret: CaseIterable {
  /// `EAA` and letters and digits.
  case accessToken
  /// `APP_ID|SECRET`.
  case appToken
  /// An app secret or client token, 32 hexadecimal digits, or an `appsecret_proof`, 64 of them.
  case appSecret

  /// What it is called.
  var title: String {
    switch self {
    case .accessToken: "access token"
    case .appToken: "app token"
    case .appSecret: "app secret"
    }
  }

  /// What stands in its place; none of these has the shape of a secret.
  var standIn: String {
    switch self {
    case .accessToken: "EAA…"
    case .appToken: "app-token…"
    case .appSecret: "app-secret…"
    }
  }

  /// Letters and digits after `EAA`, at least, for a word to be a token and not somebody's abbreviation.
  private static let leastOfToken = 8
  /// Digits of an app's id and letters of its secret, at least.
  private static let leastOfApp = (id: 6, secret: 16)

  /// Every secret in the bytes.
  static func finds(in bytes: [UInt8]) -> [Find] {
    (tokens(in: bytes).map { Find(range: $0, what: .secret(.accessToken)) })
      + appTokens(in: bytes).map { Find(range: $0, what: .secret(.appToken)) }
      + appSecrets(in: bytes).map { Find(range: $0, what: .secret(.appSecret)) }
  }

  /// Every access token, from `EAA` to the last letter, digit, `_` or `-` of the word.
  static func tokens(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while let start = ByteSearch.first("EAA", in: bytes, from: index) {
      var end = start + 3
      while end < bytes.count, ByteSearch.isAlphanumeric(bytes[end]) { end += 1 }
      let isLongEnough = end - start >= 3 + leastOfToken
      index = end
      guard isLongEnough, ByteSearch.beginsWord(at: start, in: bytes) else { continue }
      while end < bytes.count, isOfToken(bytes[end]) { end += 1 }
      ranges.append(start..<end)
      index = end
    }
    return ranges
  }

  private static func appTokens(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while let bar = ByteSearch.first("|", in: bytes, from: index) {
      var (start, end) = (bar, bar + 1)
      while start > index, ByteSearch.isDigit(bytes[start - 1]) { start -= 1 }
      while end < bytes.count, isOfToken(bytes[end]) { end += 1 }
      index = bar + 1
      guard bar - start >= leastOfApp.id, end - bar > leastOfApp.secret else { continue }
      ranges.append(start..<end)
      index = end
    }
    return ranges
  }

  /// Words of just 32 or 64 small hexadecimal digits, letters and digits mixed.
  private static func appSecrets(in bytes: [UInt8]) -> [Range<Int>] {
    guard ByteSearch.mayHoldHex(bytes) else { return [] }
    var ranges: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      guard ByteSearch.isHex(bytes[index]) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < bytes.count, ByteSearch.isHex(bytes[end]) { end += 1 }
      var start = index
      index = end
      guard end == bytes.count || !ByteSearch.isAlphanumeric(bytes[end]), end - start >= 32 else { continue }
      // The letter of an escape such as \b before it may look like a digit of it.
      if (end - start) % 32 == 1, start > 0, bytes[start - 1] == UInt8(ascii: "\\") { start += 1 }
      guard end - start == 32 || end - start == 64, ByteSearch.beginsWord(at: start, in: bytes),
        bytes[start..<end].contains(where: ByteSearch.isDigit),
        !bytes[start..<end].allSatisfy(ByteSearch.isDigit)
      else { continue }
      ranges.append(start..<end)
    }
    return ranges
  }

  private static func isOfToken(_ byte: UInt8) -> Bool {
    ByteSearch.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
