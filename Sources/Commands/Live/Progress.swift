import Casework

/// One line on a terminal's standard error that says how far a longer work is; nothing at all anywhere else.
struct Progress: Sendable {
  private let title: String
  private let isShown: Bool

  /// - Parameter isQuiet: whether nothing is shown, because lines are told instead.
  init(of title: String, isQuiet: Bool = false) {
    self.title = title
    isShown = !isQuiet && Terminal.error.isPerson && !Terminal.isDumb
  }

  /// Says how much is done of how much.
  func show(_ done: Int, of all: Int, _ things: String) {
    if isShown { Terminal.error.write("\r\u{1B}[K\(title): \(done) of \(all) \(things)") }
  }

  /// Takes the line away.
  func end() {
    if isShown { Terminal.error.write("\r\u{1B}[K") }
  }
}
