import Glibc

/// Where a report goes: standard output, or a file that is replaced as a whole when the report is complete.
package struct Destination {
  private let descriptor: Int32
  /// The file to become, and what it is called until then; `nil` when bytes go straight to the descriptor.
  private let replacing: (path: String, temporary: String)?

  /// An open descriptor, `1` for standard output.
  package init(descriptor: Int32) {
    self.descriptor = descriptor
    replacing = nil
  }

  /// A file; it keeps its old content until `finish` is called.
  ///
  /// - Throws: `CaseworkError` when it cannot be made.
  package init(file name: String) throws(CaseworkError) {
    let path = Self.target(of: name)
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT != S_IFREG {
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      replacing = nil
    } else {
      let temporary = "\(path).\(getpid()).part"
      descriptor = open(
        temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isThere ? status.st_mode & 0o777 : 0o666)
      replacing = (path, temporary)
    }
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  /// Writes bytes with everything hidden that must not be seen; `false` when nobody reads them any more.
  ///
  /// - Throws: `CaseworkError` when the machine refuses, as a full disk does.
  @discardableResult
  package func write(_ bytes: [UInt8]) throws(CaseworkError) -> Bool {
    try write(redacted: Redaction.process.redacted(bytes) ?? bytes)
  }

  /// Writes a person's own list back to them, with nothing hidden; for files that the person named for it.
  ///
  /// - Throws: `CaseworkError` when the machine refuses, as a full disk does.
  package func write(asTheyAre bytes: [UInt8]) throws(CaseworkError) { _ = try write(redacted: bytes) }

  /// Writes bytes that hold nothing to hide; `false` when nobody reads them any more.
  ///
  /// - Throws: `CaseworkError` when the machine refuses, as a full disk does.
  func write(redacted bytes: [UInt8]) throws(CaseworkError) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, $0.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EPIPE {
        return false
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        throw Self.failure(replacing?.path ?? "standard output")
      }
    }
    return true
  }

  /// Puts the complete file in its place.
  ///
  /// - Throws: `CaseworkError` when the machine refuses.
  package func finish() throws(CaseworkError) {
    guard descriptor > 2 else { return }
    let isClosed = close(descriptor) == 0
    guard let replacing else { return }
    guard isClosed, rename(replacing.temporary, replacing.path) == 0 else {
      let failure = Self.failure(replacing.path)
      unlink(replacing.temporary)
      throw failure
    }
  }

  /// Forgets what was written to a file.
  package func abandon() {
    guard let replacing else { return }
    close(descriptor)
    unlink(replacing.temporary)
  }

  /// The file that a name leads to, so that a symbolic link stays one.
  private static func target(of name: String) -> String {
    guard let resolved = realpath(name, nil) else { return name }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func failure(_ name: String) -> CaseworkError {
    switch errno {
    case EACCES, EPERM, EROFS:
      CaseworkError(.notPermitted, "\(name): may not be written; check its permissions")
    case ENOENT, ENOTDIR: CaseworkError(.noSuchInput, "\(name): cannot be written, its folder is not there")
    default:
      CaseworkError(.ourFault, "\(name): cannot be written: \(String(cString: strerror(errno)).lowercased())")
    }
  }
}
