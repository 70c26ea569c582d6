extension JSONValue {
  /// The value a JSON pointer (RFC 6901) leads to from here; nil if there is none or the pointer is malformed.
  package func at(pointer: String) -> JSONValue? {
    guard !pointer.isEmpty else { return self }
    guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
    var value = self
    for raw in pointer.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let token = Self.token(Substring(raw)), let next = value.step(token) else { return nil }
      value = next
    }
    return value
  }

  private func step(_ token: String) -> JSONValue? {
    switch kind {
    case .object: return self[token]
    case .array:
      guard let position = Self.position(token), position < elements.count else { return nil }
      for (index, element) in elements.enumerated() where index == position { return element }
      return nil
    default: return nil
    }
  }

  /// An array position: digits without a leading zero.
  private static func position(_ token: String) -> Int? {
    guard token.utf8.allSatisfy({ $0 &- 0x30 < 10 }), token == "0" || token.utf8.first != 0x30 else {
      return nil
    }
    return Int(token)
  }

  /// A reference token with `~1` and `~0` resolved; nil if a `~` stands for nothing.
  private static func token(_ raw: Substring) -> String? {
    guard raw.utf8.contains(UInt8(ascii: "~")) else { return String(raw) }
    var bytes: [UInt8] = []
    var iterator = raw.utf8.makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch iterator.next() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
