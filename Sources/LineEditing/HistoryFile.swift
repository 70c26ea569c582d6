import FoundationEssentials
import Glibc

/// Lines remembered from one run to the next: a text file with one entry a line, the newest last, for its owner alone.
///
/// Several programs may use it at once: entries are appended under a lock, and shortening renames a new file into place.
package struct HistoryFile: Sendable {
  /// How many entries are kept unless said otherwise.
  package static let usualLimit = 1000
  /// Longer lines are not remembered, in bytes.
  static let longestEntry = 4096
  /// How long a lock is waited for; one that is held longer belongs to a program that was stopped, in milliseconds.
  private static let patience = 500

  package let path: String
  /// Most entries that are kept; up to twice as many may stand in the file.
  package let limit: Int

  package init(path: String, limit: Int = Self.usualLimit) {
    self.path = path
    self.limit = max(1, limit)
  }

  /// A line as it is kept: line breaks and tabs become spaces, other control characters go.
  static func entry(_ line: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\n", "\t", "\r": scalars.append(" ")
      case "\u{85}", "\u{2028}", "\u{2029}": scalars.append(" ")
      default: if scalar.properties.generalCategory != .control { scalars.append(scalar) }
      }
    }
    return String(scalars).trimmingSpaces
  }

  /// The newest entries, the oldest of them first; none when there is no file yet.
  ///
  /// - Throws: `LineEditorError.history`.
  func load() throws(LineEditorError) -> [String] {
    guard access(path, F_OK) == 0 || errno != ENOENT else { return [] }
    let descriptor = try opened(O_RDONLY)
    defer { close(descriptor) }
    return try entries(descriptor)
  }

  /// Makes folder and file if need be, for the owner alone, and shortens a file that has grown.
  ///
  /// - Throws: `LineEditorError.history`.
  func prepare() throws(LineEditorError) {
    try makeFolder()
    let descriptor = try opened(O_RDWR | O_APPEND | O_CREAT)
    defer { close(descriptor) }
    let all = try entries(descriptor, all: true)
    if all.count > 2 * limit { try shorten() }
  }

  /// Adds an entry.
  ///
  /// - Throws: `LineEditorError.history`.
  func append(_ entry: String) throws(LineEditorError) {
    let descriptor = try locked()
    defer { close(descriptor) }
    let bytes = Array((entry + "\n").utf8)
    guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw failure() }
  }

  // MARK: The file

  private func failure(_ code: Int32 = errno) -> LineEditorError {
    .history(path: path, reason: LineEditorError.words(code))
  }

  private func makeFolder() throws(LineEditorError) {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    guard folder != "", access(folder, F_OK) != 0 else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw failure() }
  }

  private func opened(_ flags: Int32) throws(LineEditorError) -> Int32 {
    let descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard descriptor >= 0 else { throw failure() }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .history(path: path, reason: "is no ordinary file")
    }
    if status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
    return descriptor
  }

  /// The file that stands at the path, opened for appending and locked.
  private func locked() throws(LineEditorError) -> Int32 {
    for _ in 0..<10 {
      let descriptor = try opened(O_RDWR | O_APPEND | O_CREAT)
      var waited = 0
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0, waited < Self.patience {
        usleep(5_000)
        waited += 5
      }
      if isAtPath(descriptor) { return descriptor }
      close(descriptor)
    }
    throw .history(path: path, reason: "is replaced again and again")
  }

  /// Whether nobody has put another file in the place of this one.
  private func isAtPath(_ descriptor: Int32) -> Bool {
    var (opened, current) = (stat(), stat())
    return fstat(descriptor, &opened) == 0 && stat(path, &current) == 0 && opened.st_ino == current.st_ino
      && opened.st_dev == current.st_dev
  }

  private func shorten() throws(LineEditorError) {
    let descriptor = try locked()
    defer { close(descriptor) }
    let text = try entries(descriptor).map { $0 + "\n" }.joined()
    let fresh = path + ".new"
    let target = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard target >= 0 else { throw failure() }
    defer { close(target) }
    let bytes = Array(text.utf8)
    guard Glibc.write(target, bytes, bytes.count) == bytes.count, rename(fresh, path) == 0 else {
      let code = errno
      unlink(fresh)
      throw failure(code)
    }
  }

  private func entries(_ descriptor: Int32, all: Bool = false) throws(LineEditorError) -> [String] {
    let size = lseek(descriptor, 0, SEEK_END)
    let most = off_t(2 * limit * Self.longestEntry)
    guard lseek(descriptor, max(0, size - most), SEEK_SET) >= 0 else { throw failure() }
    var lines = PlainLines(descriptor, longest: Self.longestEntry)
    var entries: [String] = []
    while let line = try lines.next() {
      guard let entry = line.text.map(Self.entry), entry != "" else { continue }
      entries.append(entry)
    }
    return all ? entries : entries.suffix(limit)
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
