import JSONText

/// The payloads of a file: JSON, a list of them, one a line, or lines of a log that each hold one.
struct WebhookPayloads {
  /// A payload and where it stands.
  struct Payload {
    let json: JSONValue
    /// `file:line`.
    let place: String
  }

  private(set) var payloads: [Payload] = []
  /// Lines that hold no payload, and the first of them.
  private(set) var unread: (count: Int, first: String?) = (0, nil)

  init(_ bytes: [UInt8], file: String) {
    if let root = try? JSONDocument(bytes, file: file).root {
      let all = root.kind == .array ? root.elements.map { $0 } : [root]
      payloads = all.map { Payload(json: $0, place: "\(file):\($0.place.line)") }
      return
    }
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let place = "\(file):\(number + 1)"
      if let payload = Self.payload(in: line, file: file) {
        payloads.append(Payload(json: payload, place: place))
      } else if line.contains(where: { $0 > 0x20 }) {
        unread = (unread.count + 1, unread.first ?? place)
      }
    }
  }

  /// What stands from the first brace of a line to its last, if it is JSON.
  private static func payload(in line: ArraySlice<UInt8>, file: String) -> JSONValue? {
    guard let open = line.firstIndex(of: UInt8(ascii: "{")),
      let close = line.lastIndex(of: UInt8(ascii: "}")),
      open < close
    else { return nil }
    return try? JSONDocument(Array(line[open...close]), file: file).root
  }
}
