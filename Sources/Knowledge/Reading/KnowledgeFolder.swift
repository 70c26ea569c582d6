import FoundationEssentials
import Glibc
import JSONText

/// The folder that holds a knowledge base, and its files.
package struct KnowledgeFolder: Sendable {
  /// Path of the folder, without a trailing slash.
  package let path: String

  /// A folder at a path; whether it is there shows when it is read.
  package init(path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// The kinds of entry, each in a folder of its own.
  package enum Part: String, CaseIterable, Sendable {
    case facts = "Facts"
    case topics = "Topics"
    case questions = "Questions"
    case rules = "Rules"
    case findings = "Findings"
    case remedies = "Remedies"
    case errorCodes = "ErrorCodes"
    case tables = "Tables"
    case collectors = "Collectors"
    case sources = "Sources"
    case cases = "Cases"
    case tickets = "Tickets"
  }

  /// Names of the JSON files of a part, sorted by bytes; empty when the folder is absent.
  package func files(of part: Part) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + part.rawValue)) ?? []
    return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// Where the templates stand, and how their names end.
  package static let templates = (folder: "Templates", suffix: ".mustache")

  /// Names of the templates without `.mustache`, sorted by bytes; empty when the folder is absent.
  package var templateNames: [String] {
    let (folder, suffix) = Self.templates
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []
    return names.filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.map { String($0.dropLast(suffix.count)) }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The bytes of a file of the folder, named relative to it.
  ///
  /// - Throws: `KnowledgeFault` when it cannot be read.
  package func bytes(of file: String) throws(KnowledgeFault) -> [UInt8] {
    let descriptor = open(path + "/" + file, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, let bytes = Self.contents(of: descriptor) else {
      throw KnowledgeFault(
        .unreadable, at: JSONPlace(file: file, line: 1, column: 1),
        "cannot be read from \(path); check that it is there and readable")
    }
    return bytes
  }

  /// All that is left of an open file; `nil` when the system refuses. A file of which the system tells the size is read straight into its
  /// array.
  private static func contents(of descriptor: Int32) -> [UInt8]? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    var bytes: [UInt8] = []
    // With room for one byte more than there are, the first reading comes to the end.
    var room = max(Int(status.st_size), 4095) + 1
    while true {
      var last = 0
      let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        repeat {
          last = read(descriptor, buffer.baseAddress! + count, room - count)
          count += max(0, last)
        } while count < room && (last > 0 || last < 0 && errno == EINTR)
      }
      if bytes.isEmpty { bytes = part } else { bytes += part }
      guard last > 0 else { return last == 0 ? bytes : nil }
      room = 65_536
    }
  }

  /// A file of the folder, parsed; places name it relative to the folder.
  ///
  /// - Throws: `KnowledgeFault` when it cannot be read or is not JSON.
  package func document(_ file: String) throws(KnowledgeFault) -> JSONDocument {
    let bytes = try bytes(of: file)
    do {
      return try JSONDocument(bytes, file: file)
    } catch {
      throw KnowledgeFault(.malformed, at: error.place, error.message)
    }
  }
}
