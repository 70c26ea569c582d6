import Casework
import Glibc

/// The reader's own program for long texts, as `PAGER` names it, with its words: `less -R`.
struct Pager {
  private let words: [String]

  /// `nil` when none is named.
  init?(environment: [String: String]) {
    let words = (environment["PAGER"] ?? "").split(separator: " ").map(String.init)
    guard !words.isEmpty else { return nil }
    self.words = words
  }

  /// Shows a text and waits until the reader leaves; `false` when the program cannot be run.
  func show(_ text: String) -> Bool {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let status = posix_spawnp(&process, words[0], &actions, nil, &arguments, environ)
    close(ends[0])
    guard status == 0 else {
      close(ends[1])
      Terminal.error.write(
        "PAGER: \(words[0]) cannot be run: \(String(cString: strerror(status)).lowercased())\n")
      return false
    }
    _ = try? Destination(descriptor: ends[1]).write(Array(text.utf8))
    close(ends[1])
    var ending: Int32 = 0
    while waitpid(process, &ending, 0) < 0, errno == EINTR {}
    return true
  }
}
