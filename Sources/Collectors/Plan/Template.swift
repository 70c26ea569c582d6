import Knowledge

/// A path or a query value with `{fact}` place-holders: `/{waba.id}/phone_numbers`.
struct Template: Sendable {
  private enum Piece {
    case text(String)
    case fact(FactName)
  }

  private let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      pieces.append(.fact(FactName(String(rest[rest.index(after: open)..<close]))))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  /// The facts it needs, in order.
  var needs: [FactName] {
    pieces.compactMap { if case .fact(let name) = $0 { name } else { nil } }
  }

  /// The text with the known facts in place; unknown ones stay as `{fact}`.
  func filled(with values: [FactName: String]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .fact(let name): values[name] ?? "{\(name)}"
      }
    }.joined()
  }

  /// What the place-holders stood for in a filled text; empty when the text is not made from this template.
  func values(in text: String) -> [FactName: String] {
    var values: [FactName: String] = [:]
    var rest = text[...]
    for (position, piece) in pieces.enumerated() {
      switch piece {
      case .text(let text):
        guard rest.hasPrefix(text) else { return [:] }
        rest = rest.dropFirst(text.count)
      case .fact(let name):
        var value = rest.prefix { $0 != "/" }
        if position + 1 < pieces.count, case .text(let next) = pieces[position + 1], let stop = next.first {
          value = value.prefix { $0 != stop }
        }
        guard Self.isID(String(value)) else { return [:] }
        values[name] = String(value)
        rest = rest.dropFirst(value.count)
      }
    }
    return rest.isEmpty ? values : [:]
  }

  /// Whether a text can stand in a path without leading elsewhere: 1 to 128 letters, digits, `_` and `-`.
  static func isID(_ text: String) -> Bool {
    (1...128).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x5F || $0 == 0x2D
      }
  }
}
