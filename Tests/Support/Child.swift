import FoundationEssentials
import Glibc

/// The program run as a child process, as a shell would run it.
package struct Child: Sendable {
  /// What a child left behind.
  package struct Result: Sendable {
    /// The exit status; 128 and the signal when one ended it.
    package let status: Int32
    package let output: String
    package let error: String
  }

  /// Where a child's standard output goes.
  package enum Output: Sendable {
    /// Into `Result.output`.
    case kept
    /// Into a pipe that nobody reads.
    case closedPipe
    /// Onto a terminal of 80 columns, and from there into `Result.output`; for no more than a page.
    case terminal
    /// Into a file, such as `/dev/full`.
    case file(String)
  }

  /// The words after the program's name.
  package var arguments: [String]
  /// Standard input; `nil` for none at all (`/dev/null`).
  package var input: [UInt8]?
  /// The whole environment.
  package var environment: [String: String]
  package var workingDirectory: String?
  /// A program and its first arguments that run the child, such as `timeout`.
  package var wrapper: [String] = []
  package var output = Output.kept
  /// Another program than ours, by its path.
  package var other: String?

  package init(
    _ arguments: [String], input: String? = nil, environment: [String: String] = [:],
    in workingDirectory: String? = nil
  ) {
    self.arguments = arguments
    self.input = input.map { Array($0.utf8) }
    self.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm"].merging(environment) { $1 }
    self.workingDirectory = workingDirectory
  }

  /// The program, which is built beside the tests.
  package static let program = builtBesideTests("wabadoctor")

  /// The path of an executable of this package, which is built beside the tests.
  package static func builtBesideTests(_ name: String) -> String {
    let tests = realpath("/proc/self/exe", nil).map { String(cString: $0) } ?? ""
    return tests.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/" + name
  }

  /// Runs the program and waits for its end.
  package func run() throws -> Result {
    let folder = try ScratchFolder()
    let standardInput = try input.map { try folder.write($0, to: "input") } ?? "/dev/null"
    let inside = open(standardInput, O_RDONLY | O_CLOEXEC)
    let outside = try outputDescriptor(folder)
    let complaints = creat(folder.path + "/error", 0o600)
    defer {
      for descriptor in [inside, outside.child, complaints] + (outside.terminal.map { [$0] } ?? []) {
        close(descriptor)
      }
    }
    let status = try spawn(inside, outside.child, complaints)
    let output = outside.terminal.map(Self.screen) ?? folder.text("output")
    return Result(status: status, output: output, error: folder.text("error"))
  }

  /// What the child writes to, and for a terminal the side that we read.
  private func outputDescriptor(_ folder: ScratchFolder) throws -> (child: Int32, terminal: Int32?) {
    switch output {
    case .kept: return (creat(folder.path + "/output", 0o600), nil)
    case .file(let path): return (open(path, O_WRONLY | O_CLOEXEC), nil)
    case .closedPipe:
      let path = folder.path + "/pipe"
      guard mkfifo(path, 0o600) == 0 else { throw ChildError(what: "mkfifo", code: errno) }
      let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      defer { close(reader) }
      return (open(path, O_WRONLY | O_CLOEXEC), nil)
    case .terminal:
      var (ours, theirs): (Int32, Int32) = (0, 0)
      var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
      guard openpty(&ours, &theirs, nil, nil, &size) == 0 else {
        throw ChildError(what: "openpty", code: errno)
      }
      _ = fcntl(ours, F_SETFL, O_NONBLOCK)
      for end in [ours, theirs] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return (theirs, ours)
    }
  }

  /// What stands on the terminal, with plain line ends.
  private static func screen(_ terminal: Int32) -> String {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(terminal, &part, part.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n") }
      bytes += part[..<count]
    }
  }

  private func spawn(_ input: Int32, _ output: Int32, _ error: Int32) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (from, to) in [(input, 0), (output, 1), (error, 2)] {
      posix_spawn_file_actions_adddup2(&actions, from, Int32(to))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads of a test block signals, and a child would inherit that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let change = workingDirectory.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0] } ?? []
    let command = change + wrapper + [other ?? Self.program] + arguments
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, &words, &variables)
    guard code == 0 else { throw ChildError(what: "posix_spawn \(command[0])", code: code) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}

/// Why a child could not be run.
struct ChildError: Error {
  let what: String
  let code: Int32
}
