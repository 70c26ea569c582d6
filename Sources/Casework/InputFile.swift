import Glibc

/// A file of the caller's, or standard input as `-`, read whole.
package enum InputFile {
  /// Files above this size are refused, in bytes: offsets of the JSON reader are bounded.
  package static let maximumBytes = 1 << 29 - 1

  /// How the input is named in messages.
  package static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// All bytes of a file.
  ///
  /// - Throws: `CaseworkError`: no such input, not permitted, or unreadable.
  package static func bytes(of path: String) throws(CaseworkError) -> [UInt8] {
    let descriptor = try open(path)
    defer { if descriptor != 0 { close(descriptor) } }
    var bytes: [UInt8] = []
    var filled = 0
    while true {
      if bytes.count - filled < 65_536 {
        bytes.append(contentsOf: repeatElement(0, count: max(65_536, bytes.count)))
      }
      let got = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + filled, $0.count - filled) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw failure(path) }
      guard got > 0 else { break }
      filled += got
      guard filled <= maximumBytes else {
        throw CaseworkError(
          .unreadableInput,
          "\(name(of: path)): larger than 512 MB; for many cases use diagnose --batch, which streams")
      }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// Whether something stands under that name.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// An open descriptor to read from; standard input is 0 and stays open.
  ///
  /// - Throws: `CaseworkError`: no such input, or not permitted.
  package static func open(_ path: String) throws(CaseworkError) -> Int32 {
    guard path != "-" else { return 0 }
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    return descriptor
  }

  /// What the system's last refusal means for an input.
  package static func failure(_ path: String) -> CaseworkError {
    switch errno {
    case ENOENT, ENOTDIR: CaseworkError(.noSuchInput, "\(name(of: path)): there is no such file")
    case EACCES, EPERM:
      CaseworkError(.notPermitted, "\(name(of: path)): may not be read; check its permissions")
    case EISDIR: CaseworkError(.unreadableInput, "\(name(of: path)): is a folder, expected a file")
    default:
      CaseworkError(.unreadableInput, "\(name(of: path)): \(String(cString: strerror(errno)).lowercased())")
    }
  }
}
