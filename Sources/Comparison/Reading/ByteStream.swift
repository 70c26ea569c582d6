import Glibc

/// The bytes of one source, read once from the first to the last.
struct ByteStream: ~Copyable {
  private let name: String
  private let descriptor: Int32
  private let isOurs: Bool
  private var bytes: ArraySlice<UInt8> = []

  /// Opens a source.
  ///
  /// - Throws: `ComparisonError`: no such file, or not permitted.
  init(_ source: LogSource) throws(ComparisonError) {
    name = source.name
    switch source {
    case .bytes(let all, _):
      (descriptor, isOurs) = (-1, false)
      bytes = all[...]
    case .descriptor(let open, _):
      (descriptor, isOurs) = (open, false)
    case .file(let path):
      let opened = open(path, O_RDONLY | O_CLOEXEC)
      guard opened >= 0 else { throw Self.failure(path) }
      (descriptor, isOurs) = (opened, true)
      posix_fadvise(opened, 0, 0, POSIX_FADV_SEQUENTIAL)
    }
  }

  deinit { if isOurs { close(descriptor) } }

  /// Reads on into a part of a buffer until it is full or the source ends; gives how many bytes came.
  ///
  /// - Throws: `ComparisonError` when the system refuses.
  mutating func read(into buffer: borrowing ByteBuffer, at offset: Int, upTo end: Int) throws(ComparisonError)
    -> Int
  {
    guard descriptor >= 0 else {
      let part = bytes.prefix(end - offset)
      buffer.put(part, at: offset)
      bytes = bytes.dropFirst(part.count)
      return part.count
    }
    var filled = offset
    while filled < end {
      let got = Glibc.read(descriptor, buffer.base + filled, end - filled)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw Self.failure(name) }
      guard got > 0 else { break }
      filled += got
    }
    return filled - offset
  }

  /// What the system's last refusal means for a source.
  private static func failure(_ name: String) -> ComparisonError {
    switch errno {
    case ENOENT, ENOTDIR: ComparisonError(.noSuchInput, "\(name): there is no such file")
    case EACCES, EPERM: ComparisonError(.notPermitted, "\(name): may not be read; check its permissions")
    case EISDIR: ComparisonError(.unreadableInput, "\(name): is a folder, expected a file")
    default: ComparisonError(.unreadableInput, "\(name): \(String(cString: strerror(errno)).lowercased())")
    }
  }
}
