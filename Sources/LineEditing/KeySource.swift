import CLineEditor
import Glibc

/// The keys of the terminal on standard input, and what happens to it meanwhile.
struct KeySource {
  /// What waiting for a key gave.
  enum Event: Equatable {
    case key(KeyDecoder.Key)
    /// The program or its terminal was interrupted, resized, continued or asked to stop.
    case happening
    case end
  }

  /// How long an escape key alone, or half a character, may wait for the rest, in milliseconds.
  private static let keyPatience: Int32 = 40
  /// How long a paste may pause before it counts as ended, in milliseconds: a slow line pauses, a lost bracket must not hang.
  private static let pastePatience: Int32 = 2_000

  /// Readable when something happened.
  private let wake: Int32
  private var decoder = KeyDecoder()

  init(wake: Int32) { self.wake = wake }

  /// The next key, or that something happened; waits for it.
  mutating func next() -> Event {
    while true {
      if let key = decoder.next() { return .key(key) }
      let patience = decoder.isInsidePaste ? Self.pastePatience : decoder.isWaiting ? Self.keyPatience : -1
      switch wait(patience) {
      case .bytes(let bytes): decoder.append(bytes)
      case .nothing: if let key = decoder.next(isSettled: true) { return .key(key) }
      case .happening: return .happening
      case .end:
        if let key = decoder.next(isSettled: true) { return .key(key) }
        return .end
      }
    }
  }

  private enum Arrival {
    case bytes(ArraySlice<UInt8>), nothing, happening, end
  }

  private func wait(_ patience: Int32) -> Arrival {
    var descriptors = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&descriptors, 2, patience)
    if ready < 0 { return errno == EINTR ? .happening : .end }
    if ready == 0 { return .nothing }
    if descriptors[1].revents != 0 {
      var drained = [UInt8](repeating: 0, count: 64)
      while read(wake, &drained, drained.count) > 0 {}
      return .happening
    }
    // No terminal has more at once.
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return .happening }
    return count > 0 ? .bytes(bytes[..<count]) : .end
  }
}
