import FoundationEssentials

/// Text that stands in a file beside its test, as it would appear.
///
/// `RECORD=1 swift test` rewrites the files and fails, so that a change is read before it is kept.
package enum Snapshot {
  /// Compares a text with the file `Snapshots/<name>` beside the test; the difference in words, or `nil` when they are alike.
  package static func difference(of text: String, from name: String, beside test: String = #filePath)
    -> String?
  {
    let folder = test.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Snapshots"
    let file = folder + "/" + name
    let old = (try? Data(contentsOf: URL(filePath: file))).map { String(decoding: $0, as: UTF8.self) }
    guard ProcessInfo.processInfo.environment["RECORD"] == nil else {
      return record(text, old: old, in: folder, file: file, name: name)
    }
    guard let old else { return "Snapshots/\(name) is missing; RECORD=1 writes it. It would be:\n\(text)" }
    guard old != text else { return nil }
    return "Snapshots/\(name) differs; RECORD=1 rewrites it.\n" + firstDifference(old, text)
  }

  private static func record(_ text: String, old: String?, in folder: String, file: String, name: String)
    -> String?
  {
    guard old != text else { return nil }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: file))
      return "Snapshots/\(name) was rewritten; read the change before you keep it"
    } catch {
      return "Snapshots/\(name) could not be written: \(error)"
    }
  }

  private static func firstDifference(_ old: String, _ new: String) -> String {
    let left = old.split(separator: "\n", omittingEmptySubsequences: false)
    let right = new.split(separator: "\n", omittingEmptySubsequences: false)
    let line =
      zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(left.count, right.count)
    let was = line < left.count ? String(left[line]) : "(end)"
    let now = line < right.count ? String(right[line]) : "(end)"
    return "line \(line + 1) was: \(was)\nline \(line + 1) is:  \(now)\n\nthe whole text now:\n\(new)"
  }
}
