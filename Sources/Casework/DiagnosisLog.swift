import Glibc
import JSONText

/// Diagnoses that were written a line each, and may be gone on with after an interruption.
package struct DiagnosisLog {
  /// Where more lines go.
  package let destination: Destination
  /// What every line begins with.
  private static let beginning = Array(#"{"schema":"wabadoctor/"#.utf8)

  /// The accounts that have a whole diagnosis in it.
  package let done: Set<String>
  /// The whole lines that were in it.
  package let lines: [[UInt8]]
  /// What the diagnoses in it ended with, as their `exit_status` says.
  package let exitStatuses: Set<Int>

  /// Opens a log, or begins one; a last line that was not finished is cut off.
  ///
  /// - Throws: `CaseworkError` when it cannot be read or written, or a line of it is none of ours.
  package init(file path: String) throws(CaseworkError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw InputFile.failure(path) }
    let bytes = try InputFile.bytes(of: path)
    let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    var done: Set<String> = []
    var exitStatuses: Set<Int> = []
    for (number, line) in bytes[..<whole].split(separator: 0x0A).enumerated() {
      guard let root = try? JSONDocument(Array(line), file: path).root, root["schema"]?.string != nil else {
        throw CaseworkError(
          .unreadableInput,
          "\(path):\(number + 1): is no line of a diagnosis; name the file that the earlier run wrote")
      }
      if root["schema"]?.stringEquals("wabadoctor/diagnosis") == true,
        let id = root["subject"]?["waba"]?.string
      {
        done.insert(id)
        exitStatuses.insert(Int(root["exit_status"]?.integer ?? 0))
      }
    }
    let begun = bytes[whole...]
    guard begun.elementsEqual(Self.beginning.prefix(begun.count)) || begun.starts(with: Self.beginning) else {
      throw CaseworkError(
        .unreadableInput,
        "\(path): its last line is none of a diagnosis; name the file that the earlier run wrote")
    }
    guard ftruncate(descriptor, off_t(whole)) == 0 else { throw InputFile.failure(path) }
    self.done = done
    lines = bytes[..<whole].split(separator: 0x0A).map(Array.init)
    self.exitStatuses = exitStatuses
    destination = Destination(descriptor: descriptor)
  }
}
