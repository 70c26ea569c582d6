import Glibc

/// A program that runs in a terminal of its own, driven as a person would: keys go in, the screen is read.
///
/// Waiting is for what is expected, never for a while; a wait that is not fulfilled throws with what was seen instead.
package final class PseudoTerminal {
  /// What was not as it should be.
  package struct Trouble: Error, CustomStringConvertible {
    package let description: String
  }

  /// How long anything may take on a busy machine, in seconds.
  package static let patience = 20.0

  /// Everything that came out, with escape codes.
  package private(set) var output: [UInt8] = []
  private let terminal: Int32
  /// The process that was started, leader of a session and of its foreground group.
  package let process: pid_t
  private var status: Int32?
  private var screen = PlainScreen()
  /// How much of the screen was expected and found.
  private var seen = 0
  /// How much of it was looked at for what is expected now.
  private var searched = 0
  private var isGone = false

  /// Starts a program on a new terminal.
  ///
  /// - Parameters:
  ///   - environment: all of it, besides `PATH` and `TERM=xterm`; an empty value takes a variable away.
  package init(
    _ program: String = Child.program, _ arguments: [String] = [], environment: [String: String] = [:],
    columns: Int = 80, rows: Int = 24
  ) throws {
    var (ours, theirs): (Int32, Int32) = (0, 0)
    guard openpty(&ours, &theirs, nil, nil, nil) == 0 else {
      throw Trouble(description: "openpty: error \(errno)")
    }
    defer { close(theirs) }
    for end in [ours, theirs] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ours, F_SETFL, O_NONBLOCK)
    Self.setSize(ours, columns, rows)
    terminal = ours
    let all = ["PATH": "/usr/bin:/bin", "TERM": "xterm"].merging(environment) { $1 }.filter { $0.value != "" }
    var name = [UInt8](repeating: 0, count: 64)
    let code = name.withUnsafeMutableBytes { ttyname_r(theirs, $0.baseAddress!, $0.count) }
    guard code == 0 else { throw Trouble(description: "ttyname_r: error \(code)") }
    let path = String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
    process = try Self.spawn([program] + arguments, all, on: path)
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
    close(terminal)
  }

  /// Begins a session of its own (`POSIX_SPAWN_SETSID`, which Swift does not see).
  private static let newSession: Int32 = 0x80

  /// The leader of a new session has the first terminal that it opens for its own.
  private static func spawn(_ command: [String], _ environment: [String: String], on path: String) throws
    -> pid_t
  {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
    for descriptor: Int32 in 1...2 { posix_spawn_file_actions_adddup2(&actions, 0, descriptor) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, &words, &variables)
    guard code == 0 else { throw Trouble(description: "\(command[0]) does not start, error \(code)") }
    return process
  }

  // MARK: Driving

  /// Types text; line ends are what the Enter key sends.
  package func send(_ text: String) throws { try send(Array(text.utf8).map { $0 == 0x0A ? 0x0D : $0 }) }

  /// Types bytes, while what comes out is read.
  package func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    let deadline = Self.now + Self.patience
    while !rest.isEmpty {
      var ready = pollfd(fd: terminal, events: Int16(POLLIN | POLLOUT), revents: 0)
      poll(&ready, 1, 100)
      if ready.revents & Int16(POLLIN | POLLHUP) != 0 { take() }
      if ready.revents & Int16(POLLOUT) != 0 {
        let count = rest.withUnsafeBytes { write(terminal, $0.baseAddress!, min($0.count, 1024)) }
        if count > 0 { rest = rest.dropFirst(count) }
      }
      if isGone {
        throw Trouble(description: "\(ended), \(rest.count) bytes not taken; \(last)")
      }
      if Self.now > deadline { throw Trouble(description: "\(rest.count) bytes were not taken; \(last)") }
    }
  }

  /// Waits until text stands in what came out since the last expected text; gives what came up to its end, without codes.
  @discardableResult
  package func expect(_ text: String, within seconds: Double = patience) throws -> String {
    searched = seen
    let deadline = Self.now + seconds
    while true {
      if let end = screen.end(of: text, from: max(seen, searched - text.utf8.count)) {
        defer { (seen, searched) = (end, end) }
        return screen.text(seen..<end)
      }
      searched = screen.bytes.count
      guard !isGone, Self.now < deadline else {
        let reason = isGone ? ended : "\(seconds) s went by"
        throw Trouble(description: "expected \(text.debugDescription), but \(reason); \(last)")
      }
      wait(for: deadline)
    }
  }

  /// What came out since the last expected text, without escape codes.
  package var unexpected: String {
    take()
    return screen.text(seen..<screen.bytes.count)
  }

  /// Everything that came out so far, without escape codes.
  package var plainText: String {
    take()
    return screen.text(0..<screen.bytes.count)
  }

  /// Everything that came out so far, with escape codes.
  package var text: String { String(decoding: output, as: UTF8.self) }

  /// Changes the size of the window, as dragging its corner does.
  package func resize(columns: Int, rows: Int = 24) { Self.setSize(terminal, columns, rows) }

  /// Sends a signal to the program.
  package func signal(_ signal: Int32) { kill(process, signal) }

  /// Waits for the end of the program; gives its exit status, or 128 and the signal that ended it.
  package func wait(within seconds: Double = patience) throws -> Int32 {
    let deadline = Self.now + seconds
    while status == nil {
      take()
      var result: Int32 = 0
      if waitpid(process, &result, WNOHANG) == process {
        status = result & 0x7F == 0 ? result >> 8 & 0xFF : 128 + result & 0x7F
      } else if Self.now > deadline {
        throw Trouble(description: "the program did not end; \(last)")
      } else {
        usleep(2_000)
      }
    }
    take()
    return status ?? 0
  }

  // MARK: The terminal

  /// What can be told of a terminal's settings.
  package struct Modes: Equatable, Sendable {
    /// Whether keys are shown, whether lines are handed over whole, whether Ctrl-C is a signal, whether Ctrl-S stops the screen.
    package let echoes, waitsForLines, signals, stops: Bool
    /// How a shell leaves it.
    package static let usual = Modes(echoes: true, waitsForLines: true, signals: true, stops: true)
    /// How an editor has it, which is handed every key.
    package static let everyKey = Modes(echoes: false, waitsForLines: false, signals: false, stops: false)
  }

  /// The settings now.
  package var modes: Modes {
    var settings = termios()
    tcgetattr(terminal, &settings)
    func local(_ flag: Int32) -> Bool { settings.c_lflag & tcflag_t(flag) != 0 }
    return Modes(
      echoes: local(ECHO), waitsForLines: local(ICANON), signals: local(ISIG),
      stops: settings.c_iflag & tcflag_t(IXON) != 0)
  }

  // MARK: Reading

  private func wait(for deadline: Double) {
    var ready = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    poll(&ready, 1, Int32(max(1, min(1000, (deadline - Self.now) * 1000))))
    if ready.revents != 0 { take() }
  }

  /// Takes what came out so far.
  private func take() {
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(terminal, &part, part.count)
      if count > 0 {
        output += part[..<count]
        screen.append(part[..<count])
      } else {
        // EIO: nobody has the other side open any more.
        if count == 0 || errno == EIO { isGone = true }
        return
      }
    }
  }

  private var ended: String { "the program ended with status \((try? wait()) ?? -1)" }

  /// The end of what came out, for messages.
  private var last: String {
    let text = String(decoding: output.suffix(2000), as: UTF8.self)
    return "it ends with \(text.debugDescription)"
  }

  private static func setSize(_ terminal: Int32, _ columns: Int, _ rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
