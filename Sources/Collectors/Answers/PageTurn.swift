import JSONText

/// Whether another page follows the one that was read.
///
/// Only an absent `paging.next` ends a list; a short or empty page does not.
enum PageTurn {
  case last
  /// The cursor that asks for the next page.
  case next(cursor: String)
  /// More is promised, but not in a way that can be followed; what is wrong, with its place.
  case broken(String)

  init(after body: JSONValue) {
    guard let paging = body["paging"], !paging.isNull else {
      self = .last
      return
    }
    guard paging.kind == .object else {
      self = .broken("\(paging.place): expected the object \"paging\", but there is \(paging.kind.name)")
      return
    }
    guard let next = paging["next"], !next.isNull else {
      self = .last
      return
    }
    let cursor = paging["cursors"]?["after"]?.string ?? next.string.flatMap(Self.cursor(in:))
    if let cursor, !cursor.isEmpty {
      self = .next(cursor: cursor)
    } else {
      self = .broken("\(next.place): a next page is promised, but no cursor leads to it")
    }
  }

  /// The `after` of an address, percent-decoded.
  private static func cursor(in address: String) -> String? {
    let query = address.drop { $0 != "?" }.dropFirst().prefix { $0 != "#" }
    for item in query.split(separator: "&") where item.hasPrefix("after=") {
      var bytes: [UInt8] = []
      var rest = Array(item.utf8.dropFirst(6))[...]
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%"), rest.count >= 2,
          let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
        {
          bytes.append(code)
          rest = rest.dropFirst(2)
        } else {
          bytes.append(byte)
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    return nil
  }
}
