import TestSupport

/// The trial program, which says of every input what it was, at its first prompt.
func trial(
  history: String? = nil, environment: [String: String] = [:], columns: Int = 80, rows: Int = 24
) throws -> PseudoTerminal {
  let terminal = try PseudoTerminal(
    Child.builtBesideTests("line-editor-trial"), history.map { [$0] } ?? [], environment: environment,
    columns: columns, rows: rows)
  try terminal.expect("> ")
  return terminal
}

extension PseudoTerminal {
  /// Types keys and waits for the line that comes of them, and for the next prompt.
  func type(_ keys: String, gives line: String) throws {
    try send(keys)
    try expectLine(line)
  }

  func expectLine(_ line: String) throws {
    try expect("got: line(\(line.debugDescription))\n")
    try expect("> ")
  }
}

/// Keys as a terminal of the kind of xterm sends them.
enum Keys {
  static let left = "\u{1B}[D"
  static let up = "\u{1B}[A"
  static let delete = "\u{1B}[3~"
  static let home = "\u{1B}[H"
  static let wordLeft = "\u{1B}[1;5D"
  static let erase = "\u{7F}"
  static func control(_ letter: Character) -> String {
    String(Unicode.Scalar(UInt8(letter.asciiValue! & 0x1F)))
  }
  static func pasted(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}
