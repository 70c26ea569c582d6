import Glibc

/// Where lines come from.
package enum LogSource: Hashable, Sendable {
  /// A file; it is mapped where it can be, else read once.
  case file(String)
  /// An open descriptor, read once to its end, and its name in messages. Standard input is 0.
  case descriptor(Int32, name: String)
  /// Bytes at hand, and their name in messages.
  case bytes([UInt8], name: String)

  /// The source a caller means by a path, where `-` is standard input.
  package init(path: String) { self = path == "-" ? .descriptor(0, name: "standard input") : .file(path) }

  /// Its name in messages.
  package var name: String {
    switch self {
    case .file(let path): path
    case .descriptor(_, let name), .bytes(_, let name): name
    }
  }

  /// Its bytes; nil for what only reading to the end can tell.
  var size: Int? {
    switch self {
    case .bytes(let bytes, _): bytes.count
    case .descriptor: nil
    case .file(let path):
      {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
      }()
    }
  }
}
