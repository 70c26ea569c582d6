import Casework

/// One line on a terminal's standard error that says how far a longer work is; nothing at all anywhere else.
struct Progress: Sendable {
  private let title: String
  private let isShown = Terminal.error.isPerson && !Terminal.isDumb

  init(of title: String) { self.title = title }

  /// Says how much is done of how much.
  func show(_ done: Int, of all: Int, _ things: String) {
    if isShown { Terminal.error.write("\r\u{1B}[K\(title): \(done) of \(all) \(things)") }
  }

  /// Takes the line away.
  func end() {
    if isShown { Terminal.error.write("\r\u{1B}[K") }
  }
}
